import { COLUMNS, type TapeColumn } from './columns.ts';
import type { Tape } from './loadTape.ts';
import { type Instalment, type Receivable, formatDay } from './receivable.ts';

/**
 * A tape as CSV in our own columns: what `loadTape` reads back as the same receivables. Columns that no row uses are left
 * out. Rates and amounts are exact.
 */
export function writeTape({ receivables, decimals }: Pick<Tape, 'receivables' | 'decimals'>): string {
  const rows = receivables.map((receivable) => cellsOf(receivable, decimals));
  const columns = COLUMNS.filter((column) => rows.some((row) => row[column] !== ''));
  const lines = rows.map((row) => columns.map((column) => escaped(row[column])).join(','));
  return [columns.join(','), ...lines, ''].join('\n');
}

function cellsOf(receivable: Receivable, decimals: number): Record<TapeColumn, string> {
  const { lease, revenue } = receivable;
  const amount = (units: bigint | undefined): string => (units === undefined ? '' : formatUnits(units, decimals));
  const rate = (parts: bigint | undefined): string =>
    parts === undefined ? '' : `${formatUnits(parts, RATE_DECIMALS)}%`;
  const day = (days: number | undefined): string => formatDay(days ?? 0);
  const instalments = (list: readonly Instalment[] | undefined): string =>
    (list ?? []).map((instalment) => `${day(instalment.day)} ${amount(instalment.amount)}`).join('; ');
  const yesNo = (is: boolean): string => (is ? 'yes' : 'no');
  return {
    id: receivable.id,
    asset: receivable.asset,
    obligor: receivable.obligor,
    type: receivable.kind,
    region: receivable.region ?? '',
    currency: receivable.currency,
    face: amount(receivable.face),
    outstanding: amount(receivable.outstanding),
    rate: rate(receivable.rate),
    start: day(receivable.start),
    due: day(receivable.due),
    status: receivable.status,
    daysPastDue: String(receivable.daysPastDue),
    registration: receivable.registration ?? '',
    registeredUntil: day(receivable.registeredUntil),
    performed: yesNo(receivable.performed),
    bill: yesNo(receivable.bill),
    transferable: yesNo(receivable.transferable),
    entered: day(receivable.entered),
    rentals: instalments(lease?.rentals),
    deposit: amount(lease?.deposit),
    residualValue: amount(lease?.residualValue),
    vat: rate(lease?.vat),
    forecast: instalments(revenue?.forecast),
    grantor: revenue?.grantor ?? '',
    grantUntil: day(revenue?.grantUntil),
    collected: day(receivable.collected),
    transferred: day(receivable.transferred),
    credited: day(receivable.credited),
  };
}

/** A percentage in 1e-9 has seven decimals. */
const RATE_DECIMALS = 7;

/** Plain digits with a point, at least two decimals if there are any, nothing rounded. */
export function formatUnits(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const rest = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return rest === '' ? whole : `${whole}.${rest.padEnd(Math.min(2, decimals), '0')}`;
}

function escaped(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
