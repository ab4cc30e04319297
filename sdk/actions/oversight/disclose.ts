import type { Address, Hex } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iDisclosuresAbi } from '../../generated/abis.ts';

export type DiscloseParameters = {
  disclosures: Address;
  deal: Address;
  /** Its number within the deal, from 0. */
  duty: number;
  documentHash: Hex;
  /** Where the document is. */
  uri: string;
};

/**
 * Records that a disclosure was made. Issuer, servicer, trustee or filing agent; once for a duty.
 *
 * @example
 * const [late] = (await getDisclosures(issuer, { disclosures, deal })).filter(({ overdue }) => overdue);
 * if (late) await disclose(issuer, { disclosures, deal, duty: late.duty, documentHash: keccak256(notice), uri });
 */
export const disclose: WriteAction<DiscloseParameters> = defineWrite({
  call: (_client, { disclosures, deal, duty, documentHash, uri }: DiscloseParameters) =>
    encodeCall({
      kind: 'register of disclosures',
      address: disclosures,
      abi: iDisclosuresAbi,
      functionName: 'submit',
      args: [deal, BigInt(duty), documentHash, uri],
    }),
});
