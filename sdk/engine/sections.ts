import type { Flaw } from '../errors/flaws.ts';
import { CASH_LIMIT, LIMITS } from './cells.ts';
import { FIRST_WAIVER, OWN_INPUT, inputName, mayBeCash } from './inputCodes.ts';
import type { Step } from './program.ts';

const MAGIC = [0x53, 0x4c, 0x57, 0x31];
const HEADER_BYTES = 30;
const MOST_DECIMALS = 18;
const DAY_SECONDS = 86_400;
const WIDEST = 15;
const STEP_BYTES = 16;

/** A program's bytes with the counts of its header and the places of its sections. Nothing in it is validated. */
export interface Sections {
  code: Uint8Array;
  decimals: number;
  classes: number;
  fees: number;
  buckets: number;
  accounts: number;
  inputs: number;
  cashInputs: number;
  memories: number;
  tables: number;
  checks: number;
  constants: number;
  steps: number;
  dates: number;
  firstDate: number;
  shown: number;
  ledgerMask: number;
  recordTime: number;
  width: number;
  amountsAt: number;
  datesAt: number;
  tablesAt: number;
}

type Require = (holds: boolean, flaw: Flaw) => void;

/** Big-endian bytes as a number. */
export function readNumber(code: Uint8Array, place: number, width: number): bigint {
  let value = 0n;
  for (const byte of code.subarray(place, place + width)) value = (value << 8n) | BigInt(byte);
  return value;
}

function readSections(code: Uint8Array): Sections {
  const bytes = Array.from(code.subarray(4, 14));
  const [decimals = 0, classes = 0, fees = 0, buckets = 0, accounts = 0, inputs = 0, cashInputs = 0] = bytes;
  const [memories = 0, tables = 0, checks = 0] = bytes.slice(7);
  const number = (place: number, width: number) => Number(readNumber(code, place, width));
  const constants = number(14, 2);
  const dates = number(18, 2);
  const width = number(29, 1);
  const amountsAt = HEADER_BYTES + inputs + cashInputs;
  const datesAt = amountsAt + amountsOf({ classes, fees, accounts, memories, constants }) * width;
  return {
    code,
    decimals,
    classes,
    fees,
    buckets,
    accounts,
    inputs,
    cashInputs,
    memories,
    tables,
    checks,
    constants,
    steps: number(16, 2),
    dates,
    firstDate: number(20, 2),
    shown: number(22, 2),
    ledgerMask: number(24, 2),
    recordTime: number(26, 3),
    width,
    amountsAt,
    datesAt,
    tablesAt: datesAt + 4 * dates,
  };
}

type Amounts = Pick<Sections, 'classes' | 'fees' | 'accounts' | 'memories' | 'constants'>;

function amountsOf({ classes, fees, accounts, memories, constants }: Amounts): number {
  return 2 * classes + fees + accounts + memories + constants;
}

/** The `i`-th amount of the sections of amounts, which stand one after the other. */
export function amountAt({ code, amountsAt, width }: Sections, i: number): bigint {
  return readNumber(code, amountsAt + i * width, width);
}

/** Header and sections, if they are as they must be; see `ProgramSections` on chain, whose order this is. */
export function checkSections(code: Uint8Array, require: Require): Sections {
  require(code.length >= HEADER_BYTES && MAGIC.every((byte, i) => code[i] === byte), 'Magic');
  const sections = readSections(code);
  checkCounts(sections, require);
  require(sections.tablesAt <= code.length, 'Length');
  require(isNeeded(code, sections.amountsAt, sections.width, amountsOf(sections)), 'Width');
  checkInputs(sections, require);
  checkOpenings(sections, require);
  checkDates(sections, require);
  checkTables(sections, require);
  return sections;
}

function checkCounts(sections: Sections, require: Require): void {
  const { classes, buckets, inputs, cashInputs, firstDate, width } = sections;
  require(sections.decimals <= MOST_DECIMALS, 'Count');
  require(classes !== 0 && classes <= LIMITS.classes, 'Count');
  require(sections.fees <= LIMITS.fees, 'Count');
  require(buckets !== 0 && buckets <= LIMITS.buckets, 'Count');
  require(sections.accounts <= LIMITS.accounts, 'Count');
  require(inputs <= LIMITS.inputs && cashInputs <= inputs, 'Count');
  require(sections.memories <= LIMITS.memory, 'Count');
  require(sections.constants <= LIMITS.constants, 'Count');
  require(sections.steps <= LIMITS.steps, 'Count');
  require(firstDate !== 0 && firstDate <= sections.dates, 'Count');
  require(sections.recordTime < DAY_SECONDS, 'Count');
  require(width !== 0 && width <= WIDEST, 'Width');
  require(sections.ledgerMask >> classes === 0, 'LedgerMask');
}

