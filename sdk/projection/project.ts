import { BOUGHT, CASH_LIMIT, COST, NONE, OUTSIDE, classCell } from '../engine/cells.ts';
import { INPUT_CODES } from '../engine/inputCodes.ts';
import { type DateResult, type Ledger, openingLedger, runDate } from '../engine/ledger.ts';
import type { Program } from '../engine/program.ts';
import type { AssumptionValues, Assumptions } from './assumptions.ts';
import { type Collateral, type Pool, type PoolPeriod, startCollateral } from './collateral.ts';
import { type ProjectedDeal, closingDay, collectionMonths } from './deal.ts';
import { type GivenInputs, inputsReader } from './inputs.ts';
import { readAssumptions } from './readAssumptions.ts';
import { balanceOf, makeRunOff } from './runOff.ts';

/** What a payment date did to a class. Base units of the deal. */
export interface ClassDate {
  opening: bigint;
  accrued: bigint;
  interestPaid: bigint;
  principalPaid: bigint;
  residualPaid: bigint;
  balance: bigint;
  interestDue: bigint;
  deficiency: bigint;
  writtenOff: bigint;
}

/** A projected payment date. */
export interface ProjectedDate {
  /** Number of the date in the deal, from 1. */
  number: number;
  /** Days since 1970-01-01. */
  day: number;
  pool: PoolPeriod;
  /** In the order of the program's inputs. */
  inputs: readonly bigint[];
  /** Face bought on this date, and what it cost. */
  bought: bigint;
  cost: bigint;
  cashIn: bigint;
  cashOut: bigint;
  /** In order of seniority. */
  classes: readonly ClassDate[];
  /** All cells after the run, and three amounts for each step from op 8 on. */
  cells: readonly bigint[];
  flows: readonly bigint[];
}

/** A deal under assumptions, date by date. */
export interface Projection {
  deal: ProjectedDeal;
  assumptions: Assumptions;
  /** The first day that counts: closing, or for a live deal its last payment date. */
  from: number;
  /** What each class had before the first projected date. */
  openings: readonly bigint[];
  dates: readonly ProjectedDate[];
  /** After the last date. */
  ledger: Ledger;
}

/** Where the receivables come from: a model of them, or figures given date by date, or both; given figures come first. */
export interface Receivables {
  pool?: Pool;
  /** By input name, an amount a projected date. Without a model also `pool`, from which `openingPool` follows. */
  given?: GivenInputs;
}

/** Where a deal stands on chain. */
export interface Standing {
  ledger: Ledger;
  /** Number of the date it runs next. */
  nextDate: number;
}

export interface ProjectParameters extends Receivables {
  deal: ProjectedDeal;
  assumptions?: AssumptionValues;
  /** From there instead of from closing. */
  standing?: Standing;
}

/** Projects a deal under one set of assumptions after the other. */
export type Projector = (assumptions: Assumptions) => Projection;

/**
 * Projects a deal: its receivables month by month, and on each payment date the very program that runs on chain. Amounts
 * are integers throughout. Throws `AssumptionsRejected` with all that is wrong with the assumptions.
 *
 * @example
 * const pool = poolOfLines([{ type: 'level', balance, rate: 80_000_000n, term: 48 }]);
 * const projection = project({ deal, pool, assumptions: { cpr: 10, cdr: 2, severity: 60, lag: 6 } });
 * console.log(measureClass(projection, { class: 0 }).averageLife);
 */
export function project({ assumptions = {}, ...rest }: ProjectParameters): Projection {
  return makeProjector(rest)(readAssumptions(assumptions, { decimals: rest.deal.program.decimals }));
}

