import { parseEventLogs } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iOfferingAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';
import type { Deal } from '../deal/deal.ts';
import { amountOf, classOf } from '../deal/classOf.ts';

export type CancelSubscriptionParameters = { deal: Deal; class: string };

/** What came back, at once and whole. */
export type CancelSubscriptionResult = { returned: Amount };

/**
 * Takes the order of the client's account for a class back, before the offering closes.
 *
 * @throws {UnknownClass} if the deal has no such class
 * @throws {ContractRefused} `NothingSubscribed`, `OfferingNotOpen`
 * @example
 * const { returned } = await cancelSubscription(fund, { deal, class: 'A' });
 */
export const cancelSubscription: WriteAction<CancelSubscriptionParameters, CancelSubscriptionResult> = defineWrite({
  call: (_client, { deal, class: name }: CancelSubscriptionParameters) =>
    encodeCall({
      kind: 'offering',
      address: deal.offering,
      abi: iOfferingAbi,
      functionName: 'cancel',
      args: [BigInt(classOf(deal, name).number)],
    }),
  result: ({ logs }, { deal }) => {
    const [cancelled] = parseEventLogs({ abi: iOfferingAbi, eventName: 'SubscriptionCancelled', logs });
    return { returned: amountOf(deal, cancelled?.args.cash ?? 0n) };
  },
});
