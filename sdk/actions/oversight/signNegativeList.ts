import type { Address, Hex } from 'viem';
import { chainTime } from '../../chain/blocks.ts';
import { type WriteClient, accountOf } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { sign } from '../../chain/sign.ts';
import { NegativeListUnclear } from '../../errors/oversight.ts';
import { type NegativeListItem, bitsOf, negativeListItems } from '../../errors/oversightWords.ts';
import { parseDay } from '../../terms/days.ts';
import { filingDomain, filingTypes } from './typedData.ts';

export type SignNegativeListParameters = {
  filings: Address;
  /** The filing's number. */
  filing: Hex;
  /** Items that were examined and stand clear; `all` for all fourteen. */
  clear: readonly NegativeListItem[] | 'all';
  /** Items that stand against the issue. They stay until the same signer says otherwise, on a later day. */
  adverse?: readonly NegativeListItem[];
  /** `2026-09-30`: first day on which what is clear no longer counts. */
  expiresOn: string;
  /** `2026-04-01`; today by the chain's time unless given. */
  signedOn?: string;
  /** Hash of what it rests on. */
  evidence: Hex;
  /** Whom the client's key signs for, if that is a contract (ERC-1271). */
  signer?: Address;
};

/** A signed statement on the negative lists. Anyone may submit it (`attestNegativeList`). */
export type SignedNegativeList = {
  attestation: {
    filing: Hex;
    clear: number;
    adverse: number;
    signedOn: number;
    expiresOn: number;
    evidence: Hex;
  };
  signer: Address;
  signature: Hex;
};

const SECONDS_OF_A_DAY = 86_400;

/**
 * Signs what filer or filing agent says of the negative lists. Nothing is sent.
 *
 * @throws {NegativeListUnclear} if no item is named, one that there is not, or one as both clear and adverse
 * @throws {DateUnreadable}
 * @example
 * const signed = await signNegativeList(counsel, { filings, filing, clear: 'all', expiresOn: '2026-09-30', evidence });
 * await attestNegativeList(anyone, { filings, signed });
 */
export async function signNegativeList(
  client: WriteClient,
  {
    filings,
    filing,
    clear,
    adverse = [],
    expiresOn,
    signedOn,
    evidence,
    signer = accountOf(client, 'the statement on the negative lists').address,
  }: SignNegativeListParameters,
): Promise<SignedNegativeList> {
  await requireKind(client, { address: filings, kind: 'filing registry' });
  const items = clear === 'all' ? negativeListItems : clear;
  requireItems(items, adverse);
  const attestation = {
    filing,
    clear: bitsOf(items),
    adverse: bitsOf(adverse),
    signedOn: signedOn === undefined ? Math.floor((await chainTime(client)) / SECONDS_OF_A_DAY) : parseDay(signedOn),
    expiresOn: parseDay(expiresOn),
    evidence,
  };
  const signature = await sign(client, {
    domain: filingDomain({ filings, chainId: client.chain.id }),
    types: filingTypes,
    primaryType: 'NegativeListAttestation',
    message: attestation,
  });
  return { attestation, signer, signature };
}

function requireItems(clear: readonly NegativeListItem[], adverse: readonly NegativeListItem[]): void {
  const unknown = [...clear, ...adverse].filter((item) => !negativeListItems.includes(item));
  const twice = clear.filter((item) => adverse.includes(item));
  if (unknown.length > 0 || twice.length > 0 || clear.length + adverse.length === 0) {
    throw new NegativeListUnclear({ unknown, twice });
  }
}
