import { type Address, parseEventLogs } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iDisclosuresAbi } from '../../generated/abis.ts';
import { type Matter, matters } from './matters.ts';

export type RaiseDisclosureParameters = {
  disclosures: Address;
  deal: Address;
  /** People raise these two; all others are raised by the deal's own contracts. */
  matter: Extract<Matter, 'periodic report' | 'other'>;
  /** Period, class or other number that the matter is about; 0 unless given. */
  subject?: bigint;
};

/** Without `duty` such a matter was open already: nothing was raised. */
export type RaiseDisclosureResult = { duty: number | undefined; due: number | undefined };

/**
 * Raises a duty to disclose, due after the days of the deal's terms. Issuer, servicer, trustee or filing agent.
 *
 * @example
 * const { duty, due } = await raiseDisclosure(servicer, { disclosures, deal, matter: 'periodic report', subject: 2026n });
 */
export const raiseDisclosure: WriteAction<RaiseDisclosureParameters, RaiseDisclosureResult> = defineWrite({
  call: (_client, { disclosures, deal, matter, subject = 0n }: RaiseDisclosureParameters) =>
    encodeCall({
      kind: 'register of disclosures',
      address: disclosures,
      abi: iDisclosuresAbi,
      functionName: 'raise',
      args: [deal, matters.indexOf(matter), subject],
    }),
  result: ({ logs }) => {
    const [raised] = parseEventLogs({ abi: iDisclosuresAbi, eventName: 'DisclosureRaised', logs });
    return { duty: raised === undefined ? undefined : Number(raised.args.duty), due: raised?.args.due };
  },
});
