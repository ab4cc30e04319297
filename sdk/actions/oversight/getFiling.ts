import type { Address, Hex } from 'viem';
import { chainTime } from '../../chain/blocks.ts';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { requireChain } from '../../chain/write.ts';
import {
  type FilingStatus,
  type NegativeListItem,
  filingStatuses,
  itemsOf,
  negativeListItems,
} from '../../errors/oversightWords.ts';
import { iFilingRegistryAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';
import { type Filing, decodeFiling } from './filing.ts';
import { isSluiceError } from '../../errors/contract.ts';

export type GetFilingParameters = {
  filings: Address;
  /** Its number. */
  filing: Hex;
};

export type FilingRecord = Omit<Filing, 'amount'> & {
  filing: Hex;
  amount: Amount;
  status: FilingStatus;
  /** Published by the authority; undefined before. */
  number: string | undefined;
  /** The deal issued upon it; zero before. */
  deal: Address;
  /** Items of the negative lists that somebody attests clear, in date. */
  clear: NegativeListItem[];
  /** Items that nobody attests clear, or no longer: they stop the issue. */
  missing: NegativeListItem[];
  /** Items that stand against the issue: they stop every mint. */
  adverse: NegativeListItem[];
  /** Whether units may be offered and minted upon it now, if its deal was issued. */
  effective: boolean;
  /** Whether its deal could be issued now. */
  issuable: boolean;
};

/**
 * Everything that is recorded of a filing.
 *
 * @example
 * const { status, issuable, missing } = await getFiling(client, { filings, filing });
 */
export async function getFiling(client: ReadClient, { filings, filing }: GetFilingParameters): Promise<FilingRecord> {
  await requireChain(client);
  await requireKind(client, { address: filings, kind: 'filing registry' });
  const at = { address: filings, abi: iFilingRegistryAbi, args: [filing] } as const;
  const [encoded, status, number, deal, [clear, adverse], effective, now] = await Promise.all([
    read(client, { ...at, functionName: 'filingOf' }),
    read(client, { ...at, functionName: 'statusOf' }),
    read(client, { ...at, functionName: 'numberOf' }),
    read(client, { ...at, functionName: 'dealOf' }),
    read(client, { ...at, functionName: 'negativeListOf' }),
    isEffective(client, { filings, filing }),
    chainTime(client),
  ]);
  const { amount, ...terms } = decodeFiling(encoded);
  const standing = filingStatuses[status] ?? 'unknown';
  const all = (1 << negativeListItems.length) - 1;
  const unused = BigInt(deal) === 0n;
  return {
    ...terms,
    filing,
    amount: { units: amount, decimals: terms.decimals, symbol: terms.currency },
    status: standing,
    number: number === '' ? undefined : number,
    deal,
    clear: itemsOf(clear),
    missing: itemsOf(all & ~clear),
    adverse: itemsOf(adverse),
    effective,
    issuable: effective && standing === 'filed' && unused && clear === all && now < terms.validUntil,
  };
}

/** The chain's own answer. */
async function isEffective(client: ReadClient, { filings, filing }: GetFilingParameters): Promise<boolean> {
  try {
    const at = { address: filings, abi: iFilingRegistryAbi } as const;
    await read(client, { ...at, functionName: 'requireEffective', args: [filing] });
    return true;
  } catch (error) {
    if (isSluiceError(error, 'FilingNotEffective') || isSluiceError(error, 'NegativeListNotClear')) return false;
    throw error;
  }
}
