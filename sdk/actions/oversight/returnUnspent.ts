import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iProceedsLedgerAbi } from '../../generated/abis.ts';
import { type DealAmount, dealUnits } from './proceeds.ts';

export type ReturnUnspentParameters = { proceeds: Address; amount: DealAmount };

/**
 * Sends what no purpose needs to the pool, as cash for the next payment date. Only the issuer; it can't be undone.
 *
 * @example
 * const { left } = await getProceeds(issuer, { proceeds });
 * await returnUnspent(issuer, { proceeds, amount: left });
 */
export const returnUnspent: WriteAction<ReturnUnspentParameters> = defineWrite({
  call: async (client, { proceeds, amount }: ReturnUnspentParameters) =>
    encodeCall({
      kind: 'proceeds ledger',
      address: proceeds,
      abi: iProceedsLedgerAbi,
      functionName: 'returnUnspent',
      args: [await dealUnits(client, { proceeds, amount })],
    }),
});
