import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { trustedIssuersRegistryAbi } from '../../generated/abis.ts';

export type DistrustIssuerParameters = { issuersRegistry: Address; issuer: Address };

/**
 * Trusts an issuer no longer: ends exactly the records that rest on it. Only the owner of the issuers' registry.
 *
 * @example
 * await distrustIssuer(owner, { issuersRegistry, issuer });
 */
export const distrustIssuer: WriteAction<DistrustIssuerParameters> = defineWrite({
  call: (_client, { issuersRegistry, issuer }: DistrustIssuerParameters) =>
    encodeCall({
      kind: 'trusted issuers registry',
      address: issuersRegistry,
      abi: trustedIssuersRegistryAbi,
      functionName: 'removeTrustedIssuer',
      args: [issuer],
    }),
});
