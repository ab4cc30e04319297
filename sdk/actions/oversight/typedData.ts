import type { Address } from 'viem';

/** EIP-712 types of what is signed for the filing registry (contracts/oversight/FilingRegistry.sol). */
export const filingTypes = {
  Filing: [
    { name: 'filer', type: 'address' },
    { name: 'issuer', type: 'address' },
    { name: 'filingAgent', type: 'address' },
    { name: 'route', type: 'uint8' },
    { name: 'currency', type: 'bytes3' },
    { name: 'decimals', type: 'uint8' },
    { name: 'amount', type: 'uint128' },
    { name: 'termsHash', type: 'bytes32' },
    { name: 'tapeRoot', type: 'bytes32' },
    { name: 'pack', type: 'bytes32' },
    { name: 'validUntil', type: 'uint40' },
  ],
  NegativeListAttestation: [
    { name: 'filing', type: 'bytes32' },
    { name: 'clear', type: 'uint16' },
    { name: 'adverse', type: 'uint16' },
    { name: 'signedOn', type: 'uint24' },
    { name: 'expiresOn', type: 'uint24' },
    { name: 'evidence', type: 'bytes32' },
  ],
} as const;

/** The domain that binds a signature to one registry on one chain. */
export function filingDomain({ filings, chainId }: { filings: Address; chainId: number }) {
  return { name: 'Sluice Filing Registry', version: '1', chainId, verifyingContract: filings } as const;
}
