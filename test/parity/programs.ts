import {
  CALCULATING_OPS,
  LIMITS,
  NONE,
  OPS,
  OUTSIDE,
  OWN_INPUT,
  type Op,
  PAY,
  PAY_MODE,
  PERIOD,
  type Program,
  type Step,
  accountCell,
  bucketCell,
  classCell,
  constantCell,
  feeCell,
  inputCell,
  makeStep,
  mayBeCash,
  memoryCell,
  valueCell,
} from '../../sdk/engine/index.ts';
import type { Dice } from './dice.ts';

const CODES = [OWN_INPUT, OWN_INPUT, 1, 2, 6, 7, 8, 9, 13, 17, 20, 25];
const CLASS_FIELDS = [
  'balance',
  'interestDue',
  'deficiency',
  'writtenOff',
  'target',
  'ceiling',
  'interestPaid',
] as const;
const LATER_CLASS_FIELDS = ['principalPaid', 'residualPaid'] as const;

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

/** A program under construction: what it has, and what may be done next. */
interface Draft {
  dice: Dice;
  classes: number;
  fees: number;
  buckets: number;
  accounts: number;
  tables: number;
  ledgerMask: number;
  constants: bigint[];
  steps: Step[];
  /** Cells that can be read now. */
  readable: number[];
  values: number;
  memory: number[];
  /** A bucket was drawn: nothing comes in any more. */
  drawn: boolean;
  drawnCells: Set<number>;
  repaid: number;
  capitalised: number;
}

/** A program that the validator must accept: all ops, gates, several of everything. */
export function randomProgram(dice: Dice): Program {
  const large = dice.happens(1, 20);
  const some = (usual: number, most: number) => dice.below((large ? most : usual) + 1);
  const classes = 1 + some(3, LIMITS.classes - 1);
  const inputs = distinctCodes(upTo(some(6, LIMITS.inputs)).map(() => dice.pick(CODES)));
  const draft: Draft = {
    dice,
    classes,
    fees: some(3, LIMITS.fees),
    buckets: 1 + some(2, LIMITS.buckets - 1),
    accounts: some(2, LIMITS.accounts),
    tables: some(3, 5),
    ledgerMask: dice.happens(1, 3) ? 0 : dice.below(1 << classes),
    constants: [0n, 1n, 10_000n, dice.amount(), dice.amount(), 1n + dice.cash()],
    steps: [],
    readable: [],
    values: 0,
    memory: upTo(some(4, LIMITS.memory)).map(memoryCell),
    drawn: false,
    drawnCells: new Set(),
    repaid: 0,
    capitalised: 0,
  };
  const memory = draft.memory.map(() => dice.amount());
  draft.readable = startingCells(draft, inputs.length);
  const faces = upTo(classes).map(() => dice.amount());
  const owed = faces.reduce((mask, face, k) => (face === 0n ? mask : mask | (1 << k)), 0);
  for (let left = dice.between(5, large ? 300 : 60); left > 0; left -= 1) addStep(draft, dice.pick(OPS));
  close(draft, owed);
  for (let left = dice.below(4); left > 0; left -= 1) addStep(draft, dice.pick(OPS.slice(0, CALCULATING_OPS)));
  const written = upTo(draft.values).map(valueCell);
  const cash = dice.happens(1, 2) ? inputs.flatMap((code, i) => (mayBeCash(code) ? [i] : [])) : [];
  return {
    decimals: dice.below(19),
    buckets: draft.buckets,
    classes: faces.map((face) => ({ face, opening: dice.happens(1, 2) ? face : face / 3n })),
    ledgerMask: draft.ledgerMask,
    fees: upTo(draft.fees).map(() => dice.amount()),
    accounts: upTo(draft.accounts).map(() => dice.cash()),
    memory,
    inputs,
    cashOrder: dice.happens(1, 2) ? cash : cash.reverse(),
    constants: draft.constants,
    ...randomDates(dice),
    recordTime: dice.below(86_400),
    tables: upTo(draft.tables).map(() => upTo(dice.between(1, large ? 60 : 6)).map(() => dice.amount())),
    shown: upTo(dice.below(4)).map(() => dice.pick(draft.readable)),
    checks: written.length === 0 ? [] : upTo(dice.below(3)).map(() => dice.pick(written)),
    steps: draft.steps,
  };
}

