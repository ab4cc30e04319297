import type { Hex } from 'viem';
import { decodeContractError, errorFromRevert, tell } from './decode.ts';
import type { ErrorValues } from './SluiceError.ts';
import type { Words } from './words.ts';

/** One reason why something would be refused. */
export type Reason = {
  /** The contract's own name of the error. */
  name: string;
  values: ErrorValues;
  /** What stands against it, and what ends it, in words. */
  sentence: string;
};

/** An encoded error, told as a reason. */
export function reasonOf({ data, words }: { data: Hex; words?: Words }): Reason {
  const decoded = decodeContractError(data);
  if (decoded === undefined) {
    const { name, values, message } = errorFromRevert({ data, doing: 'the transfer' });
    return { name, values, sentence: message };
  }
  return { ...decoded, sentence: tell(decoded, words).join(' ') };
}
