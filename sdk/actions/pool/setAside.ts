import type { Address, Hex } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iReceivablesPoolAbi } from '../../generated/abis.ts';

export type SetAsideParameters = {
  pool: Address;
  assetKey: Hex;
  /** Why it need not be repurchased: it stands in the event, for everybody. */
  reason: string;
};

/**
 * Sets an obligation aside: the receivable that was proven bad need not be repurchased. Only the trustee; for good.
 *
 * @example
 * await setAside(trustee, { pool, assetKey, reason: 'Assignment registered again on 4 June.' });
 */
export const setAside: WriteAction<SetAsideParameters> = defineWrite({
  call: (_client, { pool, assetKey, reason }: SetAsideParameters) =>
    encodeCall({
      kind: 'pool',
      address: pool,
      abi: iReceivablesPoolAbi,
      functionName: 'setAside',
      args: [assetKey, reason],
    }),
});
