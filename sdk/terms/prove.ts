import {
  CASH_LIMIT,
  type Ledger,
  type Program,
  inputName,
  mayBeCash,
  openingLedger,
  runDate,
} from '../engine/index.ts';
import type { Labels } from './compile/labels.ts';
import { takeProblems } from './problems.ts';
import type { Terms } from './terms.ts';

/** How often the last date is run again before a deal is said to keep something for ever. */
const REPEATS = 600;

/** What the run was told about calls. */
type Flag = 'called' | 'accelerated' | undefined;

/**
 * Runs the deal with pool 0 and twice the notes collected, at its last dates and over its whole life, uncalled, called, and
 * accelerated: every class and every account must come to 0 in one of these runs, or it never can.
 *
 * @throws {TermsRejected} "class B can never be repaid"
 */
export function proveRepayable(terms: Terms, { program, labels }: { program: Program; labels: Labels }): void {
  const open = new Set([
    ...program.classes.map((_, k) => `class ${k}`),
    ...program.accounts.map((_, k) => `account ${k}`),
  ]);
  const note = (ledger: Ledger): void => {
    ledger.classes.forEach(({ balance }, k) => balance === 0n && open.delete(`class ${k}`));
    ledger.accounts.forEach((cash, k) => cash === 0n && open.delete(`account ${k}`));
  };
  const dates = program.dates.length;
  for (const flag of [undefined, 'called', 'accelerated'] as const) {
    for (const first of new Set([dates, program.firstDate])) {
      if (open.size === 0) return;
      note(runOn(program, { labels, flag, first }));
    }
  }
  const problems = takeProblems(terms.file);
  for (const one of open) {
    const [what, k] = one.split(' ');
    const { name } = (what === 'class' ? terms.classes : terms.accounts)[Number(k)] ?? { name: terms.schedule.word };
    const expected =
      what === 'class'
        ? `steps that can repay it: class ${name.text} can never be repaid, even with pool 0 and twice the notes collected`
        : `steps that can empty it: what is in account ${name.text} can never be paid out, even with pool 0 and twice the notes collected`;
    problems.add(name, expected);
  }
  problems.refuse();
}

/** Runs from a date on, and the last date again until nothing changes any more. */
function runOn(program: Program, { labels, flag, first }: { labels: Labels; flag: Flag; first: number }): Ledger {
  const inputs = inputsFor(program, labels, flag);
  const deposit = CASH_LIMIT - 1n;
  const last = program.dates.length;
  let ledger = openingLedger(program);
  for (let period = first, run = 0; run < last - first + REPEATS; run++) {
    const before = ledger;
    ({ ledger } = runDate({ program, ledger, period, inputs, deposit }));
    if (isPaid(ledger)) break;
    if (period === last && sameAmounts(before, ledger)) break;
    period = Math.min(last, period + 1);
  }
  return ledger;
}

/** Twice the notes in each input of cash or of the deal's own; 1 for the flag; 0 for all else, the pool too. */
function inputsFor(program: Program, labels: Labels, flag: Flag): bigint[] {
  const notes = program.classes.reduce((sum, { face }) => sum + face, 0n);
  // All inputs together stay below what one date can have.
  const most = (CASH_LIMIT - 1n) / BigInt(Math.max(1, program.inputs.length));
  const plenty = notes * 2n < most ? notes * 2n + 1n : most;
  return program.inputs.map((code, i) => {
    if (flag !== undefined && inputName(code) === flag) return 1n;
    if (!mayBeCash(code)) return 0n;
    return labels.inputs[i]?.kind === 'money' ? plenty : 0n;
  });
}

function isPaid({ classes, accounts }: Ledger): boolean {
  return classes.every(({ balance }) => balance === 0n) && accounts.every((cash) => cash === 0n);
}

function sameAmounts(before: Ledger, after: Ledger): boolean {
  const sums = ({ classes, accounts }: Ledger): string =>
    [...classes.map(({ balance }) => balance), ...accounts].join();
  return sums(before) === sums(after);
}
