import type { Address, Hex } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { type FilingStatus, filingStatuses } from '../../errors/oversightWords.ts';
import { iFilingRegistryAbi } from '../../generated/abis.ts';

/** What can become of a filing that was submitted. */
export type FilingOutcome = Exclude<FilingStatus, 'unknown'>;

export type RecordFilingStatusParameters = {
  filings: Address;
  /** Its number. */
  filing: Hex;
  outcome: FilingOutcome;
  /** The published number: only on the way from submitted to filed. */
  number?: string;
  /** Hash of the document that says so. */
  evidence: Hex;
};

/**
 * Records what became of a filing, in one transaction that can be prepared for a multisig. Only the filing's agent.
 *
 * @example
 * await recordFilingStatus(counsel, { filings, filing, outcome: 'suspended', evidence: keccak256(notice) });
 */
export const recordFilingStatus: WriteAction<RecordFilingStatusParameters> = defineWrite({
  call: (_client, { filings, filing, outcome, number = '', evidence }: RecordFilingStatusParameters) =>
    encodeCall({
      kind: 'filing registry',
      address: filings,
      abi: iFilingRegistryAbi,
      functionName: 'record',
      args: [filing, filingStatuses.indexOf(outcome), number, evidence],
    }),
});
