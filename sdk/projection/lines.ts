import { INTEREST_SCALE, type RunOff, fine, makeRunOff } from './runOff.ts';

/** Amounts in base units, rates in 1e-9 a year (8% is 80_000_000n), terms in months. */
interface Balance {
  balance: bigint;
  /** What the obligors pay. */
  rate: bigint;
  /** What of it reaches the deal, if servicing or a strip is taken off before: the rate unless given. */
  netRate?: bigint;
  /** Months left. */
  term: number;
  /** Months already lived: for the PSA ramp. */
  age?: number;
}

/** Loans and finance leases with level payments; a residual value is due beside the last. */
export interface LevelLine extends Balance {
  type: 'level';
  residualValue?: bigint;
}

/** All principal in the last month, interest every month. */
export interface BulletLine extends Balance {
  type: 'bullet';
}

/** Trade receivables that turn over so many times a year. */
export interface TurnoverLine {
  type: 'turnover';
  balance: bigint;
  /** Collections of a year ÷ balance: 8 is 45 days outstanding. */
  turnover: number;
}

/** A right to revenue: what is expected month by month. */
export interface ForecastLine {
  type: 'forecast';
  /** What was paid for it, or what is outstanding: repaid in proportion to the revenue. The whole forecast unless given. */
  balance?: bigint;
  forecast: readonly bigint[];
}

/** A representative line: it stands for all receivables that are like it. */
export type Line = LevelLine | BulletLine | TurnoverLine | ForecastLine;

/** How a representative line pays down. */
export function runOffOfLine(line: Line): RunOff {
  switch (line.type) {
    case 'level':
      return level(line);
    case 'bullet':
      return bullet(line);
    case 'turnover':
      return turnover(line);
    case 'forecast':
      return forecast(line);
  }
}

/**
 * The level payment of a balance with a residual value at the end: `(B − R·v^n) · i / (1 − v^n)`, v = 1/(1 + i), i the rate
 * of a month. Source: Fabozzi, Handbook of Mortgage-Backed Securities, on level-payment mortgages.
 */
function levelPayment({ balance, residual, monthly, term }: Record<LevelFigure, number>): number {
  if (monthly === 0) return (balance - residual) / term;
  const discount = (1 + monthly) ** -term;
  return ((balance - residual * discount) * monthly) / (1 - discount);
}
type LevelFigure = 'balance' | 'residual' | 'monthly' | 'term';

const MONTHLY = 12e9;

function level({ balance, rate, netRate = rate, term, age = 0, residualValue = 0n }: LevelLine): RunOff {
  const monthly = Number(rate) / MONTHLY;
  const whole = fine(balance);
  const residual = Number(fine(residualValue));
  const payment = levelPayment({ balance: Number(whole), residual, monthly, term });
  const principal: bigint[] = [];
  let left = whole;
  for (let m = 0; m < term; m += 1) {
    const due = m === term - 1 ? left : least(left, wholeNumber(payment - Number(left) * monthly));
    principal.push(due);
    left -= due;
  }
  return withInterest(principal, { netRate, age });
}

function bullet({ balance, rate, netRate = rate, term, age = 0 }: BulletLine): RunOff {
  const principal = Array.from({ length: term }, (_, m) => (m === term - 1 ? fine(balance) : 0n));
  return withInterest(principal, { netRate, age });
}

/** When so little is left, the rest is paid at once: a pool that decays for ever would never be repaid. */
const TAIL = 0.01;

/**
 * Each month the same part of what is left is paid, turnover / 12, until less than 1% is left. This is the payment rate by
 * which trade receivables and card balances are projected; a receivable lives 12 / turnover months on average.
 */
function turnover({ balance, turnover: times }: TurnoverLine): RunOff {
  const paid = Math.min(1, times / 12);
  const principal: bigint[] = [];
  let left = fine(balance);
  const tail = Number(left) * TAIL;
  while (left > 0n) {
    const due = Number(left) * (1 - paid) < tail ? left : wholeNumber(Number(left) * paid);
    principal.push(due);
    left -= due;
  }
  return makeRunOff({ principal, interest: [] });
}

function forecast({ forecast: cash, balance }: ForecastLine): RunOff {
  const total = cash.reduce((sum, amount) => sum + amount, 0n);
  const principalInAll = least(balance ?? total, total);
  const principal: bigint[] = [];
  let cashSoFar = 0n;
  let principalSoFar = 0n;
  for (const amount of cash) {
    cashSoFar += amount;
    // Of running sums, so that all of it is exactly the balance.
    const upTo = total === 0n ? 0n : (fine(principalInAll) * cashSoFar) / total;
    principal.push(upTo - principalSoFar);
    principalSoFar = upTo;
  }
  const interest = cash.map((amount, m) => (fine(amount) - (principal[m] ?? 0n)) * INTEREST_SCALE);
  return makeRunOff({ principal, interest });
}

/** Interest at a rate on the balances that the principal leaves. */
export function withInterest(principal: readonly bigint[], { netRate, age }: { netRate: bigint; age: number }): RunOff {
  const { balance } = makeRunOff({ principal, interest: [] });
  return makeRunOff({ principal, interest: balance.map((amount) => amount * netRate), age });
}

function wholeNumber(value: number): bigint {
  return BigInt(Math.max(0, Math.round(value)));
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
