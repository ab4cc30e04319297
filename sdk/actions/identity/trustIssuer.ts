import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { trustedIssuersRegistryAbi } from '../../generated/abis.ts';

export type TrustIssuerParameters = { issuersRegistry: Address; issuer: Address; topics: readonly bigint[] };

/**
 * Trusts an issuer's word on these topics. Nobody's eligibility changes. Only the owner of the issuers' registry.
 *
 * @example
 * await trustIssuer(owner, { issuersRegistry, issuer, topics: [1n, 2n, 3n] });
 */
export const trustIssuer: WriteAction<TrustIssuerParameters> = defineWrite({
  call: (_client, { issuersRegistry, issuer, topics }: TrustIssuerParameters) =>
    encodeCall({
      kind: 'trusted issuers registry',
      address: issuersRegistry,
      abi: trustedIssuersRegistryAbi,
      functionName: 'addTrustedIssuer',
      args: [issuer, topics],
    }),
});
