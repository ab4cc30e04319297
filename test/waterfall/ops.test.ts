import { expect } from 'chai';
import { concatHex, numberToHex } from 'viem';
import { CALCULATING_OPS, OPS, encodeProgram } from '../../sdk/engine/index.ts';
import { missingParts } from '../../scripts/checks/ops.ts';
import { type Bench, type Came, hardhatBench, secondBench } from '../parity/bench.ts';
import { packed, runInEngine } from '../parity/engine.ts';
import { type Vector, vectorFile, vectorsOf } from './vectors.ts';

function expected({ flow, cashIn, cashOut, after }: Vector): Came {
  const flows = concatHex(flow.map((amount) => numberToHex(amount, { size: 16 })));
  return { cashIn, cashOut, flows, cells: packed(after) };
}

describe('the ops', () => {
  let hardhat: Bench;
  let second: Bench;

  before(async () => {
    [hardhat, second] = await Promise.all([hardhatBench(), secondBench()]);
  });

  for (const [code, op] of OPS.entries()) {
    describe(op, () => {
      it('has a vector file with its code and several cases', () => {
        const file = vectorFile(op);
        expect(file).to.include({ op, code });
        expect(file?.cases.length).to.be.at.least(3);
        const flows = code < CALCULATING_OPS ? 0 : 3;
        for (const { flow } of vectorsOf(op)) expect(flow).to.have.length(flows);
      });

      for (const vector of vectorsOf(op)) {
        it(`${vector.says}: the same in the engine, on Hardhat's chain and on the second EVM`, async () => {
          const code = encodeProgram(vector.program);
          const result = expected(vector);
          expect(runInEngine(vector.program, vector.run).came).to.deep.equal(result);
          expect(await hardhat.runMany(code, [vector.run])).to.deep.equal([result]);
          expect(await second.runMany(code, [vector.run])).to.deep.equal([result]);
        });
      }
    });
  }

  it('each have a Solidity function, a TypeScript function, a row in the table and a vector file', () => {
    expect(missingParts()).to.deep.equal([]);
  });
});
