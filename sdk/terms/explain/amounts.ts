import {
  BOUGHT,
  BUCKETS,
  CONSTANTS,
  FEES,
  INPUTS,
  MEMORY,
  OWN_INPUTS,
  PERIOD,
  ROUND,
  type Step,
  VALUES,
} from '../../engine/program.ts';
import type { Expr } from '../ast.ts';
import { fraction } from '../compile/amounts.ts';
import { RATE_UNIT } from '../compile/numbers.ts';
import type { Decimal } from '../lexer.ts';
import { makeKindGuess } from './kindGuess.ts';
import { CLASS_BLOCK, FEE_BLOCK, type Reading, cashName, isClassField, notExplained, word } from './reading.ts';

const W = word('');

/** Turns cells back into amounts and conditions, as they are read by a step. */
export interface Words {
  /** What the cell holds for the step `at`. */
  amount(cell: number, at: number): Expr;
  condition(cell: number, at: number): Expr;
  /** What step `index` calculates, also where that has a name. */
  calculated(index: number): Expr;
  calculatedCondition(index: number): Expr;
  /** Names that may be used from here on: definitions and triggers always may, lets when they are reached. */
  reach(cell: number, name: string): void;
}

/** Told of every table that an amount names. */
export type NoteTable = (table: number) => void;

