import { type Hex, bytesToHex, hexToBytes } from 'viem';
import { ProgramUnreadable, ProgramUnwritable } from '../errors/program.ts';
import { OPS, type Program, type Step } from './program.ts';
import { readNumber } from './sections.ts';

/** `SLW1`. */
const MAGIC = 0x534c5731;
const MAGIC_BYTES = 4;
/** No amount is wider: a cell is below 2^120. */
const WIDEST = 15;

/** The first part of a program: what it has of everything. */
type Counts = Record<
  'classes' | 'fees' | 'accounts' | 'inputs' | 'cashOrder' | 'memory' | 'tables' | 'checks',
  number
> &
  Record<'constants' | 'steps' | 'dates' | 'shown', number>;

/** Writes whole numbers, big-endian, one after the other. */
interface Writer {
  number(field: string, value: number | bigint, width: number): void;
  numbers(field: string, values: readonly (number | bigint)[], width: number): void;
  bytes(): Uint8Array;
}

function makeWriter(): Writer {
  const bytes: number[] = [];
  const number = (field: string, value: number | bigint, width: number) => {
    const exact = BigInt(value);
    if (exact < 0n || exact >= 1n << BigInt(8 * width)) throw new ProgramUnwritable({ field, value: exact, width });
    for (let shift = 8 * (width - 1); shift >= 0; shift -= 8) bytes.push(Number((exact >> BigInt(shift)) & 0xffn));
  };
  return {
    number,
    numbers: (field, values, width) => values.forEach((value, i) => number(`${field} ${i}`, value, width)),
    bytes: () => Uint8Array.from(bytes),
  };
}

/** Reads them again. */
interface Reader {
  /** Bytes that were not read yet. */
  left(): number;
  amount(width: number): bigint;
  number(width: number): number;
  amounts(count: number, width: number): bigint[];
  numbers(count: number, width: number): number[];
  unreadable(expected: string): ProgramUnreadable;
}

function makeReader(bytes: Uint8Array): Reader {
  let offset = 0;
  const unreadable = (expected: string) => new ProgramUnreadable({ offset, length: bytes.length, expected });
  const amount = (width: number) => {
    if (bytes.length - offset < width) throw unreadable(`${width} more bytes`);
    offset += width;
    return readNumber(bytes, offset - width, width);
  };
  const amounts = (count: number, width: number) => Array.from({ length: count }, () => amount(width));
  return {
    left: () => bytes.length - offset,
    amount,
    number: (width) => Number(amount(width)),
    amounts,
    numbers: (count, width) => amounts(count, width).map(Number),
    unreadable,
  };
}

/** The least number of bytes that holds each of them; 1 if there are none. */
function widthOf(values: readonly bigint[]): number {
  const largest = values.reduce((most, value) => (value > most ? value : most), 0n);
  return Math.max(1, Math.ceil(largest.toString(2).length / 8));
}

function tooLarge(field: string, values: readonly bigint[]): ProgramUnwritable {
  const value = values.find((candidate) => candidate >= 1n << BigInt(8 * WIDEST)) ?? 0n;
  return new ProgramUnwritable({ field, value, width: WIDEST });
}

/**
 * The bytes of a program, as `contracts/waterfall/README.md` lays them out. They are not validated, only written: what
 * does not fit its field is refused with `ProgramUnwritable`.
 */
export function encodeProgram(program: Program): Hex {
  const { classes, fees, accounts, memory, constants, inputs, cashOrder, tables, checks, steps, dates } = program;
  const amounts = [
    ...classes.map(({ face }) => face),
    ...classes.map(({ opening }) => opening),
    ...fees,
    ...accounts,
    ...memory,
    ...constants,
  ];
  const width = widthOf(amounts);
  if (width > WIDEST) throw tooLarge('an amount', amounts);
  const out = makeWriter();
  out.number('magic', MAGIC, MAGIC_BYTES);
  out.number('decimals', program.decimals, 1);
  const bytes = { classes, fees, buckets: program.buckets, accounts, inputs, cashOrder, memory, tables, checks };
  for (const [field, of] of Object.entries(bytes)) {
    out.number(field, typeof of === 'number' ? of : of.length, 1);
  }
  out.number('constants', constants.length, 2);
  out.number('steps', steps.length, 2);
  out.number('dates', dates.length, 2);
  out.number('first date', program.firstDate, 2);
  out.number('shown', program.shown.length, 2);
  out.number('ledger mask', program.ledgerMask, 2);
  out.number('record time', program.recordTime, 3);
  out.number('width', width, 1);
  out.numbers('input', inputs, 1);
  out.numbers('cash order', cashOrder, 1);
  out.numbers('amount', amounts, width);
  out.numbers(
    'day',
    dates.flatMap(({ payment, record }) => [payment, record]),
    2,
  );
  for (const table of tables) writeTable(out, table);
  out.numbers('shown', program.shown, 2);
  out.numbers('check', checks, 2);
  for (const step of steps) writeStep(out, step);
  return bytesToHex(out.bytes());
}

