import type { CellReader, Tell } from './cells.ts';
import type { TapeColumn } from './columns.ts';
import { kinds, type ReceivableKind, type ReceivableStatus } from './leaf.ts';
import { type Instalment, type LeaseFields, type Receivable, type RevenueFields, formatDay, isOpen } from './receivable.ts';

/** What a row is read against. Days since 1970-01-01. */
export interface RowContext {
  cells: CellReader;
  tell: Tell;
  cutOff: number;
  /** A receivable later than this is in default. */
  defaultAfter: number;
}

/** The trimmed text of a column in this row; nothing where the file has none. */
export type CellOf = (field: TapeColumn) => string;

const PLACEHOLDER = { kind: kinds[0], status: 'performing' } as const;

/** A receivable from its cells. What is wrong is told, and the result is then of no use. */
export function readRow(cell: CellOf, row: number, context: RowContext): Receivable {
  const { cells, tell, cutOff } = context;
  const needed = <T>(field: TapeColumn, read: (field: TapeColumn, cell: string) => T | undefined): T | undefined => {
    const text = cell(field);
    if (text !== '') return read(field, text);
    tell(field, 'the cell is empty');
    return undefined;
  };
  const maybe = <T>(field: TapeColumn, read: (field: TapeColumn, cell: string) => T | undefined): T | undefined => {
    const text = cell(field);
    return text === '' ? undefined : read(field, text);
  };
  const notLater = (field: TapeColumn): number | undefined => {
    const day = maybe(field, cells.day);
    if (day !== undefined && day > cutOff) tell(field, `${formatDay(day)} is after the cut-off ${formatDay(cutOff)}`);
    return day;
  };

  const id = needed('id', cells.text) ?? '';
  const kind: ReceivableKind = needed('type', cells.kind) ?? PLACEHOLDER.kind;
  const outstanding = needed('outstanding', cells.amount) ?? 0n;
  const due = needed('due', cells.day) ?? cutOff;
  const receivable: Receivable = {
    row,
    id,
    asset: maybe('asset', cells.text) ?? id,
    obligor: needed('obligor', cells.text) ?? '',
    kind,
    currency: needed('currency', cells.currency) ?? '',
    face: maybe('face', cells.amount) ?? outstanding,
    outstanding,
    rate: maybe('rate', cells.percentage) ?? 0n,
    start: notLater('start') ?? 0,
    due,
    status: PLACEHOLDER.status,
    daysPastDue: 0,
    performed: needed('performed', cells.yesNo) ?? false,
    bill: needed('bill', cells.yesNo) ?? false,
    transferable: needed('transferable', cells.yesNo) ?? false,
    entered: notLater('entered') ?? cutOff,
    registeredUntil: maybe('registeredUntil', cells.day) ?? 0,
  };
  setStatus(receivable, {
    status: maybe('status', cells.status),
    daysPastDue: maybe('daysPastDue', cells.days),
    context,
  });
  setTexts(receivable, { region: maybe('region', cells.text), registration: maybe('registration', cells.text) });
  setDays(receivable, {
    collected: notLater('collected'),
    transferred: notLater('transferred'),
    credited: notLater('credited'),
  });
  const lease = withoutGaps<LeaseFields>({
    rentals: maybe<Instalment[]>('rentals', cells.instalments),
    deposit: maybe('deposit', cells.amount),
    residualValue: maybe('residualValue', cells.amount),
    vat: maybe('vat', cells.percentage),
  });
  if (lease) receivable.lease = lease;
  const revenue = withoutGaps<RevenueFields>({
    forecast: maybe<Instalment[]>('forecast', cells.instalments),
    grantor: maybe('grantor', cells.text),
    grantUntil: maybe('grantUntil', cells.day),
  });
  if (revenue) receivable.revenue = revenue;
  tellContradictions(receivable, tell);
  return receivable;
}

/**
 * Days past due and status, derived where the tape has none: late is an open receivable after its due day, in default one
 * that is later than `defaultAfter`, repaid one of which nothing is outstanding.
 */
function setStatus(
  receivable: Receivable,
  given: { status: ReceivableStatus | undefined; daysPastDue: number | undefined; context: RowContext },
): void {
  const { cutOff, defaultAfter, tell } = given.context;
  const late = given.daysPastDue ?? (receivable.outstanding === 0n ? 0 : Math.max(0, cutOff - receivable.due));
  const derived =
    receivable.outstanding === 0n
      ? 'repaid'
      : late > defaultAfter
        ? 'defaulted'
        : late > 0
          ? 'delinquent'
          : 'performing';
  receivable.status = given.status ?? derived;
  receivable.daysPastDue = isOpen(receivable) ? late : (given.daysPastDue ?? 0);
  if (given.status === undefined || !isOpen(receivable)) return;
  // Default may be earlier for other reasons; nothing else may differ from what the days say.
  if (given.status === derived || given.status === 'defaulted' || derived === 'repaid') return;
  tell('status', `${given.status} with ${late} days past due`, `${derived}: default is after ${defaultAfter} days`);
}

function tellContradictions(receivable: Receivable, tell: Tell): void {
  const { status, outstanding, face, start, due, kind, lease, revenue } = receivable;
  if (!isOpen(receivable) && outstanding !== 0n) {
    tell('outstanding', `principal is left of a receivable that is ${status}`, '0, or another status');
  }
  if (outstanding > face) tell('outstanding', 'it is more than the face', 'at most the face');
  if (start !== 0 && due < start) tell('due', `${formatDay(due)} is before the start ${formatDay(start)}`, 'a later date');
  if (lease && kind !== 'finance lease') tell('type', `a ${kind} with fields of a lease`, 'finance lease, or none of them');
  if (revenue && kind !== 'revenue right') {
    tell('type', `a ${kind} with fields of a revenue right`, 'revenue right, or none of them');
  }
}

function setTexts(receivable: Receivable, texts: Record<'region' | 'registration', string | undefined>): void {
  if (texts.region !== undefined) receivable.region = texts.region;
  if (texts.registration !== undefined) receivable.registration = texts.registration;
}

function setDays(
  receivable: Receivable,
  days: Record<'collected' | 'transferred' | 'credited', number | undefined>,
): void {
  if (days.collected !== undefined) receivable.collected = days.collected;
  if (days.transferred !== undefined) receivable.transferred = days.transferred;
  if (days.credited !== undefined) receivable.credited = days.credited;
}

/** The same without the keys that have no value; undefined if none has. */
function withoutGaps<T extends object>(fields: { [K in keyof T]-?: T[K] | undefined }): T | undefined {
  const keys = Object.keys(fields) as (keyof T)[];
  for (const key of keys) if (fields[key] === undefined) delete fields[key];
  return Object.keys(fields).length === 0 ? undefined : (fields as T);
}