function distinctCodes(codes: number[]): number[] {
  const waivers = codes.filter((code) => code === 25).length;
  const rest = codes.filter((code, i) => code === OWN_INPUT || (code !== 25 && codes.indexOf(code) === i));
  return [...rest, ...upTo(waivers).map((k) => 64 + k)];
}

function randomDates(dice: Dice): Pick<Program, 'dates' | 'firstDate'> {
  let payment = 20_000;
  const dates = upTo(dice.between(1, 5)).map(() => {
    payment += dice.between(1, 90);
    return { payment, record: payment - dice.below(10) };
  });
  return { dates, firstDate: dice.between(1, dates.length) };
}

function startingCells({ classes, fees, buckets, accounts, constants, memory }: Draft, inputs: number): number[] {
  return [
    ...upTo(classes).flatMap((k) => [...CLASS_FIELDS, ...LATER_CLASS_FIELDS].map((field) => classCell(k, field))),
    ...upTo(fees).flatMap((k) => [feeCell(k), feeCell(k, 'over'), feeCell(k, 'paid'), feeCell(k, 'overPaid')]),
    ...upTo(buckets).map(bucketCell),
    ...upTo(accounts).map(accountCell),
    PERIOD,
    PERIOD + 1,
    PERIOD + 2,
    ...upTo(inputs).map(inputCell),
    ...memory,
    ...constants.map((_, i) => constantCell(i)),
  ];
}

/** Adds a step of this op, or none if the program has nothing for it. */
function addStep(draft: Draft, op: Op): void {
  const { dice, classes } = draft;
  const read = () => dice.pick(draft.readable);
  const limit = () => (dice.happens(1, 2) ? NONE : read());
  const gate = dice.happens(1, 2) ? NONE : read();
  const operands = {
    add: () => ({ a: read(), b: read() }),
    less: () => ({ a: read(), b: read() }),
    min: () => ({ a: read(), b: read() }),
    max: () => ({ a: read(), b: read() }),
    part: () => ({ a: read(), b: read(), c: read(), mode: dice.below(3) }),
    above: () => ({ a: read(), b: read() }),
    pick: () => ({ a: read(), b: read(), c: read() }),
    look: () => (draft.tables === 0 ? undefined : { a: dice.below(draft.tables), b: read() }),
    owe: () => {
      const d = draft.fees === 0 ? undefined : feeCell(dice.below(draft.fees), dice.pick(['due', 'over'] as const));
      return d === undefined ? undefined : { d, a: read(), gate };
    },
    accrue: () => {
      const d = classCell(dice.below(classes));
      return { d, a: read(), b: read(), c: limit(), e: positive(draft), mode: dice.below(3), gate };
    },
    book: () => (draft.ledgerMask === 0 ? undefined : { a: read(), gate }),
    write: () => ({ a: read(), mask: dice.between(1, (1 << classes) - 1), mode: dice.below(2), gate }),
    capitalise: () => {
      const k = dice.below(classes);
      draft.capitalised |= 1 << k;
      return { d: classCell(k), e: limit(), gate };
    },
    move: () => randomMove(draft, { gate, e: limit() }),
    pay: () => randomPay(draft, { gate, e: limit() }),
    buy: () => ({ a: draw(draft), b: positive(draft), c: read(), e: limit(), gate }),
  }[op]();
  if (operands === undefined) return;
  if (OPS.indexOf(op) >= CALCULATING_OPS) {
    draft.steps.push(makeStep({ op, ...operands }));
    return;
  }
  const d = result(draft);
  if (d !== undefined) draft.steps.push(makeStep({ op, ...operands, d }));
}

/** A cell to write: a new value, a memory cell or a target. */
function result(draft: Draft): number | undefined {
  const { dice } = draft;
  if (draft.memory.length > 0 && dice.happens(1, 8)) return draft.memory.pop();
  if (dice.happens(1, 8)) return classCell(dice.below(draft.classes), 'target');
  if (draft.values === LIMITS.values) return undefined;
  const cell = valueCell(draft.values);
  draft.values += 1;
  draft.readable.push(cell);
  return cell;
}

