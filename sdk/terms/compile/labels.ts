import type { Kind } from '../ast.ts';
import type { Origin } from './drafts.ts';
import type { Rounding } from '../terms.ts';

/** A named value and the cell that shows it after a run. */
export interface ValueLabel {
  name: string;
  cell: number;
  kind: Kind;
}

export interface TriggerLabel extends ValueLabel {
  /** The memory cell that holds, after a run, the result of an after-test. */
  next?: number;
}

/** A line of the waterfall. */
export interface LineLabel {
  /** From 1, in file order. */
  line: number;
  /** The list it stands in. */
  list: string;
  /** Its words. */
  text: string;
  /** The steps that move its cash and claims: none for a `let`, and for what can never run. */
  steps: number[];
  /** Names of the sources of each of them, in order. */
  sources: string[];
  /** The line of the file. */
  at: number;
}

/** The names that a program doesn't have: with them its cells, steps and lines can be told in the deal's words. */
export interface Labels {
  decimals: number;
  rounding: Rounding;
  classes: { name: string; title?: string }[];
  fees: { name: string; title?: string }[];
  buckets: string[];
  accounts: string[];
  inputs: { name: string; kind: Kind }[];
  definitions: ValueLabel[];
  triggers: TriggerLabel[];
  lets: ValueLabel[];
  checks: string[];
  /** What each memory cell keeps: `previous NAME`, or `cap FEE`. */
  memory: string[];
  /** Names of tables where the deal has one, by the table's number. */
  tables: Record<number, string>;
  lines: LineLabel[];
  /** Of each step what it is for. */
  steps: { section: string; name: string; line?: number; at?: number }[];
}

/** What a label keeps of an origin. */
export function labelOf({ section, name, line, word }: Origin): Labels['steps'][number] {
  const at = word && word.place.line > 0 ? { at: word.place.line } : {};
  return { section, name, ...(line === undefined ? {} : { line }), ...at };
}
