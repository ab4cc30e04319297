import type { Instalment, Receivable } from '../tape/receivable.ts';
import type { Pool } from './collateral.ts';
import { monthOf } from './deal.ts';
import { type Line, runOffOfLine } from './lines.ts';
import { INTEREST_SCALE, type RunOff, fine, makeRunOff, together } from './runOff.ts';
import { yieldOf } from './yield.ts';

/** What of a tape a projection reads. */
export interface ProjectedTape {
  /** Days since 1970-01-01. */
  cutOff: number;
  receivables: readonly Receivable[];
}

export interface PoolOfTapeParameters {
  /** Of trade receivables bought later, times a year: by the tape's tenors unless given. */
  turnover?: number;
  /** Money of the notes for one of the tape, in 1e-18: one for one unless given. */
  contractRate?: bigint;
}

const CONTRACT_UNIT = 10n ** 18n;
const PART_UNIT = 1_000_000_000n;
const DAYS_IN_A_YEAR = 365;

/**
 * The pool that a tape describes, from the month after its cut-off. Only what performs or is delinquent is in it: of what
 * is in default nothing is expected. Trade receivables pay when due; leases their rentals, or level ones; revenue rights
 * their forecast. What was due before the cut-off comes in the first month.
 */
export function poolOfTape(
  { cutOff, receivables }: ProjectedTape,
  { turnover, contractRate = CONTRACT_UNIT }: PoolOfTapeParameters = {},
): Pool {
  const first = monthOf(cutOff + 1);
  const inNotes = (amount: bigint): bigint => (amount * contractRate) / CONTRACT_UNIT;
  const alive = receivables
    .filter(({ status }) => status === 'performing' || status === 'delinquent')
    .map((receivable) => ({
      receivable,
      balance: inNotes(receivable.outstanding),
      last: Math.max(0, monthOf(receivable.due) - first),
      age: receivable.start === 0 ? 0 : Math.max(0, first - monthOf(receivable.start)),
    }))
    .filter(({ balance }) => balance > 0n);
  const of = (kind: Receivable['kind']) => alive.filter(({ receivable }) => receivable.kind === kind);
  const [trade, leases, rights] = [of('trade receivable'), of('finance lease'), of('revenue right')];
  const monthly = (instalments: readonly Instalment[]) => byMonth(instalments, { first, inNotes });
  const runOff = together([
    paidWhenDue(trade),
    ...leasesOf(leases, { monthly, inNotes }),
    ...rights.map((right) => forecastOf(right, monthly(right.receivable.revenue?.forecast ?? []))),
  ]);
  const buysTrade = trade.length > 0 || turnover !== undefined;
  const purchases = buysTrade ? turningOver(turnover ?? turnoverOf(trade, cutOff)) : runOff;
  return { runOff, purchases };
}

/**
 * The pool that representative lines describe. What is bought later is like them, as new; trade receivables turn over as
 * the first of their lines does, or `turnover` times a year.
 */
export function poolOfLines(lines: readonly Line[], { turnover }: { turnover?: number } = {}): Pool {
  const trade = lines.find((line) => line.type === 'turnover');
  const times = turnover ?? trade?.turnover;
  const runOff = together(lines.map(runOffOfLine));
  const purchases = times === undefined ? together(lines.map((line) => runOffOfLine(asNew(line)))) : turningOver(times);
  return { runOff, purchases };
}

function asNew(line: Line): Line {
  if (line.type !== 'level' && line.type !== 'bullet') return line;
  return { ...line, term: line.term + (line.age ?? 0), age: 0 };
}

/** Enough for a run-off to say how any amount pays down. */
const MODEL_BALANCE = 10n ** 15n;

function turningOver(turnover: number): RunOff {
  return runOffOfLine({ type: 'turnover', balance: MODEL_BALANCE, turnover });
}

interface Alive {
  receivable: Receivable;
  balance: bigint;
  /** The month in which it falls due, from 0. */
  last: number;
  age: number;
}

function paidWhenDue(trade: readonly Alive[]): RunOff {
  const principal: bigint[] = [];
  const bearing: bigint[] = [];
  let months = 0;
  for (const { receivable, balance, last } of trade) {
    principal[last] = (principal[last] ?? 0n) + fine(balance);
    bearing[last] = (bearing[last] ?? 0n) + fine(balance) * receivable.rate;
    months = Math.max(months, last + 1);
  }
  // Interest of a month is on all that is due in it or later.
  const interest = new Array<bigint>(months).fill(0n);
  let running = 0n;
  for (let m = months - 1; m >= 0; m -= 1) interest[m] = running += bearing[m] ?? 0n;
  return makeRunOff({ principal: Array.from(principal, (amount: bigint | undefined) => amount ?? 0n), interest });
}

