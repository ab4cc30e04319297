import type { Address, Hex } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iProceedsLedgerAbi } from '../../generated/abis.ts';
import { type DealAmount, type PurposeReference, dealUnits, purposeNumber } from './proceeds.ts';

export type RecordRepatriationParameters = {
  proceeds: Address;
  purpose: PurposeReference;
  amount: DealAmount;
  /** The bank's reference of the remittance: recorded once for a purpose. */
  bankReference: string;
  /** SAFE's. */
  safeReference: string;
  /** Hash of the document that says so. */
  evidence: Hex;
};

/**
 * Records that money drawn for a purpose came home. Only issuer or originator. Sent twice, it is recorded once
 * (`RecordedAlready`).
 *
 * @example
 * await recordRepatriation(originator, {
 *   ...{ proceeds, purpose: 'purchase price of the receivables', amount, evidence },
 *   ...{ bankReference: 'BOC 20260421-0017', safeReference: 'SAFE 440000-2026-0093' },
 * });
 */
export const recordRepatriation: WriteAction<RecordRepatriationParameters> = defineWrite({
  call: async (client, { proceeds, purpose, amount, bankReference, safeReference, evidence }) =>
    encodeCall({
      kind: 'proceeds ledger',
      address: proceeds,
      abi: iProceedsLedgerAbi,
      functionName: 'recordRepatriation',
      args: [
        await purposeNumber(client, { proceeds, purpose }),
        await dealUnits(client, { proceeds, amount }),
        bankReference,
        safeReference,
        evidence,
      ],
    }),
});
