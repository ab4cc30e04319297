import { least, lessOrZero } from './amounts.ts';
import { BOUGHT, COST, NONE, OUTSIDE, classCell, feeCell } from './cells.ts';
import { bookOnLedgers } from './claims.ts';
import { PAY, PAY_MODE, PRICE_UNIT, type Step } from './program.ts';
import { type Run, at, claim, flow, limited, moveCash } from './run.ts';

// Ops 13 to 15: they touch cash. Each is the function of its name in `contracts/waterfall/Payments.sol`.

export function move(run: Run, step: Step): void {
  const inHand = step.a === OUTSIDE ? run.deposit : at(run.cells, step.a);
  const amount = limited(run, limited(run, inHand, step.e), step.c);
  moveCash(run, step.a, step.d, amount);
  if (step.c !== NONE) claim(run, step.c, 0n, amount);
  flow(run, amount, 0n, 0n);
}

export function pay(run: Run, step: Step): void {
  const total = dues(run, step);
  const inHand = cashOf(run, step.a) + cashOf(run, step.b) + cashOf(run, step.c);
  const amount = limited(run, total === undefined ? inHand : least(inHand, total), step.e);
  const fromA = take(run, step.a, amount);
  const fromB = take(run, step.b, amount - fromA);
  const fromC = take(run, step.c, amount - fromA - fromB);
  give(run, step, amount, total ?? 0n);
  let booked = 0n;
  if ((step.mode & PAY_MODE.bookB) !== 0) booked = fromB;
  if ((step.mode & PAY_MODE.bookC) !== 0) booked += fromC;
  if (booked !== 0n) bookOnLedgers(run, booked);
  flow(run, fromA, fromB, fromC);
}

export function buy(run: Run, step: Step): void {
  const { cells } = run;
  const money = limited(run, at(cells, step.a), step.e);
  const price = at(cells, step.b);
  const onOffer = lessOrZero(at(cells, step.c), at(cells, BOUGHT));
  const bought = least((money * PRICE_UNIT) / price, onOffer);
  const cost = (bought * price) / PRICE_UNIT;
  moveCash(run, step.a, OUTSIDE, cost);
  claim(run, BOUGHT, bought, 0n);
  claim(run, COST, cost, 0n);
  flow(run, cost, bought, 0n);
}

/** The sum of dues over the mask; none where there is no claim. */
function dues({ cells }: Run, { d: kind, mask }: Step): bigint | undefined {
  if (kind >= PAY.residual) return undefined;
  let total = 0n;
  for (let k = 0; mask >> k !== 0; k += 1) {
    if (((mask >> k) & 1) !== 0) total += due(cells, kind, k);
  }
  return total;
}

function due(cells: readonly bigint[], kind: number, k: number): bigint {
  if (kind === PAY.interest) return at(cells, classCell(k, 'interestDue'));
  if (kind === PAY.principal) return at(cells, classCell(k));
  if (kind === PAY.principalToTarget) return lessOrZero(at(cells, classCell(k)), at(cells, classCell(k, 'target')));
  return at(cells, feeCell(k, kind === PAY.fee ? 'due' : 'over'));
}

/**
 * Gives an amount not above the dues to them. Pro rata each gets the difference of two floored shares of running sums:
 * together exactly the amount, and no one more than is due.
 */
function give(run: Run, { d: kind, mode, mask }: Step, amount: bigint, total: bigint): void {
  const proRata = (mode & PAY_MODE.proRata) !== 0;
  let given = 0n;
  let sum = 0n;
  for (let k = 0; mask >> k !== 0 && given !== amount; k += 1) {
    if (((mask >> k) & 1) === 0) continue;
    let upTo = amount;
    if (kind < PAY.residual) {
      sum += due(run.cells, kind, k);
      upTo = proRata ? (amount * sum) / total : least(amount, sum);
    }
    settle(run, kind, k, upTo - given);
    given = upTo;
  }
}

/** One payee gets `amount`: its claim falls by as much, if there is one. */
function settle(run: Run, kind: number, k: number, amount: bigint): void {
  if (kind === PAY.interest) {
    claim(run, classCell(k, 'interestDue'), 0n, amount);
    claim(run, classCell(k, 'interestPaid'), amount, 0n);
  } else if (kind < PAY.fee) {
    claim(run, classCell(k), 0n, amount);
    claim(run, classCell(k, 'principalPaid'), amount, 0n);
  } else if (kind === PAY.fee) {
    claim(run, feeCell(k, 'due'), 0n, amount);
    claim(run, feeCell(k, 'paid'), amount, 0n);
  } else if (kind === PAY.feeOverCap) {
    claim(run, feeCell(k, 'over'), 0n, amount);
    claim(run, feeCell(k, 'overPaid'), amount, 0n);
  } else {
    claim(run, kind === PAY.residual ? classCell(k, 'residualPaid') : feeCell(k, 'paid'), amount, 0n);
  }
}

/** Takes up to `amount` from a source and pays it out. */
function take(run: Run, source: number, amount: bigint): bigint {
  const taken = least(amount, cashOf(run, source));
  if (taken !== 0n) moveCash(run, source, OUTSIDE, taken);
  return taken;
}

function cashOf({ cells }: Run, source: number): bigint {
  return source === NONE ? 0n : at(cells, source);
}
