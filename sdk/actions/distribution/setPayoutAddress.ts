import { type Address, parseEventLogs } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iPayingAgentAbi } from '../../generated/abis.ts';
import type { Deal } from '../deal/deal.ts';

export type SetPayoutAddressParameters = {
  deal: Deal;
  /** Another wallet of the client's identity; its own address to end it. */
  payout: Address;
};

/** The moment from which it counts, in seconds. */
export type SetPayoutAddressResult = { from: number };

/**
 * Names where the client's account is paid, after the deal's delay. The wallet must be of the same identity, now and when
 * it is paid; else the account itself is paid.
 *
 * @throws {ContractRefused} `PayoutNotTheSameIdentity`
 * @example
 * const { from } = await setPayoutAddress(fund, { deal, payout: custodyWallet });
 */
export const setPayoutAddress: WriteAction<SetPayoutAddressParameters, SetPayoutAddressResult> = defineWrite({
  call: (_client, { deal, payout }: SetPayoutAddressParameters) =>
    encodeCall({
      kind: 'paying agent',
      address: deal.payingAgent,
      abi: iPayingAgentAbi,
      functionName: 'setPayoutAddress',
      args: [payout],
    }),
  result: ({ logs }) => {
    const [set] = parseEventLogs({ abi: iPayingAgentAbi, eventName: 'PayoutAddressSet', logs });
    return { from: set?.args.from ?? 0 };
  },
});
