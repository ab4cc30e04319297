import { type InputName, OWN_INPUT, inputName } from '../engine/inputCodes.ts';
import type { Assumptions } from './assumptions.ts';
import type { PoolPeriod } from './collateral.ts';
import type { ProjectedDeal } from './deal.ts';
import { along, fractionOf, portion } from './fractions.ts';

/** What is known of a payment date before the waterfall is run. */
export interface DateFacts {
  /** Counted from 0 with the first projected date. */
  index: number;
  months: number;
  pool: PoolPeriod;
  /** The pool is called on this date. */
  called: boolean;
}

/** One figure of a report, by its name in the deal. */
export type GivenInputs = Readonly<Record<string, readonly bigint[]>>;

const RATE_UNIT = 1e9;

/** Cash at the contract rate, at the rate of the day, and what that makes. */
function received({ fx }: Assumptions, index: number, cash: bigint): bigint {
  return fx.length === 0 ? cash : portion(cash, fractionOf(along(fx, index)));
}

function cashOf({ pool }: DateFacts): bigint {
  return pool.interest + pool.scheduled + pool.prepaid + pool.recoveries;
}

/** What the cash in its parts came to, each rounded down. */
function cashReceived(facts: DateFacts, assumptions: Assumptions): bigint {
  const { pool, index } = facts;
  return (
    received(assumptions, index, pool.interest) +
    received(assumptions, index, pool.scheduled + pool.prepaid) +
    received(assumptions, index, pool.recoveries)
  );
}

type FactReader = (facts: DateFacts, assumptions: Assumptions, firstBalance: bigint) => bigint;

const nothing: FactReader = () => 0n;

/**
 * How a collateral model answers the questions of a report, by `contracts/waterfall/README.md`: balances at the contract
 * rate, cash as it is received, both rounded down. What no model knows is 0 unless it is given.
 */
const readers: Readonly<Record<InputName, FactReader>> = {
  openingPool: ({ pool }) => pool.opening,
  pool: ({ pool }) => pool.closing,
  openingYieldSupplement: nothing,
  yieldSupplement: nothing,
  collections: cashReceived,
  interestCollected: ({ pool, index }, assumptions) => received(assumptions, index, pool.interest),
  principalCollected: ({ pool, index }, assumptions) => received(assumptions, index, pool.scheduled + pool.prepaid),
  recoveries: ({ pool, index }, assumptions) => received(assumptions, index, pool.recoveries),
  revenue: cashReceived,
  supportGiven: nothing,
  redemptionMoney: ({ pool, called }) => (called ? pool.closing : 0n),
  defaulted: ({ pool }) => pool.defaulted,
  diluted: ({ pool }) => pool.diluted,
  losses: ({ pool }) => pool.losses,
  delinquent: ({ pool }) => pool.delinquent,
  offered: ({ index, months }, { offered }, firstBalance) =>
    portion(firstBalance, fractionOf(along(offered, index) * months)),
  expensesDue: ({ index }, { expenses }) => expenses[Math.min(index, expenses.length - 1)] ?? 0n,
  index: ({ index: i }, { index }) => BigInt(Math.round(along(index, i) * RATE_UNIT)),
  called: ({ called }) => (called ? 1n : 0n),
  accelerated: nothing,
  noReport: nothing,
  shortfall: nothing,
  fxGain: (facts, assumptions) => atLeastZero(cashReceived(facts, assumptions) - cashOf(facts)),
  fxLoss: (facts, assumptions) => atLeastZero(cashOf(facts) - cashReceived(facts, assumptions)),
};

function atLeastZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}

/** Answers all questions of a report for a date, in the order of the program's inputs. */
export type InputsReader = (facts: DateFacts, assumptions: Assumptions) => bigint[];

/**
 * Makes the reader of a deal's inputs. A vector that is `given` comes before the model; dates beyond its end have 0. The
 * deal's own inputs and waivers that are not given are 0: `unknownInputs` names the former.
 */
export function inputsReader(
  { program, labels }: ProjectedDeal,
  { given, firstBalance }: { given: GivenInputs; firstBalance: bigint },
): InputsReader {
  const all = program.inputs.map((code, k): FactReader => {
    const vector = given[labels.inputs[k]?.name ?? ''];
    if (vector !== undefined) return ({ index }) => vector[index] ?? 0n;
    const name = inputName(code);
    return name === undefined ? nothing : readers[name];
  });
  return (facts, assumptions) => all.map((reader) => reader(facts, assumptions, firstBalance));
}

/** The deal's own inputs that no model knows and that were not given: a projection takes them as 0. */
export function unknownInputs({ program, labels }: ProjectedDeal, given: GivenInputs): string[] {
  const asksFor: readonly InputName[] = ['openingYieldSupplement', 'yieldSupplement', 'supportGiven'];
  return program.inputs.flatMap((code, k) => {
    const name = labels.inputs[k]?.name ?? `input ${k + 1}`;
    const known = inputName(code);
    const unknown = code === OWN_INPUT || (known !== undefined && asksFor.includes(known));
    return unknown && given[name] === undefined ? [name] : [];
  });
}
