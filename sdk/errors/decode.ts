import { type Hex, decodeErrorResult, parseAbi } from 'viem';
import { sluiceErrorsAbi } from '../generated/errors.ts';
import { type ContractErrorName, ContractRefused } from './contract.ts';
import { ContractReverted } from './network.ts';
import { type Told, sentences } from './sentences.ts';
import type { ErrorValues, SluiceError } from './SluiceError.ts';
import { type Words, wordsFor } from './words.ts';

const solidityErrorsAbi = parseAbi(['error Error(string reason)', 'error Panic(uint256 code)']);

/** A custom error, decoded. */
export type DecodedError = { name: ContractErrorName; values: ErrorValues };

/** The custom error of ours that `data` encodes, if it is one. */
export function decodeContractError(data: Hex): DecodedError | undefined {
  const selectorLength = 10;
  if (data.length < selectorLength) return undefined;
  try {
    const { errorName, args, abiItem } = decodeErrorResult({ abi: sluiceErrorsAbi, data });
    // viem knows Solidity's own errors too: those are not ours.
    if (!Object.hasOwn(sentences, errorName)) return undefined;
    const given: readonly unknown[] = args ?? [];
    const values = Object.fromEntries(abiItem.inputs.map(({ name }, i) => [name, given[i]]));
    return { name: errorName, values };
  } catch {
    return undefined;
  }
}

/** What an error says, in words. */
export function tell({ name, values }: DecodedError, words: Words = wordsFor()): Told {
  // The catalogue is indexed by the very name the values were decoded by.
  const sentence = sentences[name] as (values: ErrorValues, say: Words) => Told;
  return sentence(values, words);
}

/** The typed error for what a contract reverted with. */
export function errorFromRevert({
  data,
  doing,
  words,
  cause,
}: {
  data: Hex;
  doing: string;
  words?: Words | undefined;
  cause?: unknown;
}): SluiceError {
  const decoded = decodeContractError(data);
  if (decoded === undefined) return new ContractReverted({ doing, reason: reasonOf(data), data, cause });
  const [what, advice] = tell(decoded, words);
  return new ContractRefused(decoded.name, { what, advice, values: decoded.values, cause });
}

function reasonOf(data: Hex): string {
  if (data === '0x') return 'it gave no reason';
  try {
    const { errorName, args } = decodeErrorResult({ abi: solidityErrorsAbi, data });
    return errorName === 'Error' ? `“${args[0]}”` : `its code failed with panic 0x${args[0].toString(16)}`;
  } catch {
    return `unknown error ${data.slice(0, 10)}`;
  }
}
