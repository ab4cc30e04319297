import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { recordDatesAbi } from '../../generated/abis.ts';

export type AddToRecordDatesParameters = { recordDates: Address; token: Address };

/**
 * Has a list of record dates tell a token of new dates: the first half of giving a token record dates, before its first
 * mint; the second is setRecordDates. Only the owner of the list.
 *
 * @example
 * await addToRecordDates(owner, { recordDates, token });
 * await setRecordDates(owner, { recordDates, token });
 */
export const addToRecordDates: WriteAction<AddToRecordDatesParameters> = defineWrite({
  call: (_client, { recordDates, token }: AddToRecordDatesParameters) =>
    encodeCall({
      kind: 'list of record dates',
      address: recordDates,
      abi: recordDatesAbi,
      functionName: 'addToken',
      args: [token],
    }),
});
