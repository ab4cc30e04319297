import { expect } from 'chai';
import { read } from '../../scripts/project.ts';
import {
  type Ledger,
  cellsOf,
  decodeProgram,
  encodeProgram,
  openingLedger,
  runDate,
  validate,
} from '../../sdk/engine/index.ts';
import { hardhatBench, secondBench } from '../parity/bench.ts';
import { runInEngine } from '../parity/engine.ts';
import { exampleProgram, exampleReport } from './example.ts';
import { gasLimit } from './gas.ts';
import { PROGRAM_VECTORS, programVectors } from './programVectors.ts';

const program = exampleProgram();
const code = encodeProgram(program);
const dates = program.dates.map((_, i) => i + 1);

/** The ledger before each date, and after the last. */
function ledgers(): Ledger[] {
  const first = openingLedger(program);
  return dates.reduce(
    (before, period) => {
      const ledger = before.at(-1) ?? first;
      return [...before, runDate({ program, ledger, period, ...exampleReport(period) }).ledger];
    },
    [first],
  );
}

describe('the programs that the Solidity tests run', () => {
  it('are the example deal and random ones: run `node test/waterfall/programVectors.ts` after a change', () => {
    expect(JSON.parse(read(PROGRAM_VECTORS))).to.deep.equal(programVectors());
  });
});

describe('the example deal, over all its dates', () => {
  it('is accepted, and read back as it was written', () => {
    expect(() => validate(code)).not.to.throw();
    expect(decodeProgram(code)).to.deep.equal(program);
  });

  it('runs the same in the engine, on Hardhat’s chain and on the second EVM', async () => {
    const before = ledgers();
    const runs = dates.map((period, i) => {
      const { inputs, deposit } = exampleReport(period);
      return { cells: cellsOf(program, { ledger: before[i] ?? openingLedger(program), period, inputs }), deposit };
    });
    const engine = runs.map((run) => runInEngine(program, run).came);
    const hardhat = await hardhatBench();
    const second = await secondBench();
    for (const [i, run] of runs.entries()) {
      expect(await hardhat.runMany(code, [run]), `date ${i + 1}`).to.deep.equal([engine[i]]);
      // The second EVM is slow: revolving, the first repayments and the last dates.
      if (i % 8 === 0) expect(await second.runMany(code, [run]), `date ${i + 1}`).to.deep.equal([engine[i]]);
    }
  });

  it('buys in its first eight dates, and then repays the first class alone while there is cash for it', () => {
    const balances = ledgers().map(({ classes }) => classes.map(({ balance }) => balance));
    const [first] = balances;
    balances.forEach((now, i) => {
      const [before] = balances[i - 1] ?? [];
      if (i <= 8) expect(now).to.deep.equal(first);
      else if (i <= 44) expect((now[0] ?? 0n) < (before ?? 0n), `date ${i}`).to.be.true;
      expect(now.slice(1)).to.deep.equal(first?.slice(1));
    });
  });

  it('takes less gas than a period has for it', async () => {
    const bench = await hardhatBench();
    const { inputs, deposit } = exampleReport(9);
    const cells = cellsOf(program, { ledger: ledgers()[8] ?? openingLedger(program), period: 9, inputs });
    // Closing a period has 650,000 in all, creating a deal 4,500,000.
    const [run, check] = [await bench.gasOfRun(code, { cells, deposit }), await bench.gasOfValidate(code)];
    expect(Number(run)).to.be.below(gasLimit(250_000));
    expect(Number(check)).to.be.below(gasLimit(250_000));
  });
});
