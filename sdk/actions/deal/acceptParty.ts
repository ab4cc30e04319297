import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iDealAbi } from '../../generated/abis.ts';
import type { PartyRole } from '../../terms/sections/parties.ts';
import type { Deal } from './deal.ts';
import { partyNumber } from './roles.ts';

export type AcceptPartyParameters = { deal: Pick<Deal, 'address'>; party: PartyRole };

/**
 * Takes over an office of a deal. Only the newcomer that was proposed, once the deal's delay has passed.
 *
 * @example
 * await acceptParty(newcomer, { deal, party: 'servicer' });
 */
export const acceptParty: WriteAction<AcceptPartyParameters> = defineWrite({
  call: (_client, { deal, party }: AcceptPartyParameters) =>
    encodeCall({
      kind: 'deal',
      address: deal.address,
      abi: iDealAbi,
      functionName: 'acceptParty',
      args: [partyNumber(party)],
    }),
});