/** A constant above 0. */
function positive({ dice, constants }: Draft): number {
  const cells = constants.flatMap((value, i) => (value === 0n ? [] : [constantCell(i)]));
  return dice.pick(cells);
}

function cashCells({ buckets, accounts }: Draft): number[] {
  return [...upTo(buckets).map(bucketCell), ...upTo(accounts).map(accountCell)];
}

/** A cell to take cash from. */
function draw(draft: Draft, not: readonly number[] = []): number {
  const cells = cashCells(draft).filter((cell) => !not.includes(cell));
  const cell = cells.length === 0 ? NONE : draft.dice.pick(cells);
  draft.drawnCells.add(cell);
  if (cell < accountCell(0)) draft.drawn = true;
  return cell;
}

function randomMove(draft: Draft, { gate, e }: Pick<Step, 'gate' | 'e'>): Partial<Step> | undefined {
  const { dice, classes, ledgerMask } = draft;
  const ledgers = upTo(classes).filter((k) => ((ledgerMask >> k) & 1) !== 0);
  const c = ledgers.length > 0 && dice.happens(1, 3) ? classCell(dice.pick(ledgers), 'deficiency') : NONE;
  if (!draft.drawn && dice.happens(4, 5)) return { a: OUTSIDE, d: dice.pick(cashCells(draft)), c, e, gate };
  if (cashCells(draft).length < 2) return undefined;
  const a = draw(draft);
  return { a, d: dice.pick(cashCells(draft).filter((cell) => cell !== a)), c, e, gate };
}

function randomPay(draft: Draft, { gate, e }: Pick<Step, 'gate' | 'e'>): Partial<Step> | undefined {
  const { dice, classes, fees, ledgerMask } = draft;
  const d = dice.below(PAY.rest + 1);
  const payees = d === PAY.fee || d === PAY.feeOverCap || d === PAY.rest ? fees : classes;
  if (payees === 0) return undefined;
  const a = draw(draft);
  const b = dice.happens(1, 2) ? draw(draft, [a]) : NONE;
  const c = dice.happens(1, 3) ? draw(draft, [a, b]) : NONE;
  let mode = d < PAY.residual && dice.happens(1, 2) ? PAY_MODE.proRata : 0;
  if (ledgerMask !== 0 && b !== NONE && dice.happens(1, 2)) mode |= PAY_MODE.bookB;
  if (ledgerMask !== 0 && c !== NONE && dice.happens(1, 2)) mode |= PAY_MODE.bookC;
  const mask = d < PAY.residual ? dice.between(1, (1 << payees) - 1) : 1 << dice.below(payees);
  if (d === PAY.principal || d === PAY.principalToTarget) draft.repaid |= mask;
  return { d, a, b, c, e, mask, mode, gate };
}

/** What every program must end with: each class is repaid, each account drawn, each bucket taken whole. */
function close(draft: Draft, owed: number): void {
  const { dice, steps, fees, accounts, classes, buckets } = draft;
  const mask = (owed | draft.capitalised) & ~draft.repaid;
  if (mask !== 0) steps.push(makeStep({ op: 'pay', d: PAY.principal, mask, a: draw(draft) }));
  for (const k of upTo(accounts)) {
    const a = accountCell(k);
    if (!draft.drawnCells.has(a)) steps.push(makeStep({ op: 'move', a, d: bucketCell(dice.below(buckets)) }));
  }
  for (const k of upTo(buckets)) {
    const a = bucketCell(k);
    const way = dice.below(4);
    if (way === 0 && k + 1 < buckets) {
      steps.push(makeStep({ op: 'move', a, d: bucketCell(dice.between(k + 1, buckets - 1)) }));
    } else if (way < 2 && accounts > 0) {
      steps.push(makeStep({ op: 'move', a, d: accountCell(dice.below(accounts)) }));
    } else if (way === 2 && fees > 0) {
      steps.push(makeStep({ op: 'pay', d: PAY.rest, mask: 1 << dice.below(fees), a }));
    } else {
      steps.push(makeStep({ op: 'pay', d: PAY.residual, mask: 1 << dice.below(classes), a }));
    }
  }
}