/** Whether one of the numbers uses the first of its bytes, or there is only one byte. */
function isNeeded(code: Uint8Array, place: number, width: number, count: number): boolean {
  if (width === 1) return true;
  for (let i = 0; i < count; i += 1) {
    if (code[place + i * width] !== 0) return true;
  }
  return false;
}

function checkInputs({ code, inputs, cashInputs }: Sections, require: Require): void {
  const codes = Array.from(code.subarray(HEADER_BYTES, HEADER_BYTES + inputs));
  const seen = new Set<number>();
  for (const input of codes) {
    const known = input === OWN_INPUT || input >= FIRST_WAIVER || inputName(input) !== undefined;
    require(known && !seen.has(input), 'InputCode');
    if (input !== OWN_INPUT) seen.add(input);
  }
  const waivers = [...seen].filter((input) => input >= FIRST_WAIVER);
  require(waivers.every((input) => input < FIRST_WAIVER + waivers.length), 'InputCode');
  const ordered = new Set<number>();
  for (const input of code.subarray(HEADER_BYTES + inputs, HEADER_BYTES + inputs + cashInputs)) {
    require(input < inputs && !ordered.has(input), 'CashOrder');
    require(mayBeCash(codes[input] ?? FIRST_WAIVER), 'CashOrder');
    ordered.add(input);
  }
}

function checkOpenings(sections: Sections, require: Require): void {
  const { classes, fees, accounts } = sections;
  for (let k = 0; k < classes; k += 1) {
    require(amountAt(sections, classes + k) <= amountAt(sections, k), 'Opening');
  }
  for (let k = 0; k < accounts; k += 1) {
    require(amountAt(sections, 2 * classes + fees + k) < CASH_LIMIT, 'Opening');
  }
}

function checkDates({ code, datesAt, tablesAt }: Sections, require: Require): void {
  let before = 0n;
  for (let place = datesAt; place < tablesAt; place += 4) {
    const payment = readNumber(code, place, 2);
    require(payment > before && readNumber(code, place + 2, 2) <= payment, 'Dates');
    before = payment;
  }
}

function checkTables({ code, tablesAt, tables, shown, checks, steps }: Sections, require: Require): void {
  let place = tablesAt;
  for (let i = 0; i < tables; i += 1) {
    require(place + 3 <= code.length, 'Length');
    const width = Number(readNumber(code, place, 1));
    const count = Number(readNumber(code, place + 1, 2));
    require(width !== 0 && width <= WIDEST && count !== 0, 'Table');
    place += 3;
    require(place + count * width <= code.length, 'Length');
    require(isNeeded(code, place, width, count), 'Table');
    place += count * width;
  }
  require(place + 2 * (shown + checks) + STEP_BYTES * steps === code.length, 'Length');
}

/** One step as its bytes say it, whatever the op. */
export type RawStep = Omit<Step, 'op'> & { op: number };

/** The steps, the shown cells and the checks: the last sections, found from the end. */
export function lastSections({ code, shown, checks, steps }: Sections): {
  steps: RawStep[];
  shown: number[];
  checks: number[];
} {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  const stepsAt = code.length - STEP_BYTES * steps;
  const checksAt = stepsAt - 2 * checks;
  const cells = (place: number, count: number) =>
    Array.from({ length: count }, (_, i) => view.getUint16(place + 2 * i));
  return {
    steps: Array.from({ length: steps }, (_, i) => {
      const place = stepsAt + STEP_BYTES * i;
      const [gate = 0, mask = 0, d = 0, a = 0, b = 0, c = 0, e = 0] = cells(place + 2, 7);
      return { op: view.getUint8(place), mode: view.getUint8(place + 1), gate, mask, d, a, b, c, e };
    }),
    shown: cells(checksAt - 2 * shown, shown),
    checks: cells(checksAt, checks),
  };
}
