import type { Address } from 'viem';
import type { WriteClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { sign } from '../../chain/sign.ts';
import { type Filing, type SignedFiling, encodeFiling } from './filing.ts';
import { filingDomain, filingTypes } from './typedData.ts';

export type SignFilingParameters = { filings: Address; filing: Filing };

/**
 * Signs a filing as the filer. Nothing is sent: the filer needs no coins, and no wallet on this chain but its key.
 *
 * @example
 * const signed = await signFiling(originator, { filings, filing });
 * await recordFiling(counsel, { filings, filing: signed, outcome: 'filed', number: 'CSRC 2026-17', evidence });
 */
export async function signFiling(
  client: WriteClient,
  { filings, filing }: SignFilingParameters,
): Promise<SignedFiling> {
  await requireKind(client, { address: filings, kind: 'filing registry' });
  const signature = await sign(client, {
    domain: filingDomain({ filings, chainId: client.chain.id }),
    types: filingTypes,
    primaryType: 'Filing',
    message: encodeFiling(filing),
  });
  return { filing, signature };
}
