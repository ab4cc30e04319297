import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iDealAbi } from '../../generated/abis.ts';
import { encodeOrder } from './order.ts';
import type { ProposeOrderParameters } from './proposeOrder.ts';

/**
 * Withdraws a proposed order: its reference is free again. The transfer agent or the trustee.
 *
 * @throws {UnknownClass} if the deal has no class of that name
 * @example
 * await withdrawOrder(agent, { deal, order });
 */
export const withdrawOrder: WriteAction<ProposeOrderParameters> = defineWrite({
  call: (_client, { deal, order }: ProposeOrderParameters) =>
    encodeCall({
      kind: 'deal',
      address: deal.address,
      abi: iDealAbi,
      functionName: 'withdrawOrder',
      args: [encodeOrder(order, deal)],
    }),
});
