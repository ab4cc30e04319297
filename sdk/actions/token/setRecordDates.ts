import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type SetRecordDatesParameters = { token: Address; recordDates: Address };

/**
 * Makes a token take its record dates from a list, which must tell it already (addToRecordDates). Once, before the first
 * mint. Only the token's owner.
 *
 * @example
 * await setRecordDates(owner, { token, recordDates });
 */
export const setRecordDates: WriteAction<SetRecordDatesParameters> = defineWrite({
  call: (_client, { token, recordDates }: SetRecordDatesParameters) =>
    encodeCall({
      kind: 'token',
      address: token,
      abi: securityTokenAbi,
      functionName: 'setRecordDates',
      args: [recordDates],
    }),
});
