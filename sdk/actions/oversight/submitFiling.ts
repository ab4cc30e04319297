import { type Address, type Hex, parseEventLogs, zeroHash } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iFilingRegistryAbi } from '../../generated/abis.ts';
import { type SignedFiling, encodeFiling } from './filing.ts';

export type SubmitFilingParameters = { filings: Address; filing: SignedFiling };

/** The filing's number, by which everything else names it. */
export type SubmitFilingResult = { filing: Hex };

/**
 * Records a filing that its filer signed. Only the filing agent it names.
 *
 * @example
 * const { filing } = await submitFiling(counsel, { filings, filing: await signFiling(originator, { filings, filing }) });
 */
export const submitFiling: WriteAction<SubmitFilingParameters, SubmitFilingResult> = defineWrite({
  call: (_client, { filings, filing: { filing, signature } }: SubmitFilingParameters) =>
    encodeCall({
      kind: 'filing registry',
      address: filings,
      abi: iFilingRegistryAbi,
      functionName: 'submit',
      args: [encodeFiling(filing), signature],
    }),
  result: ({ logs }) => {
    // The registry always says so, or the transaction would have reverted.
    const [submitted] = parseEventLogs({ abi: iFilingRegistryAbi, eventName: 'FilingSubmitted', logs });
    return { filing: submitted?.args.filing ?? zeroHash };
  },
});
