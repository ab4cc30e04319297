import type { Assumptions } from './assumptions.ts';
import { type Fraction, along, fractionOf } from './fractions.ts';

const MONTHS_IN_A_YEAR = 12;
/** Month in the life of a loan from which the PSA ramp is level. */
const PSA_MONTHS = 30;
const PSA_CPR = 0.06;

/**
 * The monthly rate of an annual one: SMM of a CPR, MDR of a CDR. `1 − (1 − annual)^(1/12)`.
 * Source: SIFMA, Standard Formulas, B.1 and C.2; Fabozzi, Handbook of Mortgage-Backed Securities.
 */
export function monthlyRate(annual: number): number {
  return 1 - (1 - annual) ** (1 / MONTHS_IN_A_YEAR);
}

/**
 * The CPR that a multiple of the PSA standard says for a month in the life of a loan (1 is the first): 0.2% a month
 * more up to 6% in month 30, and level from there; times `speed`, never above 100%. Source: SIFMA, Standard Formulas, B.2.
 */
export function psaCpr(age: number, speed: number): number {
  return Math.min(1, (PSA_CPR * Math.min(age, PSA_MONTHS) * speed) / PSA_MONTHS);
}

/** Monthly rates of an assumption, worked out once for each month. */
export interface Speeds {
  /** Part of what is left after the scheduled payment that is prepaid. `age`: months of the loans' life at its end. */
  smm: (month: number, age: number) => Fraction;
  /** Part of the balance at the beginning of the month that defaults in it. */
  mdr: (month: number) => Fraction;
  /** Part of a default of this month that is recovered. */
  recovered: (month: number) => Fraction;
  delinquency: (month: number) => Fraction;
  dilution: (month: number) => Fraction;
}

/** The monthly rates of assumptions; months are counted from 0. */
export function speedsOf({ prepayment, defaults, severity, delinquency, dilution }: Assumptions): Speeds {
  const toMonthly = (kind: 'annual' | 'monthly') => (kind === 'annual' ? monthlyRate : (rate: number) => rate);
  const { kind } = prepayment;
  return {
    smm:
      kind === 'psa'
        ? onceForEach((_, age) => monthlyRate(psaCpr(age, prepayment.speed)))
        : onceForEach((month) => toMonthly(kind)(along(prepayment.path, month)), 'month'),
    mdr: onceForEach((month) => toMonthly(defaults.kind)(along(defaults.path, month)), 'month'),
    recovered: onceForEach((month) => 1 - along(severity, month), 'month'),
    delinquency: onceForEach((month) => along(delinquency, month), 'month'),
    dilution: onceForEach((month) => along(dilution, month), 'month'),
  };
}

function onceForEach(rate: (month: number, age: number) => number, by: 'month' | 'age' = 'age') {
  const known: Fraction[] = [];
  return (month: number, age = 0): Fraction => {
    const key = by === 'month' ? month : age;
    return (known[key] ??= fractionOf(rate(month, age)));
  };
}
