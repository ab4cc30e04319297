import type { Hex } from 'viem';
import { CALCULATING_OPS, OPS, type Program, encodeProgram } from '../engine/program.ts';
import type { Statement, Step } from './ast.ts';
import { compileFees, compileInterest, compileTargets } from './compile/claims.ts';
import { type Compilation, startCompilation } from './compile/compilation.ts';
import { compileAfterTests, compileChecks, compileFunds, compileMemory, compileValues } from './compile/dates.ts';
import { type Labels, type LineLabel, labelOf } from './compile/labels.ts';
import { type Layout, layOut } from './compile/layout.ts';
import { unitsOf } from './compile/numbers.ts';
import { compileWaterfall } from './compile/waterfall.ts';
import { isSluiceError } from '../errors/index.ts';
import { validate } from '../engine/validate.ts';
import { proveRepayable } from './prove.ts';
import { takeProblems } from './problems.ts';
import { WAIVED } from './scope.ts';
import type { Terms } from './terms.ts';

/** A deal's program, its bytes, and the names that go with them. */
export interface CompiledTerms {
  program: Program;
  bytes: Hex;
  labels: Labels;
}

export interface CompileOptions {
  /** Leaves out the runs that prove that every class and account can come to 0: for pieces of a deal. */
  unproven?: boolean;
}

/**
 * Compiles the sections from `schedule` to `waterfall` to the program that chain and engine run. The same terms always
 * give the same bytes; names are in the labels only.
 *
 * @throws {TermsRejected} if the deal is larger than a program can be, or has a class that can never be repaid
 * @example
 * const { program, bytes, labels } = compileTerms(await loadWaterfall('deal.yaml'));
 */
export function compileTerms(terms: Terms, { unproven = false }: CompileOptions = {}): CompiledTerms {
  const compilation = startCompilation(terms);
  const { graph, drafts, scope, kinds } = compilation;
  compileValues(compilation);
  compileTargets(compilation);
  compileFees(compilation);
  compileInterest(compilation);
  const funds = compileFunds(compilation);
  compilation.begin();
  compileWaterfall(compilation);
  const checks = compileChecks(compilation);
  compileAfterTests(compilation);
  compileMemory(compilation);
  const names = [...terms.definitions, ...terms.triggers, ...scope.lets].map(({ name }) => name.text);
  const shown = names.map((name) => compilation.values.get(name) ?? graph.constant(0n));
  const waivers = terms.triggers.filter(({ waivable }) => waivable).map(({ name }) => `${WAIVED}${name.text}`);
  const own = new Set(terms.inputs.map(({ name }) => name.text));
  const layout = layOut(drafts.list, {
    ...{ shown, checks, funds, waivers },
    isOwn: (name) => own.has(name),
    isMoney: (name) => kinds.ofInput(name) === 'money',
  });
  refuseExcess(terms, layout);
  const program = programOf(compilation, {
    layout,
    shown: shown.map(layout.cellOf),
    checks: checks.map(layout.cellOf),
  });
  const bytes = encodeProgram(program);
  refuseFlaw(terms, { bytes, layout });
  const labels = labelsOf(compilation, { layout, shown: program.shown });
  if (!unproven) proveRepayable(terms, { program, labels });
  return { program, bytes, labels };
}

/** What the machine would refuse is told at the line that made it. */
function refuseFlaw(terms: Terms, { bytes, layout }: { bytes: Hex; layout: Layout }): void {
  try {
    validate(bytes);
  } catch (error) {
    if (!isSluiceError(error, 'InvalidProgram')) throw error;
    const problems = takeProblems(terms.file);
    const { word = terms.schedule.word } = layout.origins[Number(error.values.step)] ?? {};
    problems.add(word, `what the machine accepts: ${error.message}`);
    problems.refuse();
  }
}

function refuseExcess(terms: Terms, { excess }: Layout): void {
  const problems = takeProblems(terms.file);
  for (const { what, count, most } of excess) {
    problems.add({ text: `${count} ${what}`, place: terms.schedule.word.place }, `a deal with at most ${most} ${what}`);
  }
  problems.refuse();
}

