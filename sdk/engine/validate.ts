import { type Hex, hexToBytes } from 'viem';
import { FLAWS, type Flaw, NO_STEP } from '../errors/flaws.ts';
import { refusedLikeOnChain } from '../errors/machine.ts';
import {
  ACCOUNTS,
  BUCKETS,
  CLASS_FIELDS,
  type ClassField,
  CONSTANTS,
  FEE_FIELDS,
  type FeeField,
  INPUTS,
  LIMITS,
  MEMORY,
  NONE,
  OUTSIDE,
  OWN_INPUTS,
  VALUES,
  accountCell,
  bucketCell,
  classCell,
  feeCell,
  memoryCell,
} from './cells.ts';
import { CALCULATING_OPS, OPS, type Op, PAY, PAY_MODE } from './program.ts';
import { type RawStep, type Sections, amountAt, checkSections, lastSections } from './sections.ts';
import { type OperandKind, SHAPES } from './shapes.ts';

/** What is known of a program after some of its steps. */
interface Check {
  readonly sections: Sections;
  readonly require: (holds: boolean, flaw: Flaw) => void;
  /** Cells below the constants that can be read now. */
  readonly readable: Set<number>;
  /** Memory cells that were written. */
  readonly remembered: Set<number>;
  /** Cash cells that a step took from. */
  readonly drawn: Set<number>;
  /** Cash cells that were taken whole and into which nothing came since. */
  readonly swept: Set<number>;
  /** Masks: classes in a payment of principal, and classes whose interest was capitalised. */
  repaid: number;
  capitalised: number;
  /** Classes and fees that the steps go through. */
  work: number;
}

/**
 * Whether bytes are a program that can be trusted with cash: throws `InvalidProgram` with the first flaw, its `step`
 * counted from 0, or 65535 if it is not one step's. `ProgramCheck` finds the same on chain, in the same order: see "What
 * a program must satisfy" in `contracts/waterfall/README.md`.
 *
 * @example
 * try {
 *   validate(bytes);
 * } catch (error) {
 *   if (isSluiceError(error, 'InvalidProgram')) console.log(error.message, error.values.step);
 * }
 */
export function validate(bytes: Hex | Uint8Array): void {
  const code = typeof bytes === 'string' ? hexToBytes(bytes) : bytes;
  let place = NO_STEP;
  const require = (holds: boolean, flaw: Flaw) => {
    if (holds) return;
    const number = FLAWS.findIndex(([name]) => name === flaw);
    throw refusedLikeOnChain('InvalidProgram', { step: BigInt(place), flaw: number });
  };
  const sections = checkSections(code, require);
  const { steps, shown, checks } = lastSections(sections);
  const check: Check = {
    sections,
    require,
    readable: readableCells(sections),
    remembered: new Set(),
    drawn: new Set(),
    swept: new Set(),
    repaid: 0,
    capitalised: 0,
    work: 0,
  };
  steps.forEach((step, i) => {
    place = i;
    checkStep(check, step);
  });
  place = NO_STEP;
  for (const cell of shown) require(canRead(check, cell), 'Shown');
  for (const cell of checks) require(cell >= VALUES && cell < CONSTANTS && canRead(check, cell), 'Check');
  finish(check);
}

function readableCells({ classes, fees, buckets, accounts, inputs, memories }: Sections): Set<number> {
  const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);
  const classFields = Object.keys(CLASS_FIELDS) as ClassField[];
  const feeFields = Object.keys(FEE_FIELDS) as FeeField[];
  return new Set([
    ...upTo(classes).flatMap((k) => classFields.map((field) => classCell(k, field))),
    ...upTo(fees).flatMap((k) => feeFields.map((field) => feeCell(k, field))),
    ...upTo(buckets).map(bucketCell),
    ...upTo(accounts).map(accountCell),
    ...upTo(OWN_INPUTS - INPUTS + inputs).map((k) => INPUTS + k),
    ...upTo(memories).map(memoryCell),
  ]);
}

function checkStep(check: Check, step: RawStep): void {
  const { require } = check;
  const op = OPS[step.op];
  if (op === undefined) return require(false, 'Op');
  const shape = SHAPES[op];
  require(step.mode <= shape.mode, 'Mode');
  if (step.gate !== NONE) require(step.op >= CALCULATING_OPS && canRead(check, step.gate), 'Gate');
  if (op === 'pay') checkPayment(check, step);
  else if (op === 'write') require(isMask(step.mask, check.sections.classes), 'Mask');
  else require(step.mask === 0, 'Mask');
  checkOperand(check, shape.a, step.a);
  checkOperand(check, shape.b, step.b);
  checkOperand(check, shape.c, step.c);
  checkOperand(check, shape.e, step.e);
  // Last: a step can't read what it writes.
  checkOperand(check, shape.d, step.d);
  if (op === 'book') require(check.sections.ledgerMask !== 0, 'NotALedger');
  if (op === 'capitalise') check.capitalised |= 1 << (step.d >> 4);
  checkCash(check, op, step);
  checkWork(check, op, step);
}

/** What a step costs grows with the classes and fees it goes through. */
function checkWork(check: Check, op: Op, { mask, mode }: RawStep): void {
  const books = op === 'book' || (op === 'pay' && mode > PAY_MODE.proRata);
  check.work += bitsOf(mask) + (books ? bitsOf(check.sections.ledgerMask) : 0);
  check.require(check.work <= LIMITS.work, 'TooMuchWork');
}

function bitsOf(mask: number): number {
  let bits = 0;
  for (let left = mask; left !== 0; left &= left - 1) bits += 1;
  return bits;
}

function isMask(mask: number, count: number): boolean {
  return mask !== 0 && mask >> count === 0;
}

