import type { Address, Hex } from 'viem';
import type { WriteClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { sign } from '../../chain/sign.ts';
import { type PoolPurchase, encodePurchase } from './purchase.ts';
import { poolDomain, poolTypes } from './typedData.ts';

export type SignPurchaseParameters = { pool: Address; purchase: PoolPurchase };

/** A purchase and one party's signature. */
export type SignedPurchase = { purchase: PoolPurchase; signature: Hex };

/**
 * Signs a purchase, as the servicer or as the verifier: both sign the same. Nothing is sent.
 *
 * @example
 * const [{ signature: ofServicer }, { signature: ofVerifier }] = await Promise.all([
 *   signPurchase(servicer, { pool, purchase }),
 *   signPurchase(verifier, { pool, purchase }),
 * ]);
 */
export async function signPurchase(
  client: WriteClient,
  { pool, purchase }: SignPurchaseParameters,
): Promise<SignedPurchase> {
  await requireKind(client, { address: pool, kind: 'pool' });
  const signature = await sign(client, {
    domain: poolDomain({ pool, chainId: client.chain.id }),
    types: poolTypes,
    primaryType: 'Purchase',
    message: encodePurchase(purchase),
  });
  return { purchase, signature };
}