function programOf(
  { terms, kinds, scope, amounts }: Compilation,
  { layout, shown, checks }: { layout: Layout; shown: number[]; checks: number[] },
): Program {
  const startOf = (memory: string): bigint => {
    const name = memory.slice(memory.indexOf(' ') + 1);
    const cap = memory.startsWith('cap ');
    const start = terms.start.find((one) => one.name.text === name && cap === (scope.find(name) === undefined));
    if (start === undefined) return 0n;
    if (start.value.type === 'raw') return start.value.value;
    const { value } = start;
    if (value.type === 'percent') return unitsOf(value.value, 'percent', 0) ?? 0n;
    return value.type === 'number' ? (unitsOf(value.value, kinds.of(value), terms.decimals) ?? 0n) : 0n;
  };
  return {
    decimals: terms.decimals,
    buckets: terms.funds.length,
    classes: terms.classes.map(({ face, opening }) => ({ face, opening })),
    ledgerMask: terms.ledgers.flatMap(({ text }) => amounts.members(text)).reduce((mask, k) => mask | (1 << k), 0),
    fees: terms.fees.map(({ opening }) => opening),
    accounts: terms.accounts.map(({ opening }) => opening),
    memory: layout.memory.map(startOf),
    inputs: layout.inputs.map(({ code }) => code),
    cashOrder: layout.cashOrder,
    constants: layout.constants,
    dates: terms.schedule.dates.map(({ payment, record }) => ({ payment, record })),
    firstDate: terms.schedule.runsFrom,
    recordTime: terms.schedule.recordTime,
    tables: layout.tables,
    shown,
    checks,
    steps: layout.steps,
  };
}

function labelsOf(
  { terms, kinds, scope, amounts }: Compilation,
  { layout, shown }: { layout: Layout; shown: readonly number[] },
): Labels {
  const cell = (index: number): number => shown[index] ?? 0;
  const titled = ({ name, title }: { name: { text: string }; title?: string }): { name: string; title?: string } => ({
    name: name.text,
    ...(title === undefined ? {} : { title }),
  });
  const [definitions, triggers] = [terms.definitions.length, terms.triggers.length];
  const tables: Record<number, string> = {};
  terms.tables.forEach(({ name }, i) => {
    const key = amounts.table(i).join(',');
    const table = layout.tables.findIndex(
      (one) => one.join(',') === key || trimmed(amounts.table(i)) === one.join(','),
    );
    if (table >= 0) tables[table] ??= name.text;
  });
  return {
    decimals: terms.decimals,
    rounding: terms.rounding,
    classes: terms.classes.map(titled),
    fees: terms.fees.map(titled),
    buckets: terms.funds.map(({ name }) => name.text),
    accounts: terms.accounts.map(({ name }) => name.text),
    inputs: layout.inputs.map(({ name }) => ({ name, kind: kinds.ofInput(name) })),
    definitions: terms.definitions.map(({ name }, i) => ({
      name: name.text,
      cell: cell(i),
      kind: kinds.ofDefinition(i),
    })),
    triggers: terms.triggers.map(({ name, after }, i) => {
      const next = layout.memory.indexOf(`previous ${name.text}`);
      const label = { name: name.text, cell: cell(definitions + i), kind: 'count' as const };
      return after ? { ...label, next: layout.memoryCellOf(next) } : label;
    }),
    lets: scope.lets.map(({ name }, i) => ({
      name: name.text,
      cell: cell(definitions + triggers + i),
      kind: kinds.ofLet(i),
    })),
    checks: terms.checks.map(({ name }) => name.text),
    memory: layout.memory,
    tables,
    lines: linesOf(terms, layout),
    steps: layout.origins.map(labelOf),
  };
}

/** A table without the repeats at its end, as programs keep it. */
function trimmed(table: readonly bigint[]): string {
  const last = table.findLastIndex((entry, i) => i === 0 || entry !== table[i - 1]);
  return table.slice(0, last + 1).join(',');
}

function linesOf(terms: Terms, { origins, steps }: Layout): LineLabel[] {
  const lines: LineLabel[] = [];
  for (const { name, body } of terms.lists) {
    const bucket = terms.funds.some((fund) => fund.name.text === name.text) ? name.text : undefined;
    const note = (statement: Statement): void => {
      if (statement.kind === 'when') return statement.body.forEach(note);
      const { step, line } = statement;
      if (lines.some((known) => known.line === line)) return;
      const flows = steps.flatMap(({ op }, i) =>
        OPS.indexOf(op) >= CALCULATING_OPS && origins[i]?.line === line ? [i] : [],
      );
      const { text, place } = step.word;
      lines.push({ line, list: name.text, text, steps: flows, sources: sourcesOf(step, bucket), at: place.line });
    };
    body.forEach(note);
  }
  return lines;
}

/** The names of what a step takes from, in order. */
function sourcesOf(step: Step, bucket: string | undefined): string[] {
  if (step.verb === 'let' || step.verb === 'book' || step.verb === 'write' || step.verb === 'capitalise') return [];
  const first = step.verb === 'release' ? step.name.text : (step.suffix.from?.text ?? bucket ?? '');
  return [first, ...step.suffix.support.map(({ text }) => text)];
}
