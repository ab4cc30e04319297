import {
  CASH_LIMIT,
  type Ledger,
  type Program,
  encodeProgram,
  openingLedger,
  runDate,
  validate,
} from '../engine/index.ts';
import { refusedLikeOnChain } from '../errors/machine.ts';

/** What came of a payment date, wherever it was run. Amounts in base units of the deal. */
export interface DateFigures {
  /** All cells after the run. */
  cells: readonly bigint[];
  /** Three amounts for each step from op 8 on. */
  flows: readonly bigint[];
  cashIn: bigint;
  cashOut: bigint;
}

/** What runs payment dates one after the other. */
export interface Machine {
  /** Begins anew at the first date, with the openings of the program, or what was minted of its classes. */
  start(program: Program, minted?: readonly bigint[]): Promise<void>;
  /** Runs the next date, with as much cash as its funds ask for. */
  run(date: { period: number; inputs: readonly bigint[] }): Promise<DateFigures>;
  close(): Promise<void>;
}

/** The engine of the SDK. */
export function engineMachine(): Machine {
  let at: { program: Program; ledger: Ledger } | undefined;
  return {
    start(program, minted) {
      // What no chain would accept is not run here either.
      validate(encodeProgram(program));
      at = { program, ledger: openingLedger(program, minted) };
      return Promise.resolve();
    },
    run({ period, inputs }) {
      if (at === undefined) throw new TypeError('A machine is started before it runs.');
      // The program takes of it what its funds are, and leaves the rest.
      const deposit = CASH_LIMIT - 1n;
      const result = runDate({ ...at, period, inputs, deposit });
      if (result.cashIn === deposit) throw refusedLikeOnChain('DepositTooLarge', { deposit: CASH_LIMIT });
      at = { ...at, ledger: result.ledger };
      return Promise.resolve(result);
    },
    close: () => Promise.resolve(),
  };
}
