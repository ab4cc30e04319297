import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iPayingAgentAbi } from '../../generated/abis.ts';
import type { Deal } from '../deal/deal.ts';
import { classOf } from '../deal/classOf.ts';
import { type Burned, type Collection, burnedIn, collectionsIn } from './collections.ts';

export type CollectParameters = {
  deal: Deal;
  /** The class, by its name. */
  class: string;
};

export type CollectResult = {
  /** One for each settlement asset in which something was paid. */
  collections: Collection[];
  /** The class is closed: these units are gone. */
  burned: Burned[];
};

/**
 * Collects what the client's account is owed in a class: of each settlement asset at most 36 payment dates at once. Shares
 * are rounded down to the unit, date by date.
 *
 * @throws {UnknownClass} if the deal has no such class
 * @throws {ContractRefused} `NothingToCollect`, `HolderFrozen`
 * @example
 * const { collections } = await collect(fund, { deal, class: 'A' });
 */
export const collect: WriteAction<CollectParameters, CollectResult> = defineWrite({
  call: (_client, { deal, class: name }: CollectParameters) =>
    encodeCall({
      kind: 'paying agent',
      address: deal.payingAgent,
      abi: iPayingAgentAbi,
      functionName: 'collect',
      args: [BigInt(classOf(deal, name).number)],
    }),
  result: (receipt, { deal }) => ({
    collections: collectionsIn(deal, receipt),
    burned: burnedIn(deal, receipt),
  }),
});
