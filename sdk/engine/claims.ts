import { least, lessOrZero, saturated, share } from './amounts.ts';
import { CLASS_FIELDS, LARGEST, NONE, classCell } from './cells.ts';
import type { Step } from './program.ts';
import { type Run, at, claim, flow, limited } from './run.ts';

// Ops 8 to 12: they create and extinguish claims, without cash. Each is the function of its name in
// `contracts/waterfall/Claims.sol`.

export function owe(run: Run, step: Step): void {
  const amount = at(run.cells, step.a);
  claim(run, step.d, amount, 0n);
  flow(run, amount, 0n, 0n);
}

export function accrue(run: Run, step: Step): void {
  const { cells } = run;
  const due = step.d + CLASS_FIELDS.interestDue;
  const denominator = at(cells, step.e);
  const interest = share(at(cells, step.a), at(cells, step.b), denominator, step.mode);
  const onUnpaid = step.c === NONE ? 0n : share(at(cells, due), at(cells, step.c), denominator, step.mode);
  const accrued = saturated(interest + onUnpaid);
  claim(run, due, accrued, 0n);
  flow(run, accrued, onUnpaid, 0n);
}

export function book(run: Run, step: Step): void {
  const amount = at(run.cells, step.a);
  bookOnLedgers(run, amount);
  flow(run, amount, 0n, 0n);
}

export function write(run: Run, step: Step): void {
  const { cells, classes } = run;
  const amount = at(cells, step.a);
  const up = step.mode !== 0;
  let left = amount;
  // Down the last class comes first, up the first.
  for (let i = 0; i < classes; i += 1) {
    const k = up ? i : classes - 1 - i;
    if (((step.mask >> k) & 1) === 0) continue;
    const from = classCell(k, up ? 'writtenOff' : 'balance');
    const written = least(left, at(cells, from));
    claim(run, from, 0n, written);
    claim(run, classCell(k, up ? 'balance' : 'writtenOff'), written, 0n);
    left -= written;
  }
  flow(run, amount - left, 0n, 0n);
}

export function capitalise(run: Run, step: Step): void {
  const { cells } = run;
  const { balance, interestDue, ceiling } = CLASS_FIELDS;
  const due = limited(run, at(cells, step.d + interestDue), step.e);
  // A run leaves no balance above its ceiling, so what the ceiling can hold the balance can.
  const amount = least(due, LARGEST - at(cells, step.d + ceiling));
  claim(run, step.d + interestDue, 0n, amount);
  claim(run, step.d + balance, amount, 0n);
  claim(run, step.d + ceiling, amount, 0n);
  flow(run, amount, 0n, 0n);
}

/**
 * From the last class with a ledger on, each up to what of its balance no deficiency stands against; the first takes
 * the rest.
 */
export function bookOnLedgers(run: Run, amount: bigint): void {
  const { cells } = run;
  let mask = run.ledgerMask;
  let left = amount;
  for (let k = run.classes - 1; k >= 0 && mask !== 0; k -= 1) {
    if (((mask >> k) & 1) === 0) continue;
    mask ^= 1 << k;
    const cell = classCell(k, 'deficiency');
    const booked = mask === 0 ? left : least(left, lessOrZero(at(cells, classCell(k)), at(cells, cell)));
    claim(run, cell, booked, 0n);
    left -= booked;
  }
}
