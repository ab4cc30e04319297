import type { Address, Hex } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iProceedsLedgerAbi } from '../../generated/abis.ts';
import { type DealAmount, type PurposeReference, dealUnits, purposeNumber } from './proceeds.ts';

export type DrawProceedsParameters = {
  proceeds: Address;
  purpose: PurposeReference;
  amount: DealAmount;
  /** Hash of the document that it is drawn upon: good for one draw of a purpose. */
  evidence: Hex;
};

/**
 * Pays a purpose of the proceeds to its payee, within what was filed. Only the issuer. Sent twice, it pays once: the
 * evidence is used up (`RecordedAlready`).
 *
 * @throws {PurposeUnknown}
 * @example
 * await drawProceeds(issuer, { proceeds, purpose: 'costs of the issue', amount: 1_500_000_000000n, evidence });
 */
export const drawProceeds: WriteAction<DrawProceedsParameters> = defineWrite({
  call: async (client, { proceeds, purpose, amount, evidence }: DrawProceedsParameters) =>
    encodeCall({
      kind: 'proceeds ledger',
      address: proceeds,
      abi: iProceedsLedgerAbi,
      functionName: 'draw',
      args: [
        await purposeNumber(client, { proceeds, purpose }),
        await dealUnits(client, { proceeds, amount }),
        evidence,
      ],
    }),
});
