import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iDealAbi } from '../../generated/abis.ts';
import type { Deal } from './deal.ts';
import { type OrderTerms, encodeOrder } from './order.ts';

export type ProposeOrderParameters = { deal: Pick<Deal, 'address' | 'classes'>; order: OrderTerms };

/**
 * Proposes an act upon a holder, on somebody's authority. Only the transfer agent; the trustee confirms within 30 days
 * (`confirmOrder`). A reference works once.
 *
 * @throws {UnknownClass} if the deal has no class of that name
 * @example
 * const order = { kind: 'freeze wallet', wallet, authority: 'Court of First Instance', reference: 'HCA 12/2026', evidence };
 * await proposeOrder(agent, { deal, order });
 * await confirmOrder(trustee, { deal, order });
 */
export const proposeOrder: WriteAction<ProposeOrderParameters> = defineWrite({
  call: (_client, { deal, order }: ProposeOrderParameters) =>
    encodeCall({
      kind: 'deal',
      address: deal.address,
      abi: iDealAbi,
      functionName: 'proposeOrder',
      args: [encodeOrder(order, deal)],
    }),
});
