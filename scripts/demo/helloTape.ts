// The small deal's tape: `node scripts/demo/helloTape.ts` writes scripts/demo/hello-tape.csv, the same for the same seed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from './random.ts';
import { TAPE_HEADER } from './tape.ts';

/**
 * Hello 2026-1: what sixteen workshops owe a maker of machine parts. CNY 9,400,261.73 is HKD 10,152,282.66 at the contract
 * rate of 1.08: bought at 98.5%, it costs the ten million that the notes raise.
 */
export const HELLO_TAPE = {
  seed: 20260401,
  count: 40,
  obligors: 16,
  cutOff: '2026-03-31',
  cents: 940_026_173,
} as const;

const REGIONS = ['Guangdong', 'Zhejiang', 'Jiangsu', 'Fujian', 'Shandong', 'Hubei'];
/** Days of credit that were agreed: all of it is due within the deal's first three months. */
const CREDIT = [45, 60, 60, 90];
const DAY = 86_400_000;
const LONGEST_OVERDUE = 20;
const PART_LATE = 0.06;

/** A tape whose rows meet the small deal's criteria, and whose principal adds up to `cents`. */
export function makeHelloTape({ seed, count, obligors, cutOff, cents }: typeof HELLO_TAPE): string {
  const random = randomFrom(seed);
  const cut = Date.parse(cutOff);
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const debtors = Array.from({ length: obligors }, (_, index) => ({
    name: `W-${String(201 + index)}`,
    // In turn, so that no region has half of it.
    region: REGIONS[index % REGIONS.length],
    size: 0.7 + 0.9 * random(),
    credit: pick(CREDIT),
  }));
  const drawn = Array.from({ length: count }, (_, index) => {
    const debtor = debtors[index % obligors]!;
    return { debtor, weight: Math.round(debtor.size * (0.5 + random()) * 1_000_000) };
  });
  const weights = drawn.reduce((sum, { weight }) => sum + weight, 0);
  const amounts = drawn.map(({ weight }) => Number((BigInt(cents) * BigInt(weight)) / BigInt(weights)));
  // What rounding left over is the last one's.
  amounts[count - 1]! += cents - amounts.reduce((sum, amount) => sum + amount, 0);
  const lines = drawn.map(({ debtor }, index) => {
    const isLate = random() < PART_LATE;
    const overdue = isLate ? 1 + Math.floor(random() * LONGEST_OVERDUE) : 0;
    const left = 1 + Math.floor(random() * debtor.credit);
    const due = cut + (isLate ? -overdue : left) * DAY;
    const amount = moneyOf(amounts[index]!);
    return [
      `HEL-${String(2_601 + index)}`,
      `0440${String(26_010)}${String(52_000_000 + 211 * index).padStart(8, '0')}`,
      debtor.name,
      'trade receivable',
      debtor.region,
      'CNY',
      ...[amount, amount],
      day(due - debtor.credit * DAY),
      day(due),
      isLate ? 'delinquent' : 'performing',
      String(overdue),
      '17200260331900',
      '2027-03-30',
      ...['yes', 'no', 'yes'],
      cutOff,
    ].join(',');
  });
  return `${[TAPE_HEADER, ...lines].join('\n')}\n`;
}

function moneyOf(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

if (import.meta.main) {
  const file = join(import.meta.dirname, 'hello-tape.csv');
  writeFileSync(file, makeHelloTape(HELLO_TAPE));
  console.log(`${file}: ${HELLO_TAPE.count} rows`);
}
