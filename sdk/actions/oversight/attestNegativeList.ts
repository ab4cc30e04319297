import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iFilingRegistryAbi } from '../../generated/abis.ts';
import type { SignedNegativeList } from './signNegativeList.ts';

export type AttestNegativeListParameters = { filings: Address; signed: SignedNegativeList };

/**
 * Submits what filer or filing agent signed of the negative lists. Anyone may.
 *
 * @example
 * await attestNegativeList(anyone, { filings, signed: await signNegativeList(counsel, { filings, filing, … }) });
 */
export const attestNegativeList: WriteAction<AttestNegativeListParameters> = defineWrite({
  call: (_client, { filings, signed: { attestation, signer, signature } }: AttestNegativeListParameters) =>
    encodeCall({
      kind: 'filing registry',
      address: filings,
      abi: iFilingRegistryAbi,
      functionName: 'attestNegativeList',
      args: [attestation, signer, signature],
    }),
});
