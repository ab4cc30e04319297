import { MEMORY, NONE, PERIOD, type Step, VALUES, classCell, feeCell } from '../../engine/program.ts';
import type { Expr } from '../ast.ts';
import { RATE_UNIT } from '../compile/numbers.ts';
import type { ClassTerms, DayCount, FeeTerms, TableTerms } from '../terms.ts';
import type { Words } from './amounts.ts';
import { type Reading, notExplained, word } from './reading.ts';

const W = word('');

/** A rate per year and the table of days by which a program multiplies it; without a table the same days on every date. */
interface Times {
  rate: Expr;
  table?: number;
  days?: bigint;
}

/** Tables that the words name: those of the program, and those made for days that are always the same. */
export interface NamedTables {
  table(number: number): string;
  days(count: bigint): string;
  all(): TableTerms[];
}

export function nameTables(reading: Reading): NamedTables {
  const made = new Map<string, bigint[]>();
  const used = new Set<number>();
  return {
    table(number) {
      used.add(number);
      return reading.tables[number] ?? '';
    },
    days(count) {
      const name = `days${count}`;
      made.set(name, [count]);
      return name;
    },
    all() {
      const entries = (values: readonly bigint[]): Expr[] => values.map((value) => ({ type: 'raw', word: W, value }));
      const own = [...used].map((i) => ({
        name: word(reading.tables[i] ?? ''),
        entries: entries(reading.program.tables[i] ?? []),
      }));
      return [...own, ...[...made].map(([name, values]) => ({ name: word(name), entries: entries(values) }))];
    },
  };
}

export function explainClasses(reading: Reading, words: Words, tables: NamedTables): ClassTerms[] {
  const { program, steps, writer } = reading;
  return program.classes.map(({ face, opening }, k) => {
    const targetAt = writer.get(classCell(k, 'target'));
    const accrueAt = steps.findIndex(({ op, d }) => op === 'accrue' && d === classCell(k));
    const residual = steps.some(({ op, d, mask }) => op === 'pay' && d === 5 && mask === 1 << k);
    return {
      name: word(reading.classes[k] ?? ''),
      face,
      opening,
      residual,
      other: [],
      ...(targetAt === undefined ? {} : { target: words.calculated(targetAt) }),
      ...(accrueAt < 0 ? {} : couponOf(accrueAt, k)),
    };
  });

  function couponOf(at: number, k: number): Partial<ClassTerms> {
    const { a, b, c, e } = reading.step(at);
    const first = timesOf(b, at);
    const second = c === NONE || c === b ? undefined : timesOf(c, at);
    const { dayCount, rates } = together([first, ...(second ? [second] : [])], e, at);
    const [coupon, onInterest] = rates;
    const nothing: Expr = { type: 'percent', word: W, value: { digits: 0n, places: 0 } };
    const interestOnInterest = c === NONE ? nothing : onInterest;
    return {
      ...(coupon ? { coupon } : {}),
      dayCount,
      ...(interestOnInterest ? { interestOnInterest } : {}),
      ...(a === classCell(k) ? {} : { notional: words.amount(a, at) }),
    };
  }

  function timesOf(cell: number, at: number): Times {
    const value = reading.constant(cell);
    if (value !== undefined) return { rate: { type: 'raw', word: W, value }, days: 0n };
    const index = cell >= VALUES ? reading.writer.get(cell) : undefined;
    const step = index === undefined ? undefined : reading.step(index);
    const named = reading.program.shown.includes(cell);
    if (step?.op === 'look' && !named) return { rate: { type: 'raw', word: W, value: 1n }, table: step.a };
    if (step?.op === 'part' && reading.constant(step.c) === 1n && index !== undefined && !named) {
      const days = reading.constant(step.b);
      if (days !== undefined) return { rate: words.amount(step.a, index), days };
      const look = lookOf(step);
      if (look) return { rate: words.amount(step.a, index), table: look.a };
    }
    return { rate: words.amount(cell, at), days: 1n };
  }

  function lookOf({ b }: Step): Step | undefined {
    const index = b >= VALUES ? writer.get(b) : undefined;
    const step = index === undefined ? undefined : reading.step(index);
    return step?.op === 'look' && step.b === PERIOD ? step : undefined;
  }

  /** Coupon and interest on interest count the same days. Numbers (`days` 0) are a rate times whatever the days are. */
  function together(times: readonly Times[], e: number, at: number): { dayCount: DayCount; rates: Expr[] } {
    const denominator = (reading.constant(e) ?? notExplained(at, 'a denominator that is no number')) / RATE_UNIT;
    const table = times.find((one) => one.table !== undefined)?.table;
    const fixed = times.find(({ days }) => days !== undefined && days > 0n)?.days;
    const numbers = times.flatMap(({ rate, days }) => (days === 0n && rate.type === 'raw' ? [rate.value] : []));
    const common = [30n, 90n, 180n, 360n].find((count) => numbers.every((value) => value % count === 0n)) ?? 1n;
    const days = fixed ?? common;
    const name = table === undefined ? tables.days(days) : tables.table(table);
    const rates = times.map(({ rate, days: own }): Expr => {
      if (own !== 0n || rate.type !== 'raw' || table !== undefined) return rate;
      return rate.value % days === 0n
        ? { ...rate, value: rate.value / days }
        : notExplained(at, 'rates over different days');
    });
    return { dayCount: { table: word(name), denominator }, rates };
  }
}

