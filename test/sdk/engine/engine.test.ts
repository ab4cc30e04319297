import { expect } from 'chai';
import type { Hex } from 'viem';
import { read } from '../../../scripts/project.ts';
import * as cells from '../../../sdk/engine/cells.ts';
import {
  CASH_LIMIT,
  INPUT_CODES,
  LARGEST,
  NONE,
  OUTSIDE,
  type Program,
  decodeProgram,
  encodeProgram,
  inputName,
  makeStep,
  mayBeCash,
  openingLedger,
  runDate,
  validate,
} from '../../../sdk/engine/index.ts';
import { FLAWS, SluiceError, isSluiceError } from '../../../sdk/index.ts';
import { exampleProgram, exampleReport } from '../../waterfall/example.ts';

const program = exampleProgram();

/** The typed error that `act` throws, and nothing else. */
function thrown(act: () => unknown): SluiceError {
  try {
    act();
  } catch (error) {
    if (error instanceof SluiceError) return error as SluiceError;
    throw error;
  }
  throw new Error('nothing was thrown');
}

const first = () => ({ program, ledger: openingLedger(program), period: 1, ...exampleReport(1) });

describe('running a date', () => {
  it('begins with what the program says', () => {
    const ledger = openingLedger(program);
    expect(ledger.classes[0]).to.deep.equal({
      balance: 60_000_000_000_000n,
      interestDue: 0n,
      deficiency: 0n,
      writtenOff: 0n,
      ceiling: 60_000_000_000_000n,
    });
    expect(ledger.fees).to.deep.equal(program.fees.map((due) => ({ due, over: 0n })));
    expect(ledger.accounts).to.deep.equal([300_000_000_000n, 0n]);
    expect(ledger.memory).to.deep.equal([0n, 0n, 0n, 0n]);
  });

  it('changes nothing that it is given, and gives the same for the same', () => {
    const ledger = openingLedger(program);
    const kept = structuredClone(ledger);
    const results = [1, 2].map(() => runDate({ ...first(), ledger }));
    expect(ledger).to.deep.equal(kept);
    expect(results[0]).to.deep.equal(results[1]);
    expect(results[0]?.ledger).not.to.deep.equal(kept);
  });

  it('leaves of the deposit what the program does not take', () => {
    const { deposit, ...rest } = first();
    const usual = runDate({ ...rest, deposit });
    expect(usual.cashIn).to.equal(deposit);
    expect(runDate({ ...rest, deposit: deposit + 1n })).to.deep.equal(usual);
  });

  it('takes an input beyond the largest number as the largest', () => {
    const { inputs, ...rest } = first();
    const with_ = (offered: bigint) => runDate({ ...rest, inputs: inputs.with(6, offered) });
    expect(with_(LARGEST + 5n)).to.deep.equal(with_(LARGEST));
  });

  it('error: InputsDoNotFit, for one too few and for one below zero', () => {
    const { inputs } = first();
    for (const wrong of [inputs.slice(1), inputs.with(3, -1n)]) {
      const error = thrown(() => runDate({ ...first(), inputs: wrong }));
      expect(error.name).to.equal('InputsDoNotFit');
      expect(error.values).to.deep.equal({ expected: 10, inputs: wrong });
    }
  });

  it('error: LedgerDoesNotFit, for the ledger of another program', () => {
    const ledger = { ...openingLedger(program), memory: [] };
    const error = thrown(() => runDate({ ...first(), ledger }));
    expect(error.name).to.equal('LedgerDoesNotFit');
    expect(error.message).to.include('4 memory cells; the ledger 3 classes, 3 fees, 2 accounts and 0 memory cells');
  });

  it('error: DepositTooLarge, from 2^100 on', () => {
    const error = thrown(() => runDate({ ...first(), deposit: CASH_LIMIT }));
    expect(isSluiceError(error, 'DepositTooLarge') && error.values.deposit).to.equal(CASH_LIMIT);
  });

  it('error: ClassAboveCeiling, for a ledger that no run left', () => {
    const { classes, ...rest } = openingLedger(program);
    const ledger = { ...rest, classes: classes.map((kept) => ({ ...kept, ceiling: kept.ceiling - 1n })) };
    const error = thrown(() => runDate({ ...first(), ledger }));
    expect(isSluiceError(error, 'ClassAboveCeiling') && error.values.class).to.equal(0n);
  });

  const unsound = (step: Program['steps'][number]): Program => ({
    ...program,
    accounts: [],
    memory: [],
    steps: [step],
  });
  const run = (wrong: Program) => () => runDate({ ...first(), program: wrong, ledger: openingLedger(wrong) });

  it('error: BucketNotEmpty and CashNotConserved, for programs that were never validated', () => {
    const [intoBucket, intoNothing] = [cells.bucketCell(1), cells.accountCell(0)].map((d) =>
      thrown(run(unsound(makeStep({ op: 'move', a: OUTSIDE, d })))),
    );
    const { deposit } = first();
    expect(isSluiceError(intoBucket, 'BucketNotEmpty') && intoBucket.values).to.deep.equal({
      bucket: 1n,
      cash: deposit,
    });
    expect(isSluiceError(intoNothing, 'CashNotConserved') && intoNothing.values).to.deep.equal({
      before: 0n,
      cashIn: deposit,
      cashOut: 0n,
      afterwards: 0n,
    });
  });

  it('error: NoSuchCell, for a program that was never validated', () => {
    const error = thrown(run(unsound(makeStep({ op: 'add', a: 0xfff0, b: 0, d: cells.valueCell(0) }))));
    expect(error.name).to.equal('NoSuchCell');
    expect(error.values).to.deep.equal({ cell: 0xfff0 });
  });
});

