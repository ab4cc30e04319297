import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Abi, type AbiParameter, type Hex, encodeErrorResult } from 'viem';
import {
  ContractRefused,
  ContractReverted,
  decodeContractError,
  errorFromRevert,
  sluiceErrorsAbi,
} from '../../sdk/index.ts';
import * as abis from '../../sdk/generated/abis.ts';
import { sentences } from '../../sdk/errors/sentences.ts';
import { formatDuration, formatMoment, ruleNames, wordsFor } from '../../sdk/errors/words.ts';

const WALLET = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';

/** One reason among those that some errors carry. */
const REASON = encodeErrorResult({ abi: sluiceErrorsAbi, errorName: 'NotRegistered', args: [WALLET] });

/** A value no sentence can hide: none of them is 0 or 1. */
function valueFor(parameter: AbiParameter): unknown {
  const { type } = parameter;
  if (type.endsWith('[]')) return [valueFor({ ...parameter, type: type.slice(0, -2) })];
  if (type === 'tuple' && 'components' in parameter) {
    return Object.fromEntries(parameter.components.map((part) => [part.name, valueFor(part)]));
  }
  if (type === 'bytes') return REASON;
  if (type === 'bytes3') return '0x484b44';
  if (type === 'address') return WALLET;
  if (type === 'string') return 'some text';
  if (type === 'bytes3') return '0x484b44';
  if (type === 'bytes') return '0x7a7a7a7a7a';
  if (type === 'bytes4') return '0x7a7a7a7a';
  if (type === 'bytes32') return `0x${'7a'.repeat(32)}`;
  if (type === 'uint8') return 3;
  if (type === 'uint16') return 344;
  if (type === 'uint24') return 20_593;
  if (type === 'uint32') return 1_779;
  if (type === 'uint40') return 1_779_300_000;
  return 1_779_300_000n;
}

describe('sentences of custom errors', () => {
  const names = new Set<string>();
  for (const abi of Object.values(abis)) for (const entry of abi) if (entry.type === 'error') names.add(entry.name);

  it('are there for every custom error of every contract, and for nothing else', () => {
    expect(Object.keys(sentences).sort()).to.deep.equal([...names].sort());
    expect(sluiceErrorsAbi.map(({ name }) => name as string).sort()).to.deep.equal([...names].sort());
  });

  for (const entry of sluiceErrorsAbi) {
    it(`${entry.name} says what happened and what to do`, () => {
      const args = entry.inputs.map(valueFor);
      const abi: Abi = [entry];
      const data = encodeErrorResult({ abi, errorName: entry.name, args });
      const error = errorFromRevert({ data, doing: 'the test', words: wordsFor({ decimals: 6, symbol: 'A' }) });
      expect(error).to.be.instanceOf(ContractRefused);
      expect(error.name).to.equal(entry.name);
      expect(error.values).to.deep.equal(Object.fromEntries(entry.inputs.map(({ name }, i) => [name, args[i]])));
      expect(error.message)
        .to.match(/^[^.]+.* \S/)
        .and.to.match(/\.$/);
      expect(error.message).not.to.match(/undefined|\[object|NaN|function/);
      expect(error.advice.length).to.be.greaterThan(10);
      expect(error.message).to.include(error.advice);
    });
  }

  it('tell the values: an amount as people write it, a moment in UTC, a wallet in full', () => {
    const data = encodeErrorResult({
      abi: sluiceErrorsAbi,
      errorName: 'UnitsLockedUp',
      args: [WALLET, 1_000_500_000n, 2_000_000_000n, 1_779_300_000n],
    });
    const { message } = errorFromRevert({ data, doing: 'transfer', words: wordsFor({ decimals: 6, symbol: 'A' }) });
    expect(message).to.equal(
      `Of ${WALLET}'s units 1,000.50 A were held long enough, and 2,000 A are asked for. ` +
        'Move less, or wait until 2026-05-20 18:00 UTC.',
    );
  });

  it('call the rules by the names of the contract, in its order', () => {
    const source = readFileSync(join(import.meta.dirname, '../../contracts/compliance/rules/Rulebook.sol'), 'utf8');
    const [, body = ''] = /enum Rule \{([^}]*)\}/.exec(source) ?? [];
    const names = body.split(',').map((name) => name.trim());
    expect(ruleNames.map((name) => name.charAt(0).toUpperCase() + name.slice(1))).to.deep.equal(names);
  });
});

describe('what a contract reverts with', () => {
  it('is told by its text if a foreign contract gives one', () => {
    const data = encodeErrorResult({
      abi: [{ type: 'error', name: 'Error', inputs: [{ name: 'reason', type: 'string' }] }],
      args: ['Transfer not possible'],
    });
    const error = errorFromRevert({ data, doing: 'transfer' });
    expect(error).to.be.instanceOf(ContractReverted);
    expect(error.message).to.include('A contract refused transfer: “Transfer not possible”.');
  });

  it('is told by its panic code if its code failed', () => {
    const data = `0x4e487b71${'11'.padStart(64, '0')}` as Hex;
    expect(errorFromRevert({ data, doing: 'transfer' }).message).to.include('panic 0x11');
  });

  for (const [data, reason] of [
    ['0x', 'it gave no reason'],
    ['0xdeadbeef', 'unknown error 0xdeadbeef'],
    ['0x12', 'unknown error 0x12'],
  ] as const) {
    it(`is never guessed: ${data} is told as "${reason}"`, () => {
      expect(decodeContractError(data)).to.equal(undefined);
      expect(errorFromRevert({ data, doing: 'transfer' }).values).to.deep.equal({ doing: 'transfer', reason, data });
    });
  }
});

describe('words', () => {
  it('give moments in UTC, with seconds only where there are some', () => {
    expect(formatMoment(1_779_300_000)).to.equal('2026-05-20 18:00 UTC');
    expect(formatMoment(1_779_300_001n)).to.equal('2026-05-20 18:00:01 UTC');
    expect(formatMoment(2n ** 255n)).to.equal('the end of time');
  });

  it('give durations in the largest unit that fits', () => {
    expect(formatDuration(7 * 86_400)).to.equal('7 days');
    expect(formatDuration(36 * 3_600)).to.equal('36 hours');
    expect(formatDuration(60)).to.equal('1 minute');
    expect(formatDuration(0)).to.equal('0 seconds');
  });
});
