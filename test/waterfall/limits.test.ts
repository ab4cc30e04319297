import { expect } from 'chai';
import {
  LIMITS,
  PAY,
  PAY_MODE,
  type Program,
  accountCell,
  bucketCell,
  cellsOf,
  classCell,
  constantCell,
  encodeProgram,
  makeStep,
  openingLedger,
  validate,
} from '../../sdk/engine/index.ts';
import { secondBench } from '../parity/bench.ts';
import { runInEngine } from '../parity/engine.ts';
import { exampleProgram } from './example.ts';
import { gasLimit } from './gas.ts';

/** What one transaction can use (EIP-7825). */
const TRANSACTION_GAS = 16_777_216;
const ALL = 0xffff;

/**
 * As many steps as a program can have, as dear as can be: first payments to 16 classes pro rata, each taking all of one
 * source and some of another, until no more classes may be named; then interest, for which none need be.
 */
function dearestProgram(): Program {
  const [a, b, c] = [accountCell(0), accountCell(1), accountCell(2)];
  const classes = Array.from({ length: LIMITS.classes }, () => ({ face: 1n << 60n, opening: 1n << 60n }));
  const last = [
    makeStep({ op: 'pay', d: PAY.principal, mask: ALL, a }),
    makeStep({ op: 'pay', d: PAY.residual, mask: 1, a: bucketCell(0) }),
  ];
  const share = { d: PAY.interest, mask: ALL, mode: PAY_MODE.proRata };
  const dear = makeStep({ op: 'pay', ...share, a, b, c, e: constantCell(0) });
  const interest = makeStep({ op: 'accrue', d: classCell(15), ...{ a: 0, b: 0, c: 0 }, e: constantCell(0), mode: 1 });
  const payments = LIMITS.work / LIMITS.classes - last.length;
  return {
    ...exampleProgram(),
    classes,
    ledgerMask: ALL,
    fees: [],
    accounts: [10n, 1n << 90n, 1n << 90n],
    memory: [],
    inputs: [],
    cashOrder: [],
    buckets: 1,
    constants: [1_000_000_007n],
    tables: [],
    shown: [],
    checks: [],
    steps: [
      ...Array.from({ length: payments }, () => dear),
      ...Array.from({ length: LIMITS.steps - payments - last.length }, () => interest),
      ...last,
    ],
  };
}

describe('the largest programs', () => {
  it('run within one transaction, with every step the dearest that there is', async function () {
    this.timeout(0);
    const program = dearestProgram();
    const code = encodeProgram(program);
    expect(() => validate(code)).not.to.throw();
    const cells = cellsOf(program, { ledger: openingLedger(program), period: 1, inputs: [] });
    program.classes.forEach((_, k) => (cells[classCell(k, 'interestDue')] = (1n << 100n) + BigInt(k)));
    const { came } = runInEngine(program, { cells, deposit: 0n });
    if ('refusal' in came) throw new Error(came.refusal);
    expect(came.cashOut).to.equal(254n * 1_000_000_007n);
    const gas = Number(await (await secondBench()).gasOfRun(code, { cells, deposit: 0n }));
    expect(gas).to.be.below(gasLimit(TRANSACTION_GAS));
  });

  it('are refused with one payment more', () => {
    const program = dearestProgram();
    const steps = program.steps.map((step, i) =>
      i < LIMITS.work / LIMITS.classes ? (program.steps[0] ?? step) : step,
    );
    expect(() => validate(encodeProgram({ ...program, steps }))).to.throw('name more than 4,096 classes and fees');
  });

  it('are refused with one step more', () => {
    const program = dearestProgram();
    const [first] = program.steps;
    const code = encodeProgram({ ...program, steps: first === undefined ? [] : [first, ...program.steps] });
    expect(() => validate(code)).to.throw('a number of the header is out of its range');
  });
});
