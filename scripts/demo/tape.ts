// The demo's tape: `node scripts/demo/tape.ts` writes scripts/demo/tape.csv, the same for the same seed.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from './random.ts';

/** Pearl River Trade 2026-1: what a maker of kitchen appliances sold to its distributors and has not been paid for. */
export const DEMO_TAPE = { seed: 20260331, count: 2_412, obligors: 163, cutOff: '2026-03-31' } as const;

const REGIONS = [
  ...['Guangdong', 'Guangdong', 'Guangdong', 'Guangdong', 'Zhejiang', 'Zhejiang', 'Jiangsu', 'Jiangsu', 'Fujian'],
  ...['Shanghai', 'Shanghai', 'Shandong', 'Hubei', 'Hunan', 'Sichuan', 'Henan', 'Guangxi', 'Beijing'],
];
/** Days of credit that were agreed. */
const CREDIT = [30, 45, 60, 60, 90, 90, 90, 120, 120, 180];
const DAY = 86_400_000;
const LONGEST_OVERDUE = 28;

const COLUMNS = [
  'id',
  'asset',
  'obligor',
  'type',
  'region',
  'currency',
  'face',
  'outstanding',
  'start',
  'due',
  'status',
];
const MORE = ['daysPastDue', 'registration', 'registeredUntil', 'performed', 'bill', 'transferable', 'entered'];
export const TAPE_HEADER = [...COLUMNS, ...MORE].join(',');

export interface TapeSettings {
  seed: number;
  count: number;
  obligors: number;
  cutOff: string;
}

/** A tape whose every row meets the demo deal's criteria, with a few percent of it some days late. */
export function makeTape({ seed, count, obligors, cutOff }: TapeSettings): string {
  const random = randomFrom(seed);
  const cut = Date.parse(cutOff);
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
  const debtors = Array.from({ length: obligors }, (_, index) => ({
    name: `D-${String(1_000 + index)}`,
    region: pick(REGIONS),
    // Few large distributors and many small ones, none of them near 5% of the pool.
    size: 0.4 + 2.6 * random() ** 3,
    credit: pick(CREDIT),
    // Some pay late as a habit.
    late: random() < 0.12 ? 0.3 : 0.02,
  }));
  const lines = [TAPE_HEADER];
  for (let index = 0; index < count; index++) {
    // Each obligor once, so that there are as many as the tape says; then by size.
    const debtor = debtors[index < obligors ? index : drawn(debtors, random)]!;
    const isLate = random() < debtor.late;
    const overdue = isLate ? 1 + Math.floor(random() * LONGEST_OVERDUE) : 0;
    const left = 1 + Math.floor(random() * debtor.credit);
    const due = cut + (isLate ? -overdue : left) * DAY;
    const start = due - debtor.credit * DAY;
    const face = Math.round(debtor.size * (5_500 + 54_650 * random() ** 1.6) * 100);
    const paid = random() < 0.06 ? Math.floor(face * random() * 0.7) : 0;
    const cells = [
      `PRT-${String(100_001 + index)}`,
      `0440${String(26_000 + (index % 7))}${String(31_000_000 + 173 * index).padStart(8, '0')}`,
      debtor.name,
      'trade receivable',
      debtor.region,
      'CNY',
      cents(face),
      cents(face - paid),
      day(start),
      day(due),
      isLate ? 'delinquent' : 'performing',
      String(overdue),
      // One entry in the register covers a list of invoices.
      `1720${String(260_330_000 + Math.floor(index / 200)).padStart(10, '0')}`,
      '2027-03-30',
      ...['yes', 'no', 'yes'],
      cutOff,
    ];
    lines.push(cells.join(','));
  }
  return `${lines.join('\n')}\n`;
}

function drawn(debtors: readonly { size: number }[], random: () => number): number {
  const total = debtors.reduce((sum, { size }) => sum + size, 0);
  let left = random() * total;
  return debtors.findIndex(({ size }) => (left -= size) < 0);
}

function cents(value: number): string {
  return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`;
}

if (import.meta.main) {
  const file = join(import.meta.dirname, 'tape.csv');
  writeFileSync(file, makeTape(DEMO_TAPE));
  console.log(`${file}: ${DEMO_TAPE.count} rows`);
}
