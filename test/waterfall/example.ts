import {
  BOUGHT,
  INPUT_CODES,
  type Op,
  OUTSIDE,
  PAY,
  PAY_MODE,
  PERIOD,
  type Program,
  ROUND,
  type Step,
  accountCell,
  bucketCell,
  classCell,
  constantCell,
  feeCell,
  inputCell,
  makeStep,
  memoryCell,
  valueCell,
} from '../../sdk/engine/index.ts';

const ONE = 1_000_000n;
const DATES = 48;
const [A, B, SUB] = [0, 1, 2];
const [TRUSTEE, EXPENSES, SERVICING] = [0, 1, 2];
const [INTEREST, PRINCIPAL] = [bucketCell(0), bucketCell(1)];
const [RESERVE, UNSPENT] = [accountCell(0), accountCell(1)];
const INPUTS = [
  'openingPool',
  'pool',
  'interestCollected',
  'principalCollected',
  'recoveries',
  'defaulted',
  'offered',
  'expensesDue',
  'index',
  'called',
] as const;

/** Steps one after the other, each with a new value, and constants in the order of first use. */
function writeSteps() {
  const steps: Step[] = [];
  const constants: bigint[] = [];
  let values = 0;
  const act = (op: Op, step: Partial<Step>) => void steps.push(makeStep({ op, ...step }));
  const constant = (value: bigint) => {
    if (!constants.includes(value)) constants.push(value);
    return constantCell(constants.indexOf(value));
  };
  const calculate = (op: Op, a: number, b: number, rest: Partial<Step> = {}) => {
    const d = valueCell(values);
    values += 1;
    act(op, { d, a, b, ...rest });
    return d;
  };
  const input = (name: (typeof INPUTS)[number]) => inputCell(INPUTS.indexOf(name));
  return { steps, constants, act, constant, calculate, input };
}

/**
 * A deal of three classes, a revolving period, deficiency ledgers, a reserve and two buckets: 24 lines of a deal file,
 * written as steps by hand. It is what gas and speed are measured with.
 */
export function exampleProgram(): Program {
  const { steps, constants, act, constant, calculate, input } = writeSteps();
  const balance = (k: number) => classCell(k);
  const percent = (share: bigint, of: number) => calculate('part', of, constant(share), { c: constant(10_000n) });
  const not = (a: number) => calculate('pick', a, constant(0n), { c: constant(1n) });
  const and = (a: number, b: number) => calculate('min', a, b);
  const orZero = (when: number, what: number) => calculate('pick', when, what, { c: constant(0n) });

  const cumulative = calculate('add', memoryCell(0), input('defaulted'));
  const notes = calculate('add', balance(A), balance(B));
  const repaid = not(calculate('above', notes, constant(0n)));
  const call = and(input('called'), not(calculate('above', input('pool'), constant(7_500_000n * ONE))));
  const losses = calculate('max', memoryCell(1), calculate('above', cumulative, constant(4_500_000n * ONE)));
  const early = not(calculate('above', PERIOD, constant(8n)));
  const revolving = and(and(early, not(losses)), not(memoryCell(2)));
  const floor = calculate('max', percent(40n, input('pool')), constant(200_000n * ONE));
  const reserveTarget = calculate('pick', calculate('max', repaid, call), constant(0n), { c: floor });
  // Fees and interest fall due.
  act('owe', { d: feeCell(TRUSTEE), a: constant(12_500n * ONE) });
  const capLeft = calculate('less', constant(150_000n * ONE), memoryCell(3));
  const within = calculate('min', input('expensesDue'), capLeft);
  act('owe', { d: feeCell(EXPENSES), a: within });
  act('owe', { d: feeCell(EXPENSES, 'over'), a: calculate('less', input('expensesDue'), within) });
  const nominalDays = calculate('look', 1, PERIOD);
  const servicingRate = calculate('part', nominalDays, constant(5_000_000n), { c: constant(1n) });
  const denominator = constant(360_000_000_000n);
  const servicing = calculate('part', input('openingPool'), servicingRate, { c: denominator, mode: ROUND.down });
  act('owe', { d: feeCell(SERVICING), a: servicing });
  const days = calculate('look', 0, PERIOD);
  const rateOfA = calculate('part', days, constant(40_000_000n), { c: constant(1n) });
  const couponOfB = calculate('add', input('index'), constant(22_500_000n));
  const rateOfB = calculate('part', days, couponOfB, { c: constant(1n) });
  const onUnpaid = calculate('part', days, constant(70_000_000n), { c: constant(1n) });
  const year = constant(365_000_000_000n);
  act('accrue', { d: balance(A), a: balance(A), b: rateOfA, c: rateOfA, e: year });
  act('accrue', { d: balance(B), a: balance(B), b: rateOfB, c: onUnpaid, e: year });
  // Funds.
  act('move', { a: OUTSIDE, d: INTEREST, e: calculate('add', input('interestCollected'), input('recoveries')) });
  const sold = orZero(call, input('pool'));
  act('move', { a: OUTSIDE, d: PRINCIPAL, e: calculate('add', input('principalCollected'), sold) });
  // First.
  act('book', { a: input('defaulted') });
  act('move', { a: RESERVE, d: INTEREST, e: calculate('less', RESERVE, reserveTarget) });
  act('move', { a: UNSPENT, d: PRINCIPAL });
  // Interest.
  for (const fee of [TRUSTEE, EXPENSES, SERVICING]) act('pay', { d: PAY.fee, mask: 1 << fee, a: INTEREST });
  const supported = { a: INTEREST, b: RESERVE };
  act('pay', { ...supported, d: PAY.interest, mask: 1 << A, c: PRINCIPAL, mode: PAY_MODE.bookC });
  act('move', { a: INTEREST, d: PRINCIPAL, c: classCell(A, 'deficiency') });
  act('pay', { ...supported, d: PAY.interest, mask: 1 << B });
  act('move', { a: INTEREST, d: PRINCIPAL, c: classCell(B, 'deficiency') });
  act('move', { a: INTEREST, d: RESERVE, e: calculate('less', reserveTarget, RESERVE) });
  act('move', { a: INTEREST, d: PRINCIPAL, c: classCell(SUB, 'deficiency') });
  act('pay', { d: PAY.feeOverCap, mask: 1 << EXPENSES, a: INTEREST });
  act('move', { a: INTEREST, d: PRINCIPAL, e: orZero(losses, INTEREST) });
  act('pay', { d: PAY.residual, mask: 1 << SUB, a: INTEREST });
  // Principal.
  act('buy', { a: PRINCIPAL, b: constant(9_850n), c: input('offered'), gate: revolving });
  const amortising = not(revolving);
  act('pay', { d: PAY.principal, mask: 0b111, a: PRINCIPAL, gate: amortising });
  const left = calculate('add', balance(A), balance(B));
  const done = and(amortising, not(calculate('above', left, constant(0n))));
  act('pay', { d: PAY.residual, mask: 1 << SUB, a: PRINCIPAL, gate: done });
  act('move', { a: PRINCIPAL, d: UNSPENT });
  // Checks, what is tested after, and what is remembered.
  const all = calculate('add', left, balance(SUB));
  const missing = calculate(
    'add',
    calculate('add', classCell(A, 'deficiency'), classCell(B, 'deficiency')),
    classCell(SUB, 'deficiency'),
  );
  const covered = calculate('add', calculate('add', input('pool'), BOUGHT), UNSPENT);
  const check = not(calculate('above', missing, all));
  const short = calculate('above', percent(10_400n, balance(A)), covered);
  const spent = calculate('add', memoryCell(3), within);
  const newYear = not(calculate('look', 2, PERIOD));
  act('add', { d: memoryCell(0), a: cumulative, b: constant(0n) });
  act('add', { d: memoryCell(1), a: losses, b: constant(0n) });
  act('add', { d: memoryCell(2), a: short, b: constant(0n) });
  act('pick', { d: memoryCell(3), a: newYear, b: spent, c: constant(0n) });
  return { ...deal(), constants, steps, shown: [cumulative, reserveTarget, call, losses, revolving], checks: [check] };
}

