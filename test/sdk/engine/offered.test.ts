import { expect } from 'chai';
import { openingLedger } from '../../../sdk/engine/index.ts';
import { isSluiceError } from '../../../sdk/errors/index.ts';
import { chainMachine } from '../../../sdk/local/chainMachine.ts';
import { engineMachine } from '../../../sdk/simulation/machine.ts';
import { compileTerms } from '../../../sdk/terms/compileTerms.ts';
import { parseTerms } from '../../../sdk/terms/parseTerms.ts';
import { read } from '../../../scripts/project.ts';

const DEAL = 'scripts/demo/deals/example.yaml';
const { program } = compileTerms(parseTerms({ text: read(DEAL), file: DEAL }));
const faces = program.classes.map(({ opening }) => opening);
const inputs = (date: bigint): bigint[] => program.inputs.map((_, k) => (date * 7_919n + BigInt(k)) * 1_000_000_007n);

function refusal(minted: readonly bigint[]): unknown {
  try {
    openingLedger(program, minted);
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('an offered deal', function () {
  this.timeout(300_000);

  it('opens each class at what was minted, balance and ceiling', () => {
    const minted = faces.map((face) => face / 3n);
    const { classes, accounts } = openingLedger(program, minted);
    expect(classes.map(({ balance }) => balance)).to.deep.equal(minted);
    expect(classes.map(({ ceiling }) => ceiling)).to.deep.equal(minted);
    expect(accounts).to.deep.equal(openingLedger(program).accounts);
  });

  it('ignores what was minted of a class without a face', () => {
    const classes = [...program.classes, { face: 0n, opening: 0n }];
    const ledger = openingLedger({ ...program, classes }, [...faces, 5n]);
    expect(ledger.classes.at(-1)).to.include({ balance: 0n, ceiling: 0n });
  });

  it('refuses more than the program has, and a class too few', () => {
    const above = refusal(faces.map((face) => face + 1n));
    const [face = 0n] = faces;
    expect(isSluiceError(above, 'MintedAboveFace') && above.values).to.deep.equal({
      number: 0n,
      face,
      minted: face + 1n,
    });
    const short = refusal(faces.slice(1));
    expect(isSluiceError(short, 'ClassesDoNotMatch') && short.values).to.deep.equal({ classes: 3n, amounts: 2n });
  });

  for (const [what, minted] of [
    ['in part', faces.map((face, k) => (face * BigInt(2 + k)) / 7n)],
    ['not at all in one class', faces.map((face, k) => (k === 1 ? 0n : face))],
  ] as const) {
    it(`gives the same on chain and in the engine when it was sold ${what}`, async () => {
      const [chain, engine] = [await chainMachine(program), engineMachine()];
      try {
        await chain.start(program, minted);
        await engine.start(program, minted);
        for (let period = program.firstDate; period < program.firstDate + 4; period += 1) {
          const date = { period, inputs: inputs(BigInt(period)) };
          const [onChain, inEngine] = [await chain.run(date), await engine.run(date)];
          expect(onChain.cells.slice(0, 0x400)).to.deep.equal(inEngine.cells.slice(0, 0x400));
          expect(onChain.flows).to.deep.equal(inEngine.flows);
          expect(onChain.cashOut).to.equal(inEngine.cashOut);
        }
      } finally {
        await chain.close();
      }
    });
  }
});