/** Mode, mask and claim of a `pay`; its operands come later. */
function checkPayment(check: Check, { d: kind, mask, mode, b, c }: RawStep): void {
  const { require, sections } = check;
  require(kind <= PAY.rest, 'NotAClaim');
  const toFees = kind === PAY.fee || kind === PAY.feeOverCap || kind === PAY.rest;
  require(isMask(mask, toFees ? sections.fees : sections.classes), 'Mask');
  if (kind >= PAY.residual) {
    require((mask & (mask - 1)) === 0, 'Mask');
    require((mode & PAY_MODE.proRata) === 0, 'Mode');
  }
  if ((mode & PAY_MODE.bookB) !== 0) require(b !== NONE, 'Mode');
  if ((mode & PAY_MODE.bookC) !== 0) require(c !== NONE, 'Mode');
  if (mode > PAY_MODE.proRata) require(sections.ledgerMask !== 0, 'NotALedger');
  if (kind === PAY.principal || kind === PAY.principalToTarget) check.repaid |= mask;
}

function checkOperand(check: Check, kind: OperandKind, cell: number): void {
  const { require, sections } = check;
  switch (kind) {
    case 'unused':
      return require(cell === NONE, 'UnusedOperand');
    case 'read':
      return require(canRead(check, cell), 'UnreadableCell');
    case 'limit':
      return require(cell === NONE || canRead(check, cell), 'UnreadableCell');
    case 'result':
      return require(write(check, cell), 'UnwritableCell');
    case 'cash':
      return require(isCash(check, cell), 'NotCash');
    case 'source':
      return require(cell === NONE || isCash(check, cell), 'NotCash');
    case 'inflow':
      return require(cell === OUTSIDE || isCash(check, cell), 'NotCash');
    case 'ledger':
      return require(cell === NONE || isLedger(sections, cell), 'NotALedger');
    case 'positive':
      return require(isPositive(check, cell), 'NotPositive');
    case 'table':
      return require(cell < sections.tables, 'NotATable');
    case 'class':
      return require((cell & 0xf) === CLASS_FIELDS.balance && isClass(sections, cell), 'NotAClass');
    case 'fee':
      return require((cell & 0x7) <= FEE_FIELDS.over && isFee(check, cell), 'NotAFee');
    case 'claim':
      return undefined;
  }
}

/** A value and a memory cell are written once, a target as often as one likes. What was written can be read. */
function write(check: Check, cell: number): boolean {
  const { readable, remembered, sections } = check;
  if (cell >= VALUES) {
    const writable = cell < CONSTANTS && !readable.has(cell);
    if (writable) readable.add(cell);
    return writable;
  }
  if (cell >= MEMORY) {
    const writable = readable.has(cell) && !remembered.has(cell);
    remembered.add(cell);
    return writable;
  }
  return (cell & 0xf) === CLASS_FIELDS.target && isClass(sections, cell);
}

/** What a `move`, `pay` or `buy` does to the order of cash. */
function checkCash(check: Check, op: Op, { gate, d, a, b, c, e }: RawStep): void {
  const { require, drawn, swept } = check;
  const draw = (cell: number, whole: boolean) => {
    if (cell === NONE) return;
    drawn.add(cell);
    if (whole) swept.add(cell);
  };
  const whole = gate === NONE && e === NONE;
  if (op === 'move') {
    require(a !== d, 'RepeatedSource');
    if (a === OUTSIDE) require(![...drawn].some((cell) => cell < ACCOUNTS), 'LateCash');
    else draw(a, whole && c === NONE);
    swept.delete(d);
  } else if (op === 'pay') {
    require(a !== b && a !== c && (b !== c || b === NONE), 'RepeatedSource');
    draw(a, whole && d >= PAY.residual);
    draw(b, false);
    draw(c, false);
  } else if (op === 'buy') {
    draw(a, false);
  }
}

/** What can only be seen after the last step. */
function finish({ sections, require, drawn, swept, repaid, capitalised }: Check): void {
  const { buckets, classes, accounts } = sections;
  for (let k = 0; k < buckets; k += 1) require(swept.has(bucketCell(k)), 'BucketLeftOpen');
  for (let k = 0; k < classes; k += 1) {
    const owed = amountAt(sections, k) !== 0n || ((capitalised >> k) & 1) !== 0;
    require(!owed || ((repaid >> k) & 1) !== 0, 'ClassNeverRepaid');
  }
  for (let k = 0; k < accounts; k += 1) require(drawn.has(accountCell(k)), 'AccountNeverDrawn');
}

function canRead({ readable, sections }: Check, cell: number): boolean {
  return cell >= CONSTANTS ? cell - CONSTANTS < sections.constants : readable.has(cell);
}

function isCash(check: Check, cell: number): boolean {
  return cell >= BUCKETS && cell < INPUTS && canRead(check, cell);
}

function isClass({ classes }: Sections, cell: number): boolean {
  return cell >> 4 < classes;
}

function isFee(check: Check, cell: number): boolean {
  return cell >= feeCell(0) && cell < BUCKETS && canRead(check, cell);
}

function isLedger({ ledgerMask, classes }: Sections, cell: number): boolean {
  return (cell & 0xf) === CLASS_FIELDS.deficiency && cell >> 4 < classes && ((ledgerMask >> (cell >> 4)) & 1) !== 0;
}

function isPositive(check: Check, cell: number): boolean {
  const { sections } = check;
  if (cell < CONSTANTS || !canRead(check, cell)) return false;
  const { classes, fees, accounts, memories } = sections;
  return amountAt(sections, 2 * classes + fees + accounts + memories + cell - CONSTANTS) !== 0n;
}