export function explainFees(reading: Reading, words: Words, tables: NamedTables): FeeTerms[] {
  const { program, steps } = reading;
  return program.fees.map((opening, k) => {
    const owes = (cell: number): number => steps.findIndex(({ op, d }) => op === 'owe' && d === cell);
    const [due, over] = [owes(feeCell(k)), owes(feeCell(k, 'over'))];
    const fee = { name: word(reading.fees[k] ?? ''), opening };
    if (over >= 0) return { ...fee, ...capped(due, over) };
    return due < 0 ? fee : { ...fee, ...dueOf(reading.step(due).a, due) };
  });

  /** A rate over a table of days; any other due is an amount. */
  function dueOf(cell: number, at: number): Pick<FeeTerms, 'amount' | 'rate'> {
    const calculated = (one: number): Step | undefined => {
      const index = one >= VALUES && !reading.program.shown.includes(one) ? reading.writer.get(one) : undefined;
      return index === undefined ? undefined : reading.step(index);
    };
    const due = calculated(cell);
    const times = due?.op === 'part' ? calculated(due.b) : undefined;
    const days = times?.op === 'part' && reading.constant(times.c) === 1n ? calculated(times.b) : undefined;
    const denominator = due && reading.constant(due.c);
    if (!due || !times || days?.op !== 'look' || days.b !== PERIOD || denominator === undefined) {
      return { amount: words.amount(cell, at) };
    }
    const dayCount = { table: word(tables.table(days.a)), denominator: denominator / RATE_UNIT };
    const rate = words.amount(times.a, reading.writer.get(due.b) ?? at);
    const of = words.amount(due.a, reading.writer.get(cell) ?? at);
    return { rate: { rate, of, dayCount, collection: false } };
  }

  function capped(due: number, over: number): Pick<FeeTerms, 'amount' | 'rate' | 'cap'> {
    const within = reading.step(due).a;
    const rest = reading.step(over).a;
    const [small, beyond] = [reading.constant(within), reading.constant(rest)];
    if (small !== undefined && beyond !== undefined) {
      const [amount, cap] = [small + beyond, small].map((value): Expr => ({ type: 'raw', word: W, value }));
      return amount && cap ? { amount, cap: { amount: cap, every: 1 } } : {};
    }
    // The whole amount is within the cap, or none of it.
    if (beyond === 0n) return { ...dueOf(within, due), cap: { amount: words.amount(within, due), every: 1 } };
    if (small === 0n) {
      return { ...dueOf(rest, over), cap: { amount: { type: 'raw', word: W, value: 0n }, every: 1 } };
    }
    const less = stepAt(rest, over);
    const least = stepAt(within, due);
    if (less.op !== 'less' || least.op !== 'min' || less.b !== within)
      return notExplained(over, 'a fee over cap without a cap');
    const limit = least.a === less.a ? least.b : least.a;
    return { ...dueOf(less.a, due), cap: capOf(limit, due) };
  }

  function stepAt(cell: number, at: number): Step {
    const index = cell >= MEMORY ? reading.writer.get(cell) : undefined;
    return index === undefined ? notExplained(at, 'a fee over cap without a cap') : reading.step(index);
  }

  /** What the cap still allows: all of it, or what has not fallen due since it last started again. */
  function capOf(limit: number, at: number): { amount: Expr; every: number } {
    const left = limit >= VALUES && reading.constant(limit) === undefined ? stepAt(limit, at) : undefined;
    const used =
      left?.op === 'less' && left.b >= VALUES && reading.constant(left.b) === undefined
        ? stepAt(left.b, at)
        : undefined;
    const isUsed = used?.op === 'pick' && used.b >= MEMORY && used.b < VALUES && reading.constant(used.c) === 0n;
    const goesOn = isUsed && used.a >= VALUES ? stepAt(used.a, at) : undefined;
    if (left === undefined || goesOn?.op !== 'look') return { amount: words.amount(limit, at), every: 1 };
    const table = program.tables[goesOn.a] ?? [];
    const again = table.findIndex((entry, i) => i > 0 && entry === 0n);
    return { amount: words.amount(left.a, at), every: again < 0 ? program.dates.length : again };
  }
}

/** Memory cells that caps keep, with the number of their fee. */
export function capMemory(reading: Reading): Map<number, number> {
  const found = new Map<number, number>();
  reading.program.fees.forEach((_, k) => {
    const over = reading.steps.findIndex(({ op, d }) => op === 'owe' && d === feeCell(k, 'over'));
    const due = reading.steps.find(({ op, d }) => op === 'owe' && d === feeCell(k));
    if (over < 0 || !due) return;
    const walk = (cell: number, depth: number): void => {
      if (cell >= MEMORY && cell < VALUES) {
        if (isCap(cell)) found.set(cell, k);
        return;
      }
      const index = cell >= VALUES ? reading.writer.get(cell) : undefined;
      if (index === undefined || depth === 0) return;
      const { a, b, c, op } = reading.step(index);
      if (op === 'pick') walk(b, depth - 1);
      else if (op === 'min' || op === 'less') [a, b, c].forEach((next) => walk(next, depth - 1));
    };
    const isCap = (memory: number): boolean => {
      const index = reading.writer.get(memory);
      const step = index === undefined ? undefined : reading.step(index);
      return step?.op === 'add' && (step.a === due.a || step.b === due.a);
    };
    walk(due.a, 3);
  });
  return found;
}