describe('the bytes of a program', () => {
  const code = encodeProgram(program);

  it('error: ProgramUnreadable, where they end too early, go on too long or say nothing', () => {
    const wrong: Record<string, [Hex, number]> = {
      'SLW1 before it': [`0x00${code.slice(4)}`, 4],
      'the end': [`${code}00`, (code.length - 2) / 2],
      '2 more bytes': [code.slice(0, -2) as Hex, (code.length - 2) / 2 - 2],
      'a width from 1 to 15 before it': [`${code.slice(0, 60)}10${code.slice(62)}` as Hex, 30],
      'an op code before it': [`${code.slice(0, -32)}10${code.slice(-30)}` as Hex, (code.length - 2) / 2 - 15],
    };
    for (const [expected, [bytes, offset]] of Object.entries(wrong)) {
      const error = thrown(() => decodeProgram(bytes));
      expect(error.name).to.equal('ProgramUnreadable');
      expect(error.values).to.deep.equal({ expected, offset, length: (bytes.length - 2) / 2 });
    }
  });

  it('error: ProgramUnwritable, for what does not fit its field', () => {
    const wrong: [string, Partial<Program>][] = [
      ['decimals', { decimals: 256 }],
      ['record time', { recordTime: 1 << 24 }],
      ['an amount', { constants: [LARGEST + 1n] }],
      ['an entry of a table', { tables: [[1n], [LARGEST + 1n]] }],
      ['amount 6', { fees: [-1n, 0n, 0n] }],
      ['operand 2', { steps: [makeStep({ op: 'add', d: 0x10000 })] }],
    ];
    for (const [field, change] of wrong) {
      const error = thrown(() => encodeProgram({ ...program, ...change }));
      expect(error.name).to.equal('ProgramUnwritable');
      expect(error.values['field']).to.equal(field);
    }
  });

  it('error: InvalidProgram tells the step and what is wrong with it', () => {
    const steps = program.steps.with(20, makeStep({ op: 'book', a: cells.valueCell(500) }));
    const error = thrown(() => validate(encodeProgram({ ...program, steps })));
    expect(error.message).to.equal(
      'The waterfall program is invalid in step 20, counted from 0: a cell that it reads is not there, or not yet written. ' +
        'Compile the deal file again; a program written by hand must follow contracts/waterfall/README.md.',
    );
    const open = thrown(() => validate(encodeProgram({ ...program, steps: program.steps.slice(0, -20) })));
    expect(isSluiceError(open, 'InvalidProgram') && open.values.step).to.equal(65_535n);
    expect(open.message).to.match(/^The waterfall program is invalid: /);
  });
});

describe('what the engine and the contracts must say alike', () => {
  it('the flaws, in their order', () => {
    const source = read('contracts/waterfall/interfaces/IMachine.sol');
    const [, body = ''] = /enum Flaw \{([\s\S]*?)\n\}/.exec(source) ?? [];
    const names = body.replace(/\/\/\/.*/g, '').split(',');
    expect(FLAWS.map(([name]) => name)).to.deep.equal(names.map((name) => name.trim()));
  });

  it('the numbers of the cells', () => {
    const source = read('contracts/waterfall/types/Cells.sol');
    const numbers = new Map<string, unknown>([
      ...Object.entries(cells),
      ...Object.entries(cells.CLASS_FIELDS).map(([field, number]) => [constantName(field), number] as const),
      ...Object.entries(cells.FEE_FIELDS).map(([field, number]) => [constantName(field), number] as const),
    ]);
    const found = [...source.matchAll(/^uint256 constant (\w+) = (0x[\da-f]+|\d+);$/gm)];
    expect(found.length).to.be.greaterThan(20);
    for (const [, name = '', value] of found) {
      if (name.endsWith('_SHIFT')) continue;
      expect(numbers.get(name), name).to.equal(Number(value));
    }
    expect([NONE, cells.LARGEST, cells.CASH_LIMIT]).to.deep.equal([0xffff, 2n ** 120n - 1n, 2n ** 100n]);
  });

  it('the codes of the inputs, as the README lists them', () => {
    const rows = [...read('contracts/waterfall/README.md').matchAll(/\| (\d+) \| (\w+)( \(cash\))? (?=\|)/g)];
    const listed = new Map(rows.map(([, code, name, cash]) => [Number(code), { name, cash: cash !== undefined }]));
    for (const [name, code] of Object.entries(INPUT_CODES)) {
      expect(listed.get(code), name).to.deep.equal({ name, cash: mayBeCash(code) });
      expect(inputName(code)).to.equal(name);
    }
    expect(inputName(5)).to.be.undefined;
  });
});

function constantName(field: string): string {
  return field.replace(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase();
}