/** What a grid and a break-even rate use: everything that does not depend on the assumptions is worked out once. */
export function makeProjector({ deal, pool, given = {}, standing }: Omit<ProjectParameters, 'assumptions'>): Projector {
  const { program } = deal;
  const start = standing ?? { ledger: openingLedger(program), nextDate: program.firstDate };
  const months = collectionMonths(deal).slice(start.nextDate - 1);
  const model = pool ?? NO_POOL;
  const firstBalance = pool === undefined ? (given['openingPool']?.[0] ?? 0n) : balanceOf(pool.runOff);
  const read = inputsReader(deal, { given, firstBalance });
  const deposit = depositOf(program);
  const from = program.dates[start.nextDate - 2]?.payment ?? closingDay(deal);
  return (assumptions) => {
    const receivables = pool === undefined ? givenPool(given, firstBalance) : startCollateral(model, assumptions);
    const dates: ProjectedDate[] = [];
    let { ledger } = start;
    for (const [index, count] of months.entries()) {
      const number = start.nextDate + index;
      const figures = receivables.collect(count);
      const called = assumptions.call !== undefined && isCalled(figures.closing, firstBalance, assumptions.call);
      const inputs = read({ index, months: count, pool: figures, called }, assumptions);
      const result = runDate({ program, ledger, period: number, inputs, deposit: deposit(inputs) });
      dates.push(dateOf(program, { number, pool: figures, inputs, before: ledger, result }));
      receivables.buy(result.cells[BOUGHT] ?? 0n);
      if (called && isSold(program, inputs, result)) receivables.sell();
      ledger = result.ledger;
    }
    return { deal, assumptions, from, openings: start.ledger.classes.map(({ balance }) => balance), dates, ledger };
  };
}

const NO_POOL: Pool = {
  runOff: makeRunOff({ principal: [], interest: [] }),
  purchases: makeRunOff({ principal: [], interest: [] }),
};

/** Receivables of which only what was given is known: the balance. */
function givenPool(given: GivenInputs, firstBalance: bigint): Collateral {
  let balance = firstBalance;
  let index = 0;
  return {
    get balance() {
      return balance;
    },
    collect() {
      const opening = balance;
      balance = given['pool']?.[index] ?? 0n;
      index += 1;
      const none = { scheduled: 0n, prepaid: 0n, defaulted: 0n, diluted: 0n, interest: 0n };
      return { ...none, opening, recoveries: 0n, losses: 0n, closing: balance, delinquent: 0n };
    },
    buy(face) {
      balance += face;
    },
    sell() {
      balance = 0n;
    },
  };
}

/**
 * What is deposited for a date. A program says in `funds` how much it takes, and what it takes is then what arrived, so
 * there is always enough; a program that takes all there is gets what its cash inputs add up to.
 */
function depositOf({ steps, cashOrder }: Program): (inputs: readonly bigint[]) => bigint {
  const takesAll = steps.some(({ op, a, e }) => op === 'move' && a === OUTSIDE && e === NONE);
  if (!takesAll) return () => CASH_LIMIT - 1n;
  return (inputs) => cashOrder.reduce((sum, k) => sum + (inputs[k] ?? 0n), 0n);
}

const PARTS = 1_000_000_000n;

function isCalled(closing: bigint, first: bigint, part: number): boolean {
  return closing > 0n && closing * PARTS <= first * BigInt(Math.round(part * Number(PARTS)));
}

/** Whether a call was carried out: more cash came in than was collected, or the money for it was asked for by name. */
function isSold({ cashOrder, inputs: codes }: Program, inputs: readonly bigint[], { cashIn }: DateResult): boolean {
  const collected = cashOrder.reduce((sum, k) => sum + (inputs[k] ?? 0n), 0n);
  return cashIn > collected || codes.includes(INPUT_CODES.redemptionMoney);
}

function dateOf(
  program: Program,
  {
    number,
    pool,
    inputs,
    before,
    result: { cells, flows, cashIn, cashOut, ledger },
  }: { number: number; pool: PoolPeriod; inputs: readonly bigint[]; before: Ledger; result: DateResult },
): ProjectedDate {
  const cell = (place: number): bigint => cells[place] ?? 0n;
  const classes = ledger.classes.map((after, k): ClassDate => {
    const was = before.classes[k] ?? after;
    const interestPaid = cell(classCell(k, 'interestPaid'));
    const capitalised = after.ceiling - was.ceiling;
    return {
      opening: was.balance,
      accrued: after.interestDue - was.interestDue + interestPaid + capitalised,
      interestPaid,
      principalPaid: cell(classCell(k, 'principalPaid')),
      residualPaid: cell(classCell(k, 'residualPaid')),
      balance: after.balance,
      interestDue: after.interestDue,
      deficiency: after.deficiency,
      writtenOff: after.writtenOff,
    };
  });
  const day = program.dates[number - 1]?.payment ?? 0;
  const bought = cell(BOUGHT);
  return { number, day, pool, inputs, bought, cost: cell(COST), cashIn, cashOut, classes, cells, flows };
}
