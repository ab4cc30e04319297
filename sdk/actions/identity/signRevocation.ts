import type { Address, Hex } from 'viem';
import { chainTime } from '../../chain/blocks.ts';
import { type WriteClient, accountOf } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { sign } from '../../chain/sign.ts';
import { registryDomain, registryTypes } from './typedData.ts';

export type SignRevocationParameters = {
  registry: Address;
  wallets: readonly Address[];
  /** Ends what was issued until then; without it, until now. */
  issuedAt?: number;
  /** Whom the client's key signs for, if that is a contract. */
  issuer?: Address;
};

/** An issuer's word taken back. Anyone may submit it (`revoke`). */
export type SignedRevocation = { wallets: readonly Address[]; issuedAt: number; issuer: Address; signature: Hex };

/**
 * Signs that an issuer takes back whatever it attested of these wallets. Nothing is sent.
 *
 * @example
 * const signed = await signRevocation(issuer, { registry, wallets: [fund] });
 * await revoke(agent, { registry, signed });
 */
export async function signRevocation(
  client: WriteClient,
  { registry, wallets, issuedAt, issuer = accountOf(client, 'the revocation').address }: SignRevocationParameters,
): Promise<SignedRevocation> {
  await requireKind(client, { address: registry, kind: 'registry' });
  const message = { wallets, issuedAt: issuedAt ?? (await chainTime(client)) };
  const signature = await sign(client, {
    domain: registryDomain({ registry, chainId: client.chain.id }),
    types: registryTypes,
    primaryType: 'Revocation',
    message,
  });
  return { ...message, issuer, signature };
}
