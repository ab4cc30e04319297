import type { CellReader, Tell } from './cells.ts';
import type { TapeColumn } from './columns.ts';
import { kinds, type ReceivableStatus } from './leaf.ts';
import { type LeaseFields, type Receivable, type RevenueFields, formatDay, isOpen } from './receivable.ts';
import type { ColumnSources, Header } from './tapeHeader.ts';

/** What a row is read against. Days since 1970-01-01. */
export interface RowContext {
  cells: CellReader;
  tell: Tell;
  cutOff: number;
  /** A receivable later than this is in default. */
  defaultAfter: number;
}

/** Where the cells of a row are, and what stands where there is none. */
export interface RowPlaces {
  places: Header['places'];
  set: NonNullable<ColumnSources['set']>;
}

type Read<T> = (field: TapeColumn, cell: string) => T | undefined;

const PLACEHOLDER = { kind: kinds[0], status: 'performing' } as const;

/** Makes receivables of rows. What is wrong with a row is told, and its receivable is then of no use. */
export function rowReader(
  context: RowContext,
  { places, set }: RowPlaces,
): (record: readonly string[], row: number) => Receivable {
  const { cells, tell, cutOff } = context;
  const has = (field: TapeColumn): boolean => field in places || set[field] !== undefined;
  const hasLease = LEASE_COLUMNS.some(has);
  const hasRevenue = REVENUE_COLUMNS.some(has);
  let record: readonly string[] = [];
  const cell = (field: TapeColumn): string => {
    const place = places[field];
    const text = place === undefined ? '' : (record[place] ?? '').trim();
    return text === '' ? (set[field] ?? '') : text;
  };
  const needed = <T>(field: TapeColumn, read: Read<T>): T | undefined => {
    const text = cell(field);
    if (text !== '') return read(field, text);
    tell(field, 'the cell is empty');
    return undefined;
  };
  const maybe = <T>(field: TapeColumn, read: Read<T>): T | undefined => {
    const text = cell(field);
    return text === '' ? undefined : read(field, text);
  };
  const notLater = (field: TapeColumn): number | undefined => {
    const day = maybe(field, cells.day);
    if (day !== undefined && day > cutOff) tell(field, `${formatDay(day)} is after the cut-off ${formatDay(cutOff)}`);
    return day;
  };

  // Texts that many rows share are kept once, and not the rows they were cut from.
  const kept = new Map<string, string>();
  const interned = (text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const before = kept.get(text);
    if (before === undefined) kept.set(text, text);
    return before ?? text;
  };

  return (given, row) => {
    record = given;
    const id = needed('id', cells.text) ?? '';
    const outstanding = needed('outstanding', cells.amount) ?? 0n;
    const receivable: Receivable = {
      row,
      id,
      asset: maybe('asset', cells.text) ?? id,
      obligor: interned(needed('obligor', cells.text)) ?? '',
      kind: needed('type', cells.kind) ?? PLACEHOLDER.kind,
      currency: needed('currency', cells.currency) ?? '',
      face: maybe('face', cells.amount) ?? outstanding,
      outstanding,
      rate: maybe('rate', cells.percentage) ?? 0n,
      start: notLater('start') ?? 0,
      due: needed('due', cells.day) ?? cutOff,
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
    put(receivable, 'region', interned(maybe('region', cells.text)));
    put(receivable, 'registration', interned(maybe('registration', cells.text)));
    put(receivable, 'collected', notLater('collected'));
    put(receivable, 'transferred', notLater('transferred'));
    put(receivable, 'credited', notLater('credited'));
    if (hasLease) put(receivable, 'lease', readLease(maybe, cells));
    if (hasRevenue) put(receivable, 'revenue', readRevenue(maybe, cells));
    tellContradictions(receivable, tell);
    return receivable;
  };
}

const LEASE_COLUMNS = ['rentals', 'deposit', 'residualValue', 'vat'] as const;
const REVENUE_COLUMNS = ['forecast', 'grantor', 'grantUntil'] as const;

type Maybe = <T>(field: TapeColumn, read: Read<T>) => T | undefined;

function readLease(maybe: Maybe, cells: CellReader): LeaseFields | undefined {
  const lease: LeaseFields = {};
  put(lease, 'rentals', maybe('rentals', cells.instalments));
  put(lease, 'deposit', maybe('deposit', cells.amount));
  put(lease, 'residualValue', maybe('residualValue', cells.amount));
  put(lease, 'vat', maybe('vat', cells.percentage));
  return Object.keys(lease).length === 0 ? undefined : lease;
}

function readRevenue(maybe: Maybe, cells: CellReader): RevenueFields | undefined {
  const revenue: RevenueFields = {};
  put(revenue, 'forecast', maybe('forecast', cells.instalments));
  put(revenue, 'grantor', maybe('grantor', cells.text));
  put(revenue, 'grantUntil', maybe('grantUntil', cells.day));
  return Object.keys(revenue).length === 0 ? undefined : revenue;
}

/** A column that is empty is absent. */
function put<T extends object, K extends keyof T>(into: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) into[key] = value;
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
  if (start !== 0 && due < start)
    tell('due', `${formatDay(due)} is before the start ${formatDay(start)}`, 'a later date');
  if (lease && kind !== 'finance lease')
    tell('type', `a ${kind} with fields of a lease`, 'finance lease, or none of them');
  if (revenue && kind !== 'revenue right') {
    tell('type', `a ${kind} with fields of a revenue right`, 'revenue right, or none of them');
  }
}
