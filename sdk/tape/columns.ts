/** What each column of a tape expects, in the order in which a tape is written. */
export const EXPECTED = {
  id: 'an identifier of 1 to 64 visible characters, once in the tape',
  asset: 'what identifies the asset in every deal, such as the tax invoice number; nothing for the id',
  obligor: 'a pseudonym of 1 to 64 visible characters',
  type: 'trade receivable, finance lease or revenue right',
  region: 'up to 64 visible characters, or nothing',
  currency: 'three capital letters (ISO 4217), the same in all rows',
  face: 'an amount such as 1250000.50',
  outstanding: 'an amount such as 1250000.50',
  rate: 'a percentage per year such as 4.5%, or nothing',
  start: 'a date not after the cut-off, or nothing',
  due: 'a date',
  status: 'performing, delinquent, defaulted, written off, repaid or repurchased; nothing to have it derived',
  daysPastDue: 'a whole number of days, or nothing to have it derived',
  registration: 'the number of the assignment in the register, or nothing',
  registeredUntil: 'the last day of the entry in the register, or nothing',
  performed: 'yes or no',
  bill: 'yes or no',
  transferable: 'yes or no',
  entered: 'the day the deal took it in, not after the cut-off; nothing for the cut-off',
  rentals: 'dates with amounts such as 2026-06-30 12000.00; 2026-07-31 12000.00',
  deposit: 'an amount such as 20000.00, or nothing',
  residualValue: 'an amount such as 100.00, or nothing',
  vat: 'a percentage such as 13%, or nothing',
  forecast: 'dates with amounts such as 2026-06-30 480000.00; 2026-07-31 510000.00',
  grantor: 'who granted the right: up to 64 visible characters, or nothing',
  grantUntil: 'the day on which the right ends, or nothing',
  collected: 'a date not after the cut-off, or nothing',
  transferred: 'a date not after the cut-off, or nothing',
  credited: 'a date not after the cut-off, or nothing',
} as const;

export type TapeColumn = keyof typeof EXPECTED;

export const COLUMNS = Object.keys(EXPECTED) as TapeColumn[];

/** Columns without which nothing can be said. Each may be given for all rows at once instead. */
export const NEEDED: readonly TapeColumn[] = [
  ...(['id', 'obligor', 'type', 'currency', 'outstanding', 'due', 'performed', 'bill', 'transferable'] as const),
];

/** The column of that name, in any case and with blanks, hyphens and underscores left out. */
export function findColumn(name: string): TapeColumn | undefined {
  const bare = bareName(name);
  return COLUMNS.find((column) => column.toLowerCase() === bare);
}

export function bareName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]/gu, '');
}
