import type { ReceivableKind, ReceivableStatus } from './leaf.ts';

/** An amount that falls due on a day. */
export interface Instalment {
  /** Days since 1970-01-01. */
  day: number;
  /** Base units. */
  amount: bigint;
}

/** What a finance lease has besides. Absent where the tape does not tell. */
export interface LeaseFields {
  rentals?: readonly Instalment[];
  /** Base units. */
  deposit?: bigint;
  /** Base units. */
  residualValue?: bigint;
  /** Part of the rental that is tax, in 1e-9. */
  vat?: bigint;
}

/** What a revenue right has besides. */
export interface RevenueFields {
  forecast?: readonly Instalment[];
  /** Who granted the right. */
  grantor?: string;
  /** Day on which the right ends. */
  grantUntil?: number;
}

/**
 * A receivable as a tape has it. Days are counted since 1970-01-01, 0 is none; amounts are base units of the deal; rates
 * are 1e-9 per year. `details` are the columns that a leaf commits to and does not show.
 */
export interface Receivable {
  /** Of the file, as a spreadsheet counts: 1 is the header. */
  row: number;
  id: string;
  /** What identifies the asset in the world, the same in every deal: `id` unless the tape has a column for it. */
  asset: string;
  /** A pseudonym: the tape names nobody. */
  obligor: string;
  kind: ReceivableKind;
  currency: string;
  face: bigint;
  outstanding: bigint;
  rate: bigint;
  start: number;
  due: number;
  status: ReceivableStatus;
  daysPastDue: number;
  performed: boolean;
  bill: boolean;
  transferable: boolean;
  entered: number;
  /** Last day of the assignment's entry in the register; 0 is not registered. */
  registeredUntil: number;
  registration?: string;
  region?: string;
  collected?: number;
  transferred?: number;
  credited?: number;
  lease?: LeaseFields;
  revenue?: RevenueFields;
}

const MS_PER_DAY = 86_400_000;

/** `2026-05-20`; nothing for 0. */
export function formatDay(day: number): string {
  return day === 0 ? '' : new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Days since 1970-01-01 of a calendar day, or undefined if there is no such day. */
export function dayOf(year: number, month: number, day: number): number | undefined {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  if (date.getUTCFullYear() !== year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return time / MS_PER_DAY;
}

/** An open receivable is one that somebody still owes. */
export function isOpen({ status }: Pick<Receivable, 'status'>): boolean {
  return status === 'performing' || status === 'delinquent' || status === 'defaulted';
}

/**
 * What two spellings of one asset have in common: case, blanks and the full-width letters of Chinese systems do not count
 * (NFKC, capitals, no blanks), so that two systems that write one invoice number differently find the same asset.
 */
export function assetIdentity(asset: string): string {
  return PLAIN_ASSET.test(asset) ? asset : asset.normalize('NFKC').toUpperCase().replaceAll(/\s/gu, '');
}

const PLAIN_ASSET = /^[0-9A-Z./_-]*$/;
