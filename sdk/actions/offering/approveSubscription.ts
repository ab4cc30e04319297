import { erc20Abi } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { read } from '../../chain/read.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iOfferingAbi } from '../../generated/abis.ts';
import { classOf, unitsOfClass } from '../deal/classOf.ts';
import type { SubscribeParameters } from './subscribe.ts';

/**
 * Approves the settlement asset to the offering: exactly what an order of this amount costs. `subscribe` does it where it
 * is needed; a multisig or a custodian prepares the two one by one.
 *
 * @throws {UnknownClass} if the deal has no such class
 * @example
 * const approval = await approveSubscription.prepare(reader, { deal, class: 'A', amount });
 * const order = await subscribe.prepare(reader, { deal, class: 'A', amount });
 */
export const approveSubscription: WriteAction<SubscribeParameters> = defineWrite({
  call: async (client, { deal, class: name, amount }: SubscribeParameters) => {
    const { token, number } = classOf(deal, name);
    const units = await unitsOfClass(client, { deal, token, amount });
    const at = { address: deal.offering, abi: iOfferingAbi } as const;
    const [cash, { scale }] = await Promise.all([
      read(client, { ...at, functionName: 'priceOf', args: [BigInt(number), units] }),
      read(client, { ...at, functionName: 'table' }),
    ]);
    return encodeCall({
      kind: 'settlement asset',
      address: deal.asset,
      abi: erc20Abi,
      functionName: 'approve',
      args: [deal.offering, cash * scale],
    });
  },
});
