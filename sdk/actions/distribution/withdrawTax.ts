import { type Address, parseEventLogs } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iPayingAgentAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';
import type { Deal } from '../deal/deal.ts';
import { amountOf } from '../deal/classOf.ts';

export type WithdrawTaxParameters = {
  deal: Deal;
  /** The settlement asset it was withheld in; the deal's, unless told. */
  asset?: Address;
};

export type WithdrawTaxResult = { amount: Amount };

/**
 * Sends what was withheld from interest to the deal's tax account. Anyone may.
 *
 * @throws {ContractRefused} `NothingToWithdraw`, `NoTaxAccount`
 * @example
 * const { amount } = await withdrawTax(anyone, { deal });
 */
export const withdrawTax: WriteAction<WithdrawTaxParameters, WithdrawTaxResult> = defineWrite({
  call: (_client, { deal, asset = deal.asset }: WithdrawTaxParameters) =>
    encodeCall({
      kind: 'paying agent',
      address: deal.payingAgent,
      abi: iPayingAgentAbi,
      functionName: 'withdrawTax',
      args: [asset],
    }),
  result: ({ logs }, { deal }) => {
    const [withdrawn] = parseEventLogs({ abi: iPayingAgentAbi, eventName: 'TaxWithdrawn', logs });
    return { amount: amountOf(deal, withdrawn?.args.amount ?? 0n) };
  },
});
