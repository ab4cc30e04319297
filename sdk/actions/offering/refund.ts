import { type Address, parseEventLogs, zeroAddress } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iOfferingAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';
import type { Deal } from '../deal/deal.ts';
import { amountOf, classOf } from '../deal/classOf.ts';

export type RefundParameters = { deal: Deal; class: string; investor: Address };

/** What was paid, and to whom: the investor, or the wallet it was recovered to. */
export type RefundResult = { returned: Amount; to: Address };

/**
 * Pays back to an investor what its order for a class was not allotted, or the whole price if the offering failed. Anyone
 * may; it goes to the investor alone.
 *
 * @throws {UnknownClass} if the deal has no such class
 * @throws {ContractRefused} `NothingToRefund`, `WrongStage` before the offering is settled or has failed
 * @example
 * const { returned } = await refund(anyone, { deal, class: 'A', investor });
 */
export const refund: WriteAction<RefundParameters, RefundResult> = defineWrite({
  call: (_client, { deal, class: name, investor }: RefundParameters) =>
    encodeCall({
      kind: 'offering',
      address: deal.offering,
      abi: iOfferingAbi,
      functionName: 'refund',
      args: [investor, BigInt(classOf(deal, name).number)],
    }),
  result: ({ logs }, { deal }) => {
    const [refunded] = parseEventLogs({ abi: iOfferingAbi, eventName: 'Refunded', logs });
    const { cash = 0n, to = zeroAddress } = refunded?.args ?? {};
    return { returned: amountOf(deal, cash), to };
  },
});
