/** Rates as fractions (0.1 is 10%), one a month from the first on; the last stands for all later months. */
export type Path = readonly number[];

/**
 * How the receivables will do: what `readAssumptions` makes of what people write. Rates are fractions. Paths of `fx`,
 * `index` and `expenses` have an entry a payment date, all others an entry a month of collection.
 */
export interface Assumptions {
  /** CPR (annual), SMM (monthly) or a multiple of the PSA standard (1 is 100 PSA). */
  prepayment: { kind: 'annual' | 'monthly'; path: Path } | { kind: 'psa'; speed: number };
  /** CDR (annual) or MDR (monthly), of the balance at the beginning of the month. */
  defaults: { kind: 'annual' | 'monthly'; path: Path };
  /** Part of a default that is lost. */
  severity: Path;
  /** Months from a default to what is recovered of it, and to the loss of the rest. */
  lag: number;
  /** Part of what falls due that is paid a month late, and part of the pool that is reported delinquent. */
  delinquency: Path;
  /** Part of what falls due that is credited instead of paid. */
  dilution: Path;
  /** Face offered for sale at each payment date, as a part of the first balance, for each month collected. */
  offered: Path;
  /** Cash received for 1 at the contract rate. */
  fx: Path;
  /** The floating index, per year. */
  index: Path;
  /** Expenses that fall due at each payment date: base units. */
  expenses: readonly bigint[];
  /** The pool is called at the first date at which it is no more than this part of its first balance. */
  call: number | undefined;
}

/** A figure as people write it: `10`, `'10%'`, or one a month (`[2, 4, 6]`, `'2, 4, 6'`). */
export type Figure = string | number | readonly (string | number)[];

/** What people say of the future. Rates in percent: `cpr: 10` is 10%. */
export interface AssumptionValues {
  /** Constant prepayment rate, % a year. */
  cpr?: Figure;
  /** Multiple of the PSA standard, %: 100 is the standard. */
  psa?: Figure;
  /** Single monthly mortality, % a month. */
  smm?: Figure;
  /** Constant default rate, % a year. */
  cdr?: Figure;
  /** Monthly default rate, % a month. */
  mdr?: Figure;
  /** Loss severity, % of what defaults. */
  severity?: Figure;
  /** Recovery lag in months. */
  lag?: Figure;
  /** % of what falls due. */
  delinquency?: Figure;
  /** % of what falls due. */
  dilution?: Figure;
  /** % of the first balance, a month. */
  offered?: Figure;
  /** % of the contract rate. */
  fx?: Figure;
  /** % a year. */
  index?: Figure;
  /** In currency units, a payment date. */
  expenses?: Figure;
  /** % of the first balance. */
  call?: Figure;
}

export type AssumptionName = keyof AssumptionValues;