export function makeWords(
  reading: Reading,
  {
    previousName,
    noteTable,
    anchored = false,
  }: { previousName: (memory: number, at: number) => string; noteTable: NoteTable; anchored?: boolean | undefined },
): Words {
  const { writer, constant, isFlag } = reading;
  const rounded = reading.halfUp ? ROUND.halfUp : ROUND.down;
  const names = new Map<number, string>();
  for (const { cell, name, section } of reading.shown) {
    if (section !== 'let' && cell >= VALUES && cell < CONSTANTS && !names.has(cell)) names.set(cell, name);
  }
  const number = (value: bigint): Expr => ({ type: 'raw', word: W, value });
  const name = (text: string): Expr => ({ type: 'name', word: W, name: word(text) });
  const { isRate, isMoney } = makeKindGuess(reading);
  const is = (cell: number, value: bigint): boolean => constant(cell) === value;
  const stepOf = (cell: number): Step | undefined => {
    const index = writer.get(cell);
    return cell >= VALUES && index !== undefined ? reading.step(index) : undefined;
  };

  const amount = (cell: number, at: number): Expr => {
    const value = constant(cell);
    if (value !== undefined) return number(value);
    if (cell >= VALUES) {
      const known = names.get(cell);
      const index = writer.get(cell);
      if (known !== undefined) return name(known);
      return index === undefined ? notExplained(at, `cell ${cell} is never written`) : calculated(index);
    }
    if (cell >= MEMORY) {
      const written = writer.get(cell);
      if (written !== undefined && written < at) return calculated(written);
      return { type: 'previous', word: W, name: word(previousName(cell, at)) };
    }
    if (cell === PERIOD) return name('period');
    if (cell === BOUGHT) return name('bought');
    if (cell >= OWN_INPUTS)
      return name(reading.inputs[cell - OWN_INPUTS] ?? notExplained(at, 'an input without a code'));
    if (cell >= INPUTS) return notExplained(at, 'the cost of what was bought has no word');
    if (cell >= BUCKETS) return name(cashName(reading, cell, at));
    return claim(cell, at);
  };
  const claim = (cell: number, at: number): Expr => {
    if (cell >= FEES) {
      const fee = reading.fees[Math.floor((cell - FEES) / FEE_BLOCK)];
      if ((cell - FEES) % FEE_BLOCK === 0 && fee) return { type: 'due', word: W, claim: 'fee', name: word(fee) };
      return notExplained(at, `cell ${cell} of a fee has no word`);
    }
    const of = reading.classes[Math.floor(cell / CLASS_BLOCK)] ?? notExplained(at, `there is no class of cell ${cell}`);
    if (isClassField(cell, 'balance')) return name(of);
    if (isClassField(cell, 'interestDue')) return { type: 'due', word: W, claim: 'interest', name: word(of) };
    if (isClassField(cell, 'deficiency')) return { type: 'deficiency', word: W, name: word(of) };
    const written = writer.get(cell);
    if (isClassField(cell, 'target') && written !== undefined && written < at) return calculated(written);
    return notExplained(at, `cell ${cell} of class ${of} has no word`);
  };
  const calculated = (index: number): Expr => {
    const step = reading.step(index);
    const { op, a, b, c } = step;
    switch (op) {
      case 'add':
        if (!is(b, 0n)) return sum('+', step, index);
        // A copy: without a name what `opening` asks for.
        return step.d >= VALUES && !named(step.d) ? opening(a, index) : amount(a, index);
      case 'less':
        if (isClassField(a, 'balance') && isClassField(b, 'target') && a + 4 === b) {
          const of = word(reading.classes[a / CLASS_BLOCK] ?? '');
          return { type: 'due', word: W, claim: 'principal', name: of };
        }
        return sum('-', step, index);
      case 'min':
      case 'max':
        if (isFlag(a) && isFlag(b)) return asNumber(calculatedCondition(index));
        return { type: 'extreme', word: W, which: op, items: [amount(a, index), amount(b, index)] };
      case 'part':
        return part(step, index);
      case 'above':
        return asNumber(calculatedCondition(index));
      case 'pick':
        return { type: 'if', word: W, when: condition(a, index), then: amount(b, index), otherwise: amount(c, index) };
      case 'look':
        noteTable(a);
        if (b !== PERIOD) return notExplained(index, 'a table is looked up by the number of the date');
        return { type: 'schedule', word: W, name: word(reading.tables[a] ?? '') };
      case 'owe':
      case 'accrue':
      case 'book':
      case 'write':
      case 'capitalise':
      case 'move':
      case 'pay':
      case 'buy':
        return notExplained(index, `${op} calculates nothing`);
    }
  };
  const named = (cell: number): boolean =>
    reading.program.shown.includes(cell) || reading.program.checks.includes(cell);
  const opening = (cell: number, index: number): Expr => {
    if (cell >= BUCKETS && cell < INPUTS)
      return { type: 'opening', word: W, name: word(cashName(reading, cell, index)) };
    const of = reading.classes[cell / CLASS_BLOCK] ?? notExplained(index, 'a copy without a name');
    return { type: 'opening', word: W, name: word(of) };
  };
  const sum = (sign: '+' | '-', { a, b }: Step, at: number): Expr => ({
    type: 'sum',
    word: W,
    sign,
    left: amount(a, at),
    right: amount(b, at),
  });
  const asNumber = (when: Expr): Expr => ({ type: 'if', word: W, when, then: number(1n), otherwise: number(0n) });

  /** The base of a product of money, which says so itself where nothing around it would. */
  const base = (cell: number, mode: number, at: number): Expr => {
    const plain = amount(cell, at);
    if (!anchored || !reading.halfUp || mode !== ROUND.halfUp || isMoney(cell)) return plain;
    const none: Expr = {
      type: 'percentOf',
      word: W,
      value: { digits: 0n, places: 0 },
      of: name(reading.classes[0] ?? ''),
      up: false,
    };
    return { type: 'extreme', word: W, which: 'max', items: [plain, none] };
  };
  const part = ({ a, b, c, mode }: Step, at: number): Expr => {
    const [numerator, denominator] = [constant(b), constant(c)];
    if (numerator !== undefined && denominator !== undefined) {
      const value = percentOf(numerator, denominator);
      if (value) return { type: 'percentOf', word: W, value, of: base(a, mode, at), up: mode === ROUND.up };
    }
    if (denominator !== undefined && denominator % RATE_UNIT === 0n && mode === rounded) {
      const found = interestOn(a, b, denominator / RATE_UNIT, at);
      if (found) return found;
    }
    const factors = {
      ...(is(b, 1n) ? {} : { b: amount(b, at) }),
      ...(is(c, 1n) ? {} : { c: amount(c, at) }),
    };
    // Where products of money are rounded half up, how it was rounded tells what it is.
    const kind = reading.halfUp && mode === ROUND.halfUp ? { kind: 'money' as const } : {};
    return { type: 'product', word: W, a: base(a, mode, at), ...factors, ...kind };
  };
  /** `interest on base at rate for days/denominator`, where the middle factor is a rate times days. */
  const interestOn = (a: number, b: number, denominator: bigint, at: number): Expr | undefined => {
    const times = stepOf(b);
    const interest = { type: 'interestOn' as const, word: W, denominator };
    if (constant(b) !== undefined) {
      if (denominator !== 360n && denominator !== 365n) return undefined;
      const value = constant(b) ?? 0n;
      const days = [30n, 90n, 180n, 360n].find((count) => value % count === 0n) ?? 1n;
      return { ...interest, base: amount(a, at), rate: number(value / days), days };
    }
    if (times?.op === 'part' && is(times.c, 1n) && constant(times.b) !== undefined && !names.has(b)) {
      const days = constant(times.b) ?? 1n;
      return { ...interest, base: amount(a, at), rate: amount(times.a, writer.get(b) ?? at), days };
    }
    const perYear = denominator === 360n || denominator === 365n;
    if (!isRate(b) && !(perYear && times && !isMoney(b))) return undefined;
    return { ...interest, base: amount(a, at), rate: amount(b, at), days: 1n };
  };
  const condition = (cell: number, at: number): Expr => {
    const value = constant(cell);
    if (value !== undefined) {
      // A number alone would say what kind it is; this says only whether it holds.
      const right = number(value > 0n ? 0n : 1n);
      return { type: 'compare', word: W, comparison: '=', left: number(0n), right };
    }
    const index = writer.get(cell);
    const ours = cell >= VALUES && index !== undefined && !names.has(cell);
    return ours ? calculatedCondition(index) : amount(cell, at);
  };
  const calculatedCondition = (index: number): Expr => {
    const step = reading.step(index);
    const { op, a, b } = step;
    if (op === 'above') return above(step, index);
    if ((op === 'min' || op === 'max') && isFlag(a) && isFlag(b)) {
      const same = op === 'min' ? equalToNumber(step, index) : undefined;
      if (same) return same;
      const [left, right] = [condition(a, index), condition(b, index)];
      return { type: op === 'min' ? 'and' : 'or', word: W, left, right };
    }
    return calculated(index);
  };
  /** `x = 3` is x above 2 and below 4. */
  const equalToNumber = ({ a, b }: Step, at: number): Expr | undefined => {
    const [low, high] = [stepOf(a), stepOf(b)];
    if (names.has(a) || names.has(b) || low?.op !== 'above' || high?.op !== 'above' || low.a !== high.b)
      return undefined;
    const [under, over] = [constant(low.b), constant(high.a)];
    if (under === undefined || over === undefined || over !== under + 2n || constant(low.a) !== undefined)
      return undefined;
    return { type: 'compare', word: W, comparison: '=', left: amount(low.a, at), right: number(under + 1n) };
  };
  const above = ({ a, b }: Step, at: number): Expr => {
    const compare = (comparison: '<' | '<=' | '>' | '>=' | '=', left: Expr, right: Expr): Expr => ({
      type: 'compare',
      word: W,
      comparison,
      left,
      right,
    });
    if (is(a, 1n)) {
      const inner = names.has(b) ? undefined : stepOf(b);
      if (inner?.op === 'above') {
        const positive = above(inner, writer.get(b) ?? at);
        const turned =
          positive.type === 'compare' && ({ '>': '<=', '<': '>=' } as const)[positive.comparison as '>' | '<'];
        if (positive.type === 'compare' && turned) return { ...positive, comparison: turned };
        return { type: 'not', word: W, of: positive };
      }
      if (inner?.op === 'add') {
        const [over, under] = [stepOf(inner.a), stepOf(inner.b)];
        const apart = over?.op === 'less' && under?.op === 'less' && over.a === under.b && over.b === under.a;
        if (apart && !names.has(inner.a) && !names.has(inner.b)) {
          return compare('=', amount(over.a, at), whole(amount(over.b, at)));
        }
      }
      if (isFlag(b)) return { type: 'not', word: W, of: condition(b, at) };
      if (!reading.halfUp || !isExact(b)) return compare('=', amount(b, at), number(0n));
    }
    const [left, right] = [amount(a, at), amount(b, at)];
    // Below a percentage that stands alone: it was rounded up to be compared exactly.
    if (left.type === 'percentOf' && left.up && right.type !== 'percentOf') return compare('<', right, alone(left));
    return compare('>', left, right.type === 'percentOf' && !right.up && isExact(b) ? alone(right) : whole(right));
  };
  /** Rounded down whatever the deal's rounding is: a percentage that stood alone. */
  const isExact = (cell: number): boolean => {
    const { op, mode } = names.has(cell) ? {} : (stepOf(cell) ?? {});
    return op === 'part' && mode === ROUND.down;
  };
  /** A percentage that must not count as standing alone. */
  const whole = (expr: Expr): Expr =>
    expr.type === 'percentOf' && !expr.up ? { type: 'extreme', word: W, which: 'max', items: [expr] } : expr;
  const alone = (expr: Extract<Expr, { type: 'percentOf' }>): Expr => ({ ...expr, up: false, of: whole(expr.of) });

  return {
    amount,
    condition,
    calculated,
    calculatedCondition,
    reach: (cell, text) => {
      names.set(cell, text);
    },
  };
}

/** The percentage that the compiler makes this fraction of; none if it would make another. */
function percentOf(numerator: bigint, denominator: bigint): Decimal | undefined {
  const zeros = denominator.toString().length - 1;
  if (zeros < 2 || denominator !== 10n ** BigInt(zeros)) return undefined;
  const value = { digits: numerator, places: zeros - 2 };
  const made = fraction(value);
  return made.numerator === numerator && made.denominator === denominator ? value : undefined;
}