function deal(): Omit<Program, 'constants' | 'steps' | 'shown' | 'checks'> {
  const class_ = (units: bigint) => ({ face: units * ONE, opening: units * ONE });
  const month = (i: number) => 20_593 + Math.floor((i * 365) / 12);
  const dates = Array.from({ length: DATES }, (_, i) => ({ payment: month(i + 1), record: month(i + 1) - 3 }));
  return {
    decimals: 6,
    buckets: 2,
    classes: [class_(60_000_000n), class_(9_000_000n), class_(6_000_000n)],
    ledgerMask: 0b111,
    fees: [0n, 0n, 0n],
    accounts: [300_000n * ONE, 0n],
    memory: [0n, 0n, 0n, 0n],
    inputs: INPUTS.map((name) => INPUT_CODES[name]),
    cashOrder: [
      INPUTS.indexOf('interestCollected'),
      INPUTS.indexOf('recoveries'),
      INPUTS.indexOf('principalCollected'),
    ],
    dates,
    firstDate: 1,
    recordTime: 36_000,
    tables: [
      dates.map(({ payment }, i) => BigInt(payment - month(i))),
      [30n],
      Array.from({ length: DATES }, (_, i) => (i % 12 === 11 ? 1n : 0n)),
    ],
  };
}

/** What a report of the `period`-th month may say: 1.6% of the pool comes back, two in a thousand default. */
export function exampleReport(period: number): { inputs: bigint[]; deposit: bigint } {
  const opening = (75_000_000n * ONE * BigInt(Math.max(4, 100 - 2 * period))) / 100n;
  const interest = opening / 150n;
  const principal = opening / 60n;
  const defaulted = opening / 500n;
  const recoveries = defaulted / 3n;
  const report = {
    openingPool: opening,
    pool: opening - principal - defaulted,
    interestCollected: interest,
    principalCollected: principal,
    recoveries,
    defaulted,
    offered: principal,
    expensesDue: 9_000n * ONE,
    index: 30_000_000n,
    called: 0n,
  };
  return { inputs: INPUTS.map((name) => report[name]), deposit: interest + principal + recoveries };
}
