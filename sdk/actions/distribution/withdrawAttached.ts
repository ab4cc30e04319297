import { type Address, parseEventLogs } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iPayingAgentAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';
import type { Deal } from '../deal/deal.ts';
import { amountOf } from '../deal/classOf.ts';

export type WithdrawAttachedParameters = {
  deal: Deal;
  /** Whom an order gave it to. */
  to: Address;
  /** The settlement asset; the deal's, unless told. */
  asset?: Address;
};

export type WithdrawAttachedResult = { amount: Amount };

/**
 * Sends what an order attached to whom it was attached for. Anyone may.
 *
 * @throws {ContractRefused} `NothingToWithdraw`
 * @example
 * const { amount } = await withdrawAttached(anyone, { deal, to: creditor });
 */
export const withdrawAttached: WriteAction<WithdrawAttachedParameters, WithdrawAttachedResult> = defineWrite({
  call: (_client, { deal, to, asset = deal.asset }: WithdrawAttachedParameters) =>
    encodeCall({
      kind: 'paying agent',
      address: deal.payingAgent,
      abi: iPayingAgentAbi,
      functionName: 'withdrawAttached',
      args: [to, asset],
    }),
  result: ({ logs }, { deal }) => {
    const [withdrawn] = parseEventLogs({ abi: iPayingAgentAbi, eventName: 'AttachedWithdrawn', logs });
    return { amount: amountOf(deal, withdrawn?.args.amount ?? 0n) };
  },
});
