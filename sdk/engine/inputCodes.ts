/** The code of an input that only this deal knows: its report gives it. */
export const OWN_INPUT = 0;
/** The code of the waiver of the first waivable trigger; the next ones follow. */
export const FIRST_WAIVER = 64;
/** How many waivers there can be: what a program may have of inputs. */
export const LAST_WAIVER = 255;

/** Codes of the inputs that every deal may name, as `contracts/waterfall/README.md` lists them. */
export const INPUT_CODES = {
  openingPool: 1,
  pool: 2,
  openingYieldSupplement: 3,
  yieldSupplement: 4,
  collections: 6,
  interestCollected: 7,
  principalCollected: 8,
  recoveries: 9,
  revenue: 10,
  supportGiven: 11,
  redemptionMoney: 12,
  defaulted: 13,
  diluted: 14,
  losses: 15,
  delinquent: 16,
  offered: 17,
  expensesDue: 18,
  index: 19,
  called: 20,
  accelerated: 21,
  noReport: 22,
  shortfall: 23,
  fxGain: 24,
  fxLoss: 25,
} as const;
export type InputName = keyof typeof INPUT_CODES;

/** The inputs that are cash: set from what arrived, never from what was only reported. */
export const CASH_INPUTS = [
  'collections',
  'interestCollected',
  'principalCollected',
  'recoveries',
  'revenue',
  'supportGiven',
  'redemptionMoney',
] as const satisfies readonly InputName[];

const nameOf = new Map<number, InputName>(Object.entries(INPUT_CODES).map(([name, code]) => [code, name as InputName]));

/** The name of an input's code; none for the deal's own, for waivers, and for what is no code. */
export function inputName(code: number): InputName | undefined {
  return nameOf.get(code);
}

/** Whether an input may be in the cash order: it is cash, or the deal's own. */
export function mayBeCash(code: number): boolean {
  return code === OWN_INPUT || CASH_INPUTS.some((name) => INPUT_CODES[name] === code);
}
