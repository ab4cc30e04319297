import { expect } from 'chai';
import type { Hex } from 'viem';
import {
  BOUGHT,
  CALCULATING_OPS,
  CASH_LIMIT,
  COST,
  LARGEST,
  NONE,
  OPS,
  type Program,
  accountCell,
  cellsOf,
  classCell,
  decodeProgram,
  encodeProgram,
  feeCell,
  ledgerOf,
  openingLedger,
} from '../../sdk/engine/index.ts';
import { type AskedRun, type Bench, type Came, hardhatBench, secondBench } from './bench.ts';
import { type Dice, makeDice } from './dice.ts';
import { runInEngine, verdictOfEngine } from './engine.ts';
import { mutated, randomCells } from './hostile.ts';
import { randomProgram } from './programs.ts';

const deep = process.env['SLUICE_DEEP'] === '1' || process.env['npm_lifecycle_event'] === 'deep';
/** Random programs, or as many as the environment says. Each runs on three dates in a row, and on cells no run left. */
const PROGRAMS = Number(process.env['SLUICE_PROGRAMS'] ?? (deep ? 30_000 : 520));
const DATES = 3;
/** How many of them also run on the second EVM. */
const PROGRAMS_TWICE = deep ? 2_000 : 40;
/** Programs with something wrong in their bytes. */
const HOSTILE = Math.max(1_600, deep ? 2 * PROGRAMS : 0);
const HOSTILE_AT_ONCE = 40;

/** What runs for an hour says how far it is. */
function tellProgress(count: number, of: string): void {
  if (deep && count % 1_000 === 0) console.log(`    ${count} ${of} the same`);
}

interface Ran {
  run: AskedRun;
  came: Came;
  cells: bigint[];
}

/** The program in the engine on one date after another, with what a hostile report may say. */
function datesInEngine(dice: Dice, program: Program): Ran[] {
  let ledger = openingLedger(program);
  return Array.from({ length: DATES }, (_, i) => {
    const inputs = program.inputs.map(() => dice.amount());
    const run = { cells: cellsOf(program, { ledger, period: program.firstDate + i, inputs }), deposit: dice.cash() };
    const { came, cells } = runInEngine(program, run);
    ledger = ledgerOf(program, cells);
    return { run, came, cells };
  });
}

/** A run on cells that no run left; and sometimes with a deposit that is none. */
function onStrangeCells(dice: Dice, program: Program): Ran {
  const run = { cells: randomCells(dice, program), deposit: dice.happens(1, 20) ? CASH_LIMIT : dice.cash() };
  return { run, ...runInEngine(program, run) };
}

async function expectTheSame(bench: Bench, code: Hex, runs: readonly Ran[]): Promise<void> {
  const came = await bench.runMany(
    code,
    runs.map(({ run }) => run),
  );
  for (const [i, { came: engine }] of runs.entries()) expect(came[i], `run ${i} of ${code}`).to.deep.equal(engine);
}

/** What holds for every run of an accepted program on a ledger of its own, whatever its report. */
function expectSound(program: Program, { run, came, cells }: Ran): void {
  if ('refusal' in came) throw new Error(`a valid program was refused: ${came.refusal}`);
  const before = (cell: number) => run.cells[cell] ?? 0n;
  const after = (cell: number) => cells[cell] ?? 0n;
  const sum = (of: readonly unknown[], amount: (k: number) => bigint) =>
    of.reduce<bigint>((s, _, k) => s + amount(k), 0n);
  const { accounts, classes, fees } = program;
  expect(came.cashIn <= run.deposit).to.be.true;
  expect(sum(accounts, (k) => before(accountCell(k))) + came.cashIn).to.equal(
    came.cashOut + sum(accounts, (k) => after(accountCell(k))),
  );
  const paidTo = (k: number) =>
    after(classCell(k, 'interestPaid')) + after(classCell(k, 'principalPaid')) + after(classCell(k, 'residualPaid'));
  const paidFee = (k: number) => after(feeCell(k, 'paid')) + after(feeCell(k, 'overPaid'));
  expect(sum(classes, paidTo) + sum(fees, paidFee) + after(COST)).to.equal(came.cashOut);
  classes.forEach((_, k) => {
    const claims = (of: (cell: number) => bigint) =>
      of(classCell(k)) + of(classCell(k, 'writtenOff')) + of(classCell(k, 'principalPaid'));
    // I9: what is not repaid, written off or outstanding was never a claim.
    expect(claims(after) - after(classCell(k, 'ceiling'))).to.equal(claims(before) - before(classCell(k, 'ceiling')));
    expect(claims(after) - after(classCell(k, 'principalPaid')) <= after(classCell(k, 'ceiling'))).to.be.true;
  });
  expect(cells.every((cell) => cell >= 0n && cell <= LARGEST)).to.be.true;
}

