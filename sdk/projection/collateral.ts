import type { Assumptions } from './assumptions.ts';
import { along, fractionOf, portion } from './fractions.ts';
import { INTEREST_SCALE, type RunOff, balanceOf } from './runOff.ts';
import { type Speeds, speedsOf } from './speeds.ts';

/**
 * What receivables did in a collection period. Base units; each figure rounded down once a month, and in integers
 * opening − scheduled − prepaid − defaulted − diluted = closing, and defaulted = recovered + lost, a lag later.
 */
export interface PoolPeriod {
  /** Performing and delinquent, with what was bought at the last payment date. */
  opening: bigint;
  scheduled: bigint;
  prepaid: bigint;
  defaulted: bigint;
  diluted: bigint;
  interest: bigint;
  recoveries: bigint;
  /** Written off when the recovery is in. */
  losses: bigint;
  closing: bigint;
  /** Of `closing`. */
  delinquent: bigint;
}

/** Receivables that came at one time. */
interface Cohort {
  readonly runOff: RunOff;
  /** Months lived in the deal. */
  month: number;
  balance: bigint;
  /** Of the balance, what fell due last month and comes this month; and interest that does. */
  late: bigint;
  lateInterest: bigint;
}

/** Receivables at work. */
export interface Collateral {
  /** What is outstanding now: performing and delinquent. */
  readonly balance: bigint;
  /** The next so many months. */
  collect: (months: number) => PoolPeriod;
  /** New receivables of this face join, paying down as purchases do. */
  buy: (face: bigint) => void;
  /** All of it is sold, what is still to be recovered too. */
  sell: () => void;
}

/** Where receivables begin. */
export interface Pool {
  /** How what is there pays down. */
  readonly runOff: RunOff;
  /** How what is bought later pays down, for any face: of a revolving deal. */
  readonly purchases: RunOff;
}

type Month = Omit<PoolPeriod, 'opening' | 'closing' | 'recoveries' | 'losses'>;

/**
 * Runs receivables month by month. In each month first defaults are taken, from what the month began with; then what is
 * due is paid, by those that did not default; then part of what would be left is prepaid, at most all that is.
 * Source: SIFMA, Standard Formulas, C.3 (cash flows with defaults), extended by dilution and by payments a month late.
 */
export function startCollateral(pool: Pool, assumptions: Assumptions): Collateral {
  const speeds = speedsOf(assumptions);
  let cohorts: Cohort[] = [startCohort(pool.runOff, balanceOf(pool.runOff))];
  let toCome: { recovered: bigint; lost: bigint }[] = [];
  let month = 0;
  let balance = balanceOf(pool.runOff);
  const default_ = (defaulted: bigint): void => {
    const recovered = portion(defaulted, speeds.recovered(month));
    const place = month + assumptions.lag;
    const there = (toCome[place] ??= { recovered: 0n, lost: 0n });
    there.recovered += recovered;
    there.lost += defaulted - recovered;
  };
  return {
    get balance() {
      return balance;
    },
    collect(months) {
      const period = emptyPeriod(balance);
      for (let i = 0; i < months; i += 1) {
        period.delinquent = 0n;
        for (const cohort of cohorts) addMonth(period, liveMonth(cohort, month, speeds), default_);
        period.recoveries += toCome[month]?.recovered ?? 0n;
        period.losses += toCome[month]?.lost ?? 0n;
        cohorts = cohorts.filter((cohort) => cohort.balance > 0n);
        month += 1;
      }
      balance -= period.scheduled + period.prepaid + period.defaulted + period.diluted;
      const last = Math.max(0, month - 1);
      const reported = portion(balance, fractionOf(along(assumptions.delinquency, last)));
      if (reported > period.delinquent) period.delinquent = reported;
      return { ...period, closing: balance };
    },
    buy(face) {
      if (face === 0n) return;
      cohorts.push(startCohort(pool.purchases, face));
      balance += face;
    },
    sell() {
      cohorts = [];
      toCome = [];
      balance = 0n;
    },
  };
}

function startCohort(runOff: RunOff, balance: bigint): Cohort {
  return { runOff, month: 0, balance, late: 0n, lateInterest: 0n };
}

function emptyPeriod(opening: bigint): PoolPeriod {
  return {
    opening,
    scheduled: 0n,
    prepaid: 0n,
    defaulted: 0n,
    diluted: 0n,
    interest: 0n,
    recoveries: 0n,
    losses: 0n,
    closing: opening,
    delinquent: 0n,
  };
}

function addMonth(period: PoolPeriod, month: Month, default_: (defaulted: bigint) => void): void {
  period.scheduled += month.scheduled;
  period.prepaid += month.prepaid;
  period.defaulted += month.defaulted;
  period.diluted += month.diluted;
  period.interest += month.interest;
  period.delinquent += month.delinquent;
  if (month.defaulted > 0n) default_(month.defaulted);
}

/** One month of one cohort, which it changes. */
function liveMonth(cohort: Cohort, month: number, speeds: Speeds): Month {
  const { runOff, balance, late, lateInterest } = cohort;
  const mdr = speeds.mdr(month);
  const current = balance - late;
  const lostOfLate = portion(late, mdr);
  const lost = portion(current, mdr);
  const alive = current - lost;
  const planned = runOff.balance[cohort.month] ?? 0n;
  // Beyond its plan all that is left is due.
  const dueOf = (amount: bigint): bigint =>
    planned === 0n ? amount : (amount * (runOff.principal[cohort.month] ?? 0n)) / planned;
  const due = dueOf(alive);
  const rest = alive - due;
  const age = runOff.age + cohort.month + 1;
  const wanted = portion(current - dueOf(current), speeds.smm(month, age));
  const prepaid = wanted < rest ? wanted : rest;
  const interest = planned === 0n ? 0n : (alive * (runOff.interest[cohort.month] ?? 0n)) / (planned * INTEREST_SCALE);
  const diluted = portion(due, speeds.dilution(month));
  const delinquency = speeds.delinquency(month);
  const stillLate = portion(due - diluted, delinquency);
  const interestStillLate = portion(interest, delinquency);
  const scheduled = due - diluted - stillLate + late - lostOfLate;
  cohort.month += 1;
  cohort.balance = rest - prepaid + stillLate;
  cohort.late = stillLate;
  cohort.lateInterest = interestStillLate;
  return {
    scheduled,
    prepaid,
    defaulted: lost + lostOfLate,
    diluted,
    interest: interest - interestStillLate + lateInterest - portion(lateInterest, mdr),
    delinquent: stillLate,
  };
}
