import Table from 'cli-table3';
import { formatAmount } from '../money/amount.ts';
import type { Tape } from '../tape/loadTape.ts';
import { percent } from '../tape/eligibility.ts';
import { formatDay } from '../tape/receivable.ts';
import type { Stratification, Stratum } from '../tape/stratify.ts';
import { say } from './output.ts';

/** A stratification as tables that fit in a terminal. */
export function printStratification(stratification: Stratification, tape: Tape): void {
  const { total, obligors, warnings } = stratification;
  say(
    `${tape.file}: ${total.count} open receivables, ${obligors} obligors, ${tape.currency}, cut-off ${formatDay(tape.cutOff)}`,
  );
  const cuts: [string, readonly Stratum[]][] = [
    ['type', stratification.byType],
    ['region', stratification.byRegion],
    ['days past due', stratification.byAgeing],
    ['days to due', stratification.byTenor],
    ['obligor', stratification.byObligor],
  ];
  const table = new Table({
    head: ['', 'number', 'outstanding', 'share', 'rate', 'tenor', 'late'],
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [], compact: true },
    chars: PLAIN,
  });
  for (const [name, strata] of cuts) {
    table.push([{ content: name.toUpperCase(), colSpan: 7 }]);
    for (const stratum of strata) table.push(rowOf(stratum, tape));
  }
  table.push([{ content: 'ALL', colSpan: 7 }], rowOf(total, tape));
  for (const line of table.toString().split('\n')) say(line.trimEnd());
  say('rate, tenor and days late are averages weighted by what is outstanding');
  for (const warning of warnings) say(`warning: ${warning}`);
}

function rowOf({ name, count, outstanding, share, averages }: Stratum, { decimals, currency }: Tape): string[] {
  return [
    `  ${name}`,
    count.toLocaleString('en-US'),
    formatAmount({ units: outstanding, decimals, symbol: currency }),
    percent(share),
    percent(averages.rate),
    hundredths(averages.remainingTenor),
    hundredths(averages.daysPastDue),
  ];
}

function hundredths(value: bigint): string {
  return `${value / 100n}.${(value % 100n).toString().padStart(2, '0')}`;
}

const BLANKS = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'];
const LINES = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'];
const PLAIN = { ...Object.fromEntries([...BLANKS, ...LINES].map((name) => [name, ''])), middle: ' ' };
