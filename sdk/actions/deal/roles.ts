import type { PartyRole } from '../../terms/sections/parties.ts';

/** The parties in the order of the contract's `Party`. */
export const ROLES_ON_CHAIN = [
  ...(['originator', 'issuer', 'servicer', 'verifier', 'trustee', 'transferAgent', 'filingAgent'] as const),
  ...(['backupServicer', 'backupVerifier', 'backupTrustee'] as const),
] satisfies readonly PartyRole[];

/** The number of a party in the contract's `Party`. */
export function partyNumber(role: PartyRole): number {
  return ROLES_ON_CHAIN.indexOf(role);
}
