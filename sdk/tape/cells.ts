import { quoted } from '../csv/finding.ts';
import { EXPECTED, type TapeColumn } from './columns.ts';
import { kinds, statuses, type ReceivableKind, type ReceivableStatus } from './leaf.ts';
import { type Instalment, dayOf } from './receivable.ts';

/** How a foreign file writes dates and amounts. */
export interface CellStyle {
  /** Base units per unit of currency, as a power of ten. */
  decimals: number;
  /** `YYYY-MM-DD` (default), `DD/MM/YYYY`, `MM/DD/YYYY`, `YYYYMMDD`, `DD.MM.YY` …: YYYY or YY, MM, DD and what is between. */
  dates?: string;
  /** What separates decimals: `point` (default: 1,234.50) or `comma` (1.234,50). */
  decimal?: 'point' | 'comma';
}

/** Says what is wrong with a cell; what was expected is the column's, unless said. */
export type Tell = (field: TapeColumn, found: string, expected?: string) => void;

/** Readers of cells. Each returns undefined for what it refuses, and has told why. */
export interface CellReader {
  text: (field: TapeColumn, cell: string) => string | undefined;
  amount: (field: TapeColumn, cell: string) => bigint | undefined;
  percentage: (field: TapeColumn, cell: string) => bigint | undefined;
  day: (field: TapeColumn, cell: string) => number | undefined;
  days: (field: TapeColumn, cell: string) => number | undefined;
  yesNo: (field: TapeColumn, cell: string) => boolean | undefined;
  currency: (field: TapeColumn, cell: string) => string | undefined;
  kind: (field: TapeColumn, cell: string) => ReceivableKind | undefined;
  status: (field: TapeColumn, cell: string) => ReceivableStatus | undefined;
  instalments: (field: TapeColumn, cell: string) => Instalment[] | undefined;
}

const LONGEST_TEXT = 64;
const MOST_DAYS = 65_535;
/** Lanes end at 2^71 base units. */
const HIGHEST_AMOUNT = (1n << 71n) - 1n;
const RATE_DECIMALS = 7;
/** 40 bits of 1e-9. */
const HIGHEST_RATE = (1n << 40n) - 1n;
const PLAIN_TEXT = /^[A-Za-z0-9][A-Za-z0-9 ._/()&-]*$/;
const FORMULA = /^[=+\-@＝＋－＠]/u;
const INVISIBLE = /[\p{Cc}\p{Cf}\ufffd]|[^\S ]/u;
const YES_NO = new Map([
  ...(['yes', 'true', 'y', '1', '是'] as const).map((word) => [word, true] as const),
  ...(['no', 'false', 'n', '0', '否'] as const).map((word) => [word, false] as const),
]);
const KINDS = new Map(kinds.flatMap((kind) => [kind, `${kind}s`].map((word) => [word, kind] as const)));
const STATUSES = new Map(statuses.map((status) => [status.replaceAll(' ', ''), status] as const));

export function cellReader(style: CellStyle, tell: Tell): CellReader {
  const amounts = amountReader(style, tell);
  const day = dayReader(style.dates ?? 'YYYY-MM-DD', tell);
  const oneOf =
    <T>(words: ReadonlyMap<string, T>, isNo: string) =>
    (field: TapeColumn, cell: string): T | undefined => {
      const word = words.get(cell) ?? words.get(cell.toLowerCase().replaceAll(/[_-]/g, ' '));
      if (word === undefined) tell(field, `${quoted(cell)} is ${isNo}`);
      return word;
    };
  const status = oneOf(STATUSES, 'not a status');
  return {
    ...amounts,
    day,
    text: (field, cell) => readText(field, cell, tell),
    days: (field, cell) => {
      const days = /^\d{1,5}$/.test(cell) ? Number(cell) : Number.NaN;
      if (days <= MOST_DAYS) return days;
      tell(field, `${quoted(cell)} is not a whole number of days up to ${MOST_DAYS}`);
      return undefined;
    },
    yesNo: oneOf(YES_NO, 'neither yes nor no'),
    currency: (field, cell) => {
      if (/^[A-Z]{3}$/.test(cell)) return cell;
      tell(field, `${quoted(cell)} is not a currency`);
      return undefined;
    },
    kind: oneOf(KINDS, 'not a type of receivable'),
    status: (field, cell) => status(field, cell.replaceAll(/[\s_-]/g, '').toLowerCase()),
    instalments: (field, cell) => {
      const parts = cell.split(';').map((part) => part.trim());
      const found: Instalment[] = [];
      for (const part of parts.filter((text) => text !== '')) {
        const [date = '', ...amount] = part.split(/\s+/);
        const paid = { day: day(field, date), amount: amounts.amount(field, amount.join('')) };
        if (paid.day === undefined || paid.amount === undefined) return undefined;
        if (paid.day <= (found.at(-1)?.day ?? 0)) tell(field, `${quoted(date)} does not come after the date before it`);
        found.push({ day: paid.day, amount: paid.amount });
      }
      return found;
    },
  };
}