function writeTable(out: Writer, table: readonly bigint[]): void {
  const width = widthOf(table);
  if (width > WIDEST) throw tooLarge('an entry of a table', table);
  out.number('width of a table', width, 1);
  out.number('entries of a table', table.length, 2);
  out.numbers('entry', table, width);
}

function writeStep(out: Writer, { op, mode, gate, mask, d, a, b, c, e }: Step): void {
  out.number('op', OPS.indexOf(op), 1);
  out.number('mode', mode, 1);
  out.numbers('operand', [gate, mask, d, a, b, c, e], 2);
}

/**
 * What a program's bytes say. Strict: every byte is accounted for, or `ProgramUnreadable` names the place. That the
 * program makes sense is `validate`'s to say; whatever it accepts can be decoded, and encoding that gives the same bytes.
 */
export function decodeProgram(bytes: Hex | Uint8Array): Program {
  const from = makeReader(typeof bytes === 'string' ? hexToBytes(bytes) : bytes);
  if (from.number(MAGIC_BYTES) !== MAGIC) throw from.unreadable('SLW1 before it');
  const decimals = from.number(1);
  const [
    classes = 0,
    fees = 0,
    buckets = 0,
    accounts = 0,
    inputs = 0,
    cashOrder = 0,
    memory = 0,
    tables = 0,
    checks = 0,
  ] = from.numbers(9, 1);
  const [constants = 0, steps = 0, dates = 0, firstDate = 0, shown = 0, ledgerMask = 0] = from.numbers(6, 2);
  const counts: Counts = {
    classes,
    fees,
    accounts,
    inputs,
    cashOrder,
    memory,
    tables,
    checks,
    constants,
    steps,
    dates,
    shown,
  };
  const recordTime = from.number(3);
  const width = from.number(1);
  if (width < 1 || width > WIDEST) throw from.unreadable('a width from 1 to 15 before it');
  const program = { decimals, buckets, firstDate, ledgerMask, recordTime, ...readSections(from, counts, width) };
  if (from.left() > 0) throw from.unreadable('the end');
  return program;
}

type Sections = Omit<Program, 'decimals' | 'buckets' | 'firstDate' | 'ledgerMask' | 'recordTime'>;

function readSections(from: Reader, counts: Counts, width: number): Sections {
  const inputs = from.numbers(counts.inputs, 1);
  const cashOrder = from.numbers(counts.cashOrder, 1);
  const faces = from.amounts(counts.classes, width);
  const openings = from.amounts(counts.classes, width);
  const fees = from.amounts(counts.fees, width);
  const accounts = from.amounts(counts.accounts, width);
  const memory = from.amounts(counts.memory, width);
  const constants = from.amounts(counts.constants, width);
  const dates = Array.from({ length: counts.dates }, () => ({ payment: from.number(2), record: from.number(2) }));
  const tables = Array.from({ length: counts.tables }, () => readTable(from));
  const shown = from.numbers(counts.shown, 2);
  const checks = from.numbers(counts.checks, 2);
  const steps = Array.from({ length: counts.steps }, () => readStep(from));
  const classes = faces.map((face, k) => ({ face, opening: openings[k] ?? 0n }));
  return { inputs, cashOrder, classes, fees, accounts, memory, constants, dates, tables, shown, checks, steps };
}

function readTable(from: Reader): bigint[] {
  const width = from.number(1);
  if (width < 1 || width > WIDEST) throw from.unreadable('a width from 1 to 15 before it');
  return from.amounts(from.number(2), width);
}

function readStep(from: Reader): Step {
  const op = OPS[from.number(1)];
  if (op === undefined) throw from.unreadable('an op code before it');
  const mode = from.number(1);
  const [gate = 0, mask = 0, d = 0, a = 0, b = 0, c = 0, e = 0] = from.numbers(7, 2);
  return { op, mode, gate, mask, d, a, b, c, e };
}
