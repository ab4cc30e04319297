import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iPayingAgentAbi } from '../../generated/abis.ts';
import type { Deal } from '../deal/deal.ts';
import { classOf } from '../deal/classOf.ts';
import type { CollectResult } from './collect.ts';
import { burnedIn, collectionsIn } from './collections.ts';

export type CollectForParameters = { deal: Deal; class: string; holder: Address };

/**
 * Collects for somebody else. Anyone may: the money goes to the holder, to its payout address, or, if the wallet was lost,
 * to the one that stands for it.
 *
 * @throws {UnknownClass} if the deal has no such class
 * @throws {ContractRefused} `NothingToCollect`, `HolderFrozen`
 * @example
 * const { collections } = await collectFor(anyone, { deal, class: 'A', holder });
 */
export const collectFor: WriteAction<CollectForParameters, CollectResult> = defineWrite({
  call: (_client, { deal, class: name, holder }: CollectForParameters) =>
    encodeCall({
      kind: 'paying agent',
      address: deal.payingAgent,
      abi: iPayingAgentAbi,
      functionName: 'collectFor',
      args: [holder, BigInt(classOf(deal, name).number)],
    }),
  result: (receipt, { deal }) => ({
    collections: collectionsIn(deal, receipt),
    burned: burnedIn(deal, receipt),
  }),
});