interface LeaseReading {
  monthly: (instalments: readonly Instalment[]) => bigint[];
  inNotes: (amount: bigint) => bigint;
}

/** Leases of one rate and term are one line: level payments add up. Those that list their rentals stand alone. */
function leasesOf(leases: readonly Alive[], { monthly, inNotes }: LeaseReading): RunOff[] {
  const alike = new Map<string, { rate: bigint; term: number; age: number; balance: bigint; residualValue: bigint }>();
  const alone: RunOff[] = [];
  for (const { receivable, balance, last, age } of leases) {
    const { rate, lease = {} } = receivable;
    const residualValue = inNotes(lease.residualValue ?? 0n);
    if (lease.rentals !== undefined && lease.rentals.length > 0) {
      const rentals = monthly(withoutTax(lease.rentals, lease.vat ?? 0n));
      rentals[rentals.length - 1] = (rentals.at(-1) ?? 0n) + residualValue;
      alone.push(rentalsOf(rentals, { balance, rate, age }));
      continue;
    }
    const key = `${rate}/${last}/${age}`;
    const line = alike.get(key) ?? { rate, term: last + 1, age, balance: 0n, residualValue: 0n };
    line.balance += balance;
    line.residualValue += residualValue;
    alike.set(key, line);
  }
  return [...alone, ...[...alike.values()].map((line) => runOffOfLine({ type: 'level', ...line }))];
}

function withoutTax(rentals: readonly Instalment[], tax: bigint): Instalment[] {
  return rentals.map(({ day, amount }) => ({ day, amount: (amount * (PART_UNIT - tax)) / PART_UNIT }));
}

const MONTHLY = 12e9;

/**
 * Rentals as they are listed: interest at the lease's rate, or at the rate that makes them worth the balance; the rest of
 * each is principal, and what is left at the end is due with the last.
 */
function rentalsOf(
  rentals: readonly bigint[],
  { balance, rate, age }: { balance: bigint; rate: bigint; age: number },
): RunOff {
  const flows = rentals.map((amount, m) => ({ years: m + 1, amount: Number(amount) }));
  const implied = rate === 0n ? (yieldOf(flows, Number(balance)) ?? 0) : Number(rate) / MONTHLY;
  const monthly = Math.max(0, implied);
  const principal: bigint[] = [];
  const interest: bigint[] = [];
  let left = fine(balance);
  rentals.forEach((rental, m) => {
    const cash = fine(rental);
    const accrued = BigInt(Math.round(Number(left) * monthly));
    const wanted = m === rentals.length - 1 ? left : cash > accrued ? cash - accrued : 0n;
    const due = wanted < left ? wanted : left;
    principal.push(due);
    interest.push((cash > due ? cash - due : 0n) * INTEREST_SCALE);
    left -= due;
  });
  return makeRunOff({ principal, interest, age });
}

function forecastOf({ balance, last }: Alive, forecast: readonly bigint[]): RunOff {
  const expected = forecast.some((amount) => amount > 0n) ? forecast : [...new Array<bigint>(last).fill(0n), balance];
  return runOffOfLine({ type: 'forecast', balance, forecast: expected });
}

function byMonth(
  instalments: readonly Instalment[],
  { first, inNotes }: { first: number; inNotes: (amount: bigint) => bigint },
): bigint[] {
  const months = instalments.map(({ day }) => Math.max(0, monthOf(day) - first));
  const amounts = new Array<bigint>(Math.max(0, ...months.map((month) => month + 1))).fill(0n);
  instalments.forEach(({ amount }, i) => {
    const month = months[i] ?? 0;
    amounts[month] = (amounts[month] ?? 0n) + inNotes(amount);
  });
  return amounts;
}

/** How often a pool of these tenors turns over: 365 days ÷ the average days from start (or cut-off) to due. */
function turnoverOf(trade: readonly Alive[], cutOff: number): number {
  let weighted = 0;
  let total = 0;
  for (const { receivable, balance } of trade) {
    const { start, due } = receivable;
    weighted += Number(balance) * Math.max(1, due - (start === 0 ? cutOff : start));
    total += Number(balance);
  }
  return total === 0 ? 1 : DAYS_IN_A_YEAR / (weighted / total);
}
