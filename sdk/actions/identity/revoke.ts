import { type Address, parseEventLogs } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';
import type { SignedRevocation } from './signRevocation.ts';

export type RevokeParameters = { registry: Address; signed: SignedRevocation };

export type RevokeResult = {
  revoked: Address[];
  /** Wallets that have younger evidence: nothing changed. */
  skipped: Address[];
};

/**
 * Submits an issuer's revocation: ends the records that rest on it. Anyone may.
 *
 * @example
 * await revoke(agent, { registry, signed: await signRevocation(issuer, { registry, wallets: [fund] }) });
 */
export const revoke: WriteAction<RevokeParameters, RevokeResult> = defineWrite({
  call: (_client, { registry, signed: { wallets, issuedAt, issuer, signature } }: RevokeParameters) =>
    encodeCall({
      kind: 'registry',
      address: registry,
      abi: identityRegistryAbi,
      functionName: 'revoke',
      args: [wallets, issuedAt, issuer, signature],
    }),
  result: ({ logs }) => {
    const walletsOf = (eventName: 'EvidenceRevoked' | 'EvidenceSkipped') =>
      parseEventLogs({ abi: identityRegistryAbi, eventName, logs }).map(({ args }) => args.wallet);
    return { revoked: walletsOf('EvidenceRevoked'), skipped: walletsOf('EvidenceSkipped') };
  },
});
