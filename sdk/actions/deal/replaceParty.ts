import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iDealAbi } from '../../generated/abis.ts';
import type { PartyRole } from '../../terms/sections/parties.ts';
import type { Deal } from './deal.ts';
import { partyNumber } from './roles.ts';

export type ReplacePartyParameters = {
  deal: Pick<Deal, 'address'>;
  party: PartyRole;
  newcomer: Address;
  /** Why, in words; it stands on chain. */
  reason: string;
};

/**
 * Proposes who is to take over an office of a deal. Public for the deal's delay; then the newcomer accepts
 * (`acceptParty`). contracts/deal/README.md says who may propose whom, and who may cancel.
 *
 * @example
 * await replaceParty(trustee, { deal, party: 'servicer', newcomer, reason: 'two reports missed' });
 */
export const replaceParty: WriteAction<ReplacePartyParameters> = defineWrite({
  call: (_client, { deal, party, newcomer, reason }: ReplacePartyParameters) =>
    encodeCall({
      kind: 'deal',
      address: deal.address,
      abi: iDealAbi,
      functionName: 'proposeParty',
      args: [partyNumber(party), newcomer, reason],
    }),
});
