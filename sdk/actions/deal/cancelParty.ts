import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iDealAbi } from '../../generated/abis.ts';
import type { PartyRole } from '../../terms/sections/parties.ts';
import type { Deal } from './deal.ts';
import { partyNumber } from './roles.ts';

export type CancelPartyParameters = { deal: Pick<Deal, 'address'>; party: PartyRole };

/**
 * Cancels a proposed change of a party: the trustee; of the trustee itself, the verifier; a backup's claim to succeed also
 * the party it says is silent.
 *
 * @example
 * await cancelParty(trustee, { deal, party: 'verifier' });
 */
export const cancelParty: WriteAction<CancelPartyParameters> = defineWrite({
  call: (_client, { deal, party }: CancelPartyParameters) =>
    encodeCall({
      kind: 'deal',
      address: deal.address,
      abi: iDealAbi,
      functionName: 'cancelParty',
      args: [partyNumber(party)],
    }),
});
