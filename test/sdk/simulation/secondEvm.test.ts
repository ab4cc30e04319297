import { expect } from 'chai';
import { type Hex, hexToBigInt, size, slice } from 'viem';
import {
  CASH_LIMIT,
  CONSTANTS,
  type Ledger,
  type Program,
  cellsOf,
  encodeProgram,
  ledgerOf,
  openingLedger,
} from '../../../sdk/engine/index.ts';
import type { Machine } from '../../../sdk/simulation/index.ts';
import { type Bench, secondBench } from '../../parity/bench.ts';
import { runCase } from './cases.ts';

const AMOUNT_BYTES = 16;
const CELL_BITS = 128n;

/** The interpreter's bytecode in an EVM of others' making; the ledger is carried here from date to date. */
function machineOn(bench: Bench): Machine {
  let at: { program: Program; ledger: Ledger } | undefined;
  return {
    start(program) {
      at = { program, ledger: openingLedger(program) };
      return Promise.resolve();
    },
    async run({ period, inputs }) {
      if (at === undefined) throw new TypeError('A machine is started before it runs.');
      const { program } = at;
      const asked = { cells: cellsOf(program, { ...at, period, inputs }), deposit: CASH_LIMIT - 1n };
      const [came] = await bench.runMany(encodeProgram(program), [asked]);
      if (came === undefined || 'refusal' in came) throw new TypeError(`The run was refused: ${came?.refusal ?? ''}`);
      // Constants are not returned: they stand in the program.
      const cells = [...new Array<bigint>(CONSTANTS).fill(0n), ...program.constants];
      for (const packed of came.cells) cells[Number(packed >> CELL_BITS)] = packed & ((1n << CELL_BITS) - 1n);
      at = { program, ledger: ledgerOf(program, cells) };
      return { cells, flows: amountsIn(came.flows), cashIn: came.cashIn, cashOut: came.cashOut };
    },
    close: () => Promise.resolve(),
  };
}

function amountsIn(flows: Hex): bigint[] {
  return Array.from({ length: size(flows) / AMOUNT_BYTES }, (_, i) =>
    hexToBigInt(slice(flows, AMOUNT_BYTES * i, AMOUNT_BYTES * (i + 1))),
  );
}

describe('the interpreter on a second EVM', function () {
  this.timeout(300_000);

  for (const name of ['sequential', 'hyundai-2010-a', 'world-omni-2012-a', 'revolving', 'rounding']) {
    it(`gives every figure of ${name} as the engine does`, async () => {
      const second = await runCase(name, machineOn(await secondBench()));
      expect(second.csv).to.equal((await runCase(name, 'engine')).csv);
    });
  }
});
