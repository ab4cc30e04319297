import type { Address } from 'viem';

/** EIP-712 types of what is signed for the identity registry (contracts/identity/Attestations.sol). */
export const registryTypes = {
  Attestation: [
    { name: 'topics', type: 'uint256[]' },
    { name: 'investors', type: 'Investor[]' },
  ],
  Investor: [
    { name: 'wallet', type: 'address' },
    { name: 'identity', type: 'address' },
    { name: 'country', type: 'uint16' },
    { name: 'class', type: 'uint8' },
    { name: 'usPerson', type: 'bool' },
    { name: 'connected', type: 'bool' },
    { name: 'evidenceAt', type: 'uint40' },
    { name: 'validUntil', type: 'uint40' },
    { name: 'clients', type: 'uint32' },
  ],
  Revocation: [
    { name: 'wallets', type: 'address[]' },
    { name: 'issuedAt', type: 'uint40' },
  ],
  LinkWallet: [
    { name: 'identity', type: 'address' },
    { name: 'wallet', type: 'address' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const;

/** The domain that binds a signature to one registry on one chain. */
export function registryDomain({ registry, chainId }: { registry: Address; chainId: number }) {
  return { name: 'Sluice Identity Registry', version: '1', chainId, verifyingContract: registry } as const;
}
