import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { recordDatesAbi } from '../../generated/abis.ts';

export type RemoveFromRecordDatesParameters = { recordDates: Address; token: Address };

/**
 * Has a list of record dates tell a token no longer, and frees its place. Only the owner of the list, and only of a token
 * that has no units and whose mint is closed, or that follows another list or none.
 *
 * @example
 * await removeFromRecordDates(owner, { recordDates, token });
 */
export const removeFromRecordDates: WriteAction<RemoveFromRecordDatesParameters> = defineWrite({
  call: (_client, { recordDates, token }: RemoveFromRecordDatesParameters) =>
    encodeCall({
      kind: 'list of record dates',
      address: recordDates,
      abi: recordDatesAbi,
      functionName: 'removeToken',
      args: [token],
    }),
});
