import { type Address, parseEventLogs } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { waterfallAbi } from '../../generated/abis.ts';

export type WithdrawOwedParameters = { waterfall: Address; payee: Address };

/** In units of the deal's money. */
export type WithdrawOwedResult = { amount: bigint };

/**
 * Sends the payee of a fee, or the seller of receivables, what it is owed. Anyone may ask; it goes to the payee.
 *
 * @example
 * const { amount } = await withdrawOwed(anyone, { waterfall, payee: trustee });
 */
export const withdrawOwed: WriteAction<WithdrawOwedParameters, WithdrawOwedResult> = defineWrite({
  call: (_client, { waterfall, payee }: WithdrawOwedParameters) =>
    encodeCall({ kind: 'waterfall', address: waterfall, abi: waterfallAbi, functionName: 'withdraw', args: [payee] }),
  result: ({ logs }) => {
    const [withdrawn] = parseEventLogs({ abi: waterfallAbi, eventName: 'Withdrawn', logs });
    return { amount: withdrawn?.args.amount ?? 0n };
  },
});