describe('parity of the machine on chain and in the SDK', () => {
  let chain: Bench;

  before(async () => {
    chain = await hardhatBench();
  });

  it(`every cell, flow and sum of ${PROGRAMS} random programs is the same, cash is conserved and claims hold (I5, I7, I9)`, async function () {
    this.timeout(0);
    const second = await secondBench();
    const acted = new Map<string, number>();
    const seen = (what: string) => acted.set(what, (acted.get(what) ?? 0) + 1);
    for (let seed = 1; seed <= PROGRAMS; seed += 1) {
      const dice = makeDice(seed);
      const program = randomProgram(dice);
      const code = encodeProgram(program);
      expect(verdictOfEngine(code), code).to.equal('0x');
      const dates = datesInEngine(dice, program);
      for (const date of dates) {
        expectSound(program, date);
        for (const { op, gate } of program.steps) seen(gate === NONE || date.cells[gate] !== 0n ? op : `${op} shut`);
        if (date.cells.includes(LARGEST)) seen('saturated');
        if (date.cells[BOUGHT] !== 0n) seen('bought');
      }
      const strange = onStrangeCells(dice, program);
      if ('refusal' in strange.came) seen('refused');
      await expectTheSame(chain, code, [...dates, strange]);
      if (seed <= PROGRAMS_TWICE) await expectTheSame(second, code, [...dates, strange]);
      tellProgress(seed, `programs, ${(DATES + 1) * seed} runs:`);
    }
    const gated = OPS.slice(CALCULATING_OPS).map((op) => `${op} shut`);
    expect([...acted.keys()]).to.include.members([...OPS, ...gated, 'saturated', 'bought', 'refused']);
  });

  it('every random program is accepted by both validators', async function () {
    this.timeout(0);
    for (let seed = 1; seed <= PROGRAMS; seed += HOSTILE_AT_ONCE) {
      const codes = Array.from({ length: HOSTILE_AT_ONCE }, (_, i) => encodeProgram(randomProgram(makeDice(seed + i))));
      expect(await chain.validateMany(codes)).to.deep.equal(codes.map(() => '0x'));
    }
  });

  it(`of ${HOSTILE} programs with wrong bytes both validators find the same flaw in the same step; what they accept runs soundly`, async function () {
    this.timeout(0);
    const flaws = new Set<string>();
    let accepted = 0;
    for (let seed = 1; seed <= HOSTILE; seed += HOSTILE_AT_ONCE) {
      const dice = makeDice(seed ^ 0x5eed);
      const codes = Array.from({ length: HOSTILE_AT_ONCE }, () => {
        const program = randomProgram(dice);
        return mutated(dice, { code: encodeProgram(program), steps: program.steps.length });
      });
      const verdicts = codes.map(verdictOfEngine);
      const onChain = await chain.validateMany(codes);
      for (const [i, code] of codes.entries()) {
        expect(onChain[i], code).to.equal(verdicts[i]);
        flaws.add((verdicts[i] ?? '').slice(-64));
        if (verdicts[i] !== '0x') continue;
        accepted += 1;
        const program = decodeProgram(code);
        expect(encodeProgram(program)).to.equal(code);
        const dates = datesInEngine(dice, program);
        for (const date of dates) expectSound(program, date);
        await expectTheSame(chain, code, dates);
      }
      tellProgress(seed + HOSTILE_AT_ONCE - 1, 'hostile programs:');
    }
    expect(flaws.size).to.be.greaterThan(20);
    expect(accepted).to.be.greaterThan(HOSTILE / 20);
  });
});
