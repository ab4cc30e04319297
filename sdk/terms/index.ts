export { canonicalTerms, type Canonical, termsHash, writeCanonical } from './canonical.ts';
export { type CompiledTerms, type CompileOptions, compileTerms } from './compileTerms.ts';
export type { Labels, LineLabel, TriggerLabel, ValueLabel } from './compile/labels.ts';
export { explain } from './explain/explain.ts';
export { loadTerms, parseTerms, type TermsSource } from './parseTerms.ts';
export type { Schedule, ScheduleDate } from './schedule.ts';
export type { Terms } from './terms.ts';
