import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { waterfallAbi } from '../../generated/abis.ts';

export type WaiveTriggerParameters = {
  waterfall: Address;
  /** Number of the payment date, not yet run. */
  date: number;
  /** Which of the deal's waivable triggers, in file order, from 0. */
  trigger: number;
};

/**
 * Waives a trigger on one payment date: the steps of that date see it as not hit. Only the trustee.
 *
 * @example
 * await waiveTrigger(trustee, { waterfall, date: 9, trigger: 0 });
 */
export const waiveTrigger: WriteAction<WaiveTriggerParameters> = defineWrite({
  call: (_client, { waterfall, date, trigger }: WaiveTriggerParameters) =>
    encodeCall({
      kind: 'waterfall',
      address: waterfall,
      abi: waterfallAbi,
      functionName: 'waive',
      args: [date, trigger],
    }),
});
