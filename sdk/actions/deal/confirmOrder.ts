import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iDealAbi } from '../../generated/abis.ts';
import { encodeOrder } from './order.ts';
import type { ProposeOrderParameters } from './proposeOrder.ts';

/**
 * Confirms an order that was proposed, word for word, and carries it out. Only the trustee, and not who proposed it.
 *
 * @throws {UnknownClass} if the deal has no class of that name
 * @example
 * await confirmOrder(trustee, { deal, order });
 */
export const confirmOrder: WriteAction<ProposeOrderParameters> = defineWrite({
  call: (_client, { deal, order }: ProposeOrderParameters) =>
    encodeCall({
      kind: 'deal',
      address: deal.address,
      abi: iDealAbi,
      functionName: 'confirmOrder',
      args: [encodeOrder(order, deal)],
    }),
});