/** In Unicode's composed form, so that one identifier has one spelling. */
function readText(field: TapeColumn, cell: string, tell: Tell): string | undefined {
  if (cell.length <= LONGEST_TEXT && PLAIN_TEXT.test(cell)) return cell;
  if (FORMULA.test(cell)) tell(field, `${quoted(cell)} starts like a formula, which a spreadsheet would run`);
  else if (INVISIBLE.test(cell)) tell(field, `${quoted(cell)} has a line break or an invisible character`);
  else if (cell.includes('"')) tell(field, `${quoted(cell)} has a quote inside`);
  else if ([...cell].length > LONGEST_TEXT) tell(field, `${quoted(cell)} has ${[...cell].length} characters`);
  else return cell.normalize('NFC');
  return undefined;
}

function amountReader(
  { decimals, decimal = 'point' }: CellStyle,
  tell: Tell,
): Pick<CellReader, 'amount' | 'percentage'> {
  const [point, comma] = decimal === 'point' ? ['\\.', ','] : [',', '\\.'];
  const pattern = new RegExp(`^(?<whole>\\d+|\\d{1,3}(?:[${comma} ]\\d{3})+)(?:${point}(?<rest>\\d+))?$`);
  const shift = 10n ** BigInt(decimals);

  const scaled = (cell: string, places: number): { value: bigint; cut: boolean } | undefined => {
    const plain = decimal === 'point' ? plainAmount(cell, places) : undefined;
    if (plain !== undefined) return { value: plain, cut: false };
    const { whole, rest = '' } = pattern.exec(cell)?.groups ?? {};
    if (whole === undefined) return undefined;
    const kept = rest.slice(0, places);
    const digits = whole.replaceAll(/\D/g, '');
    const value = BigInt(digits) * 10n ** BigInt(places) + BigInt(kept.padEnd(places, '0') || '0');
    return { value, cut: /[1-9]/.test(rest.slice(places)) };
  };
  const refuse = (field: TapeColumn, cell: string, isNo: string): undefined => {
    if (/^[-−(]\s*\d/u.test(cell)) tell(field, `${quoted(cell)} is negative`);
    else if (FORMULA.test(cell)) tell(field, `${quoted(cell)} starts like a formula, which a spreadsheet would run`);
    else tell(field, `${quoted(cell)} is not ${isNo}`);
  };
  return {
    amount: (field, cell) => {
      const read = scaled(cell, decimals);
      if (read === undefined)
        return refuse(field, cell, decimal === 'comma' ? 'an amount with a decimal comma' : 'an amount');
      if (!read.cut && read.value <= HIGHEST_AMOUNT) return read.value;
      if (read.cut)
        tell(field, `${quoted(cell)} has more than ${decimals} decimals`, `${EXPECTED[field]}, in units of 1/${shift}`);
      else tell(field, `${quoted(cell)} is more than a tape can hold`);
      return undefined;
    },
    percentage: (field, cell) => {
      const read = scaled(cell.replace(/\s*%$/, ''), RATE_DECIMALS);
      if (read === undefined) return refuse(field, cell, 'a percentage');
      if (!read.cut && read.value <= HIGHEST_RATE) return read.value;
      tell(field, `${quoted(cell)} is finer or larger than a tape can hold`);
      return undefined;
    },
  };
}

/** Digits with a point, as most cells are. Whole numbers below 10^15 are exact in a double, and faster than a bigint. */
function plainAmount(cell: string, places: number): bigint | undefined {
  let value = 0;
  let decimals = -1;
  if (cell.length + places > 15) return undefined;
  for (let index = 0; index < cell.length; index++) {
    const digit = cell.charCodeAt(index) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      if (decimals >= 0) decimals += 1;
    } else if (digit === -2 && decimals < 0 && index > 0) {
      decimals = 0;
    } else {
      return undefined;
    }
  }
  if (decimals === 0 || decimals > places) return undefined;
  return BigInt(value * 10 ** (places - Math.max(decimals, 0)));
}

/** The format is one that `isDateFormat` took. */
function dayReader(format: string, tell: Tell): (field: TapeColumn, cell: string) => number | undefined {
  const pattern = patternOf(format);
  // A tape has few different dates: each is worked out once.
  const known = new Map<string, number>();
  return (field, cell) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const { year, month, day } = pattern.exec(cell)?.groups ?? {};
    const found = year === undefined ? undefined : dayOf(fullYear(year), Number(month), Number(day));
    if (found === undefined || found <= 0 || found >= 2 ** 24) {
      tell(field, `${quoted(cell)} is not a date written ${format}`);
      return undefined;
    }
    known.set(cell, found);
    return found;
  };
}

/** Two digits are of this century. */
function fullYear(year: string): number {
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}

/** Whether a text says how dates are written: a year, a month and a day, once each. */
export function isDateFormat(format: string): boolean {
  return ['YYYY|YY', 'MM|M', 'DD|D'].every((token) => format.match(new RegExp(token, 'g'))?.length === 1);
}

function patternOf(format: string): RegExp {
  const escaped = format.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  const groups = { YYYY: '(?<year>\\d{4})', YY: '(?<year>\\d{2})', MM: '(?<month>\\d{2})', M: '(?<month>\\d{1,2})' };
  const days = { DD: '(?<day>\\d{2})', D: '(?<day>\\d{1,2})' };
  const tokens: Readonly<Record<string, string>> = { ...groups, ...days };
  return new RegExp(`^${escaped.replaceAll(/YYYY|YY|MM|M|DD|D/g, (token) => tokens[token] ?? token)}$`);
}
