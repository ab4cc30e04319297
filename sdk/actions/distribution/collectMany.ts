import { type Address, type TransactionReceipt, parseEventLogs, zeroAddress } from 'viem';
import { sendInBatches } from '../../chain/batches.ts';
import { type Call, encodeCall } from '../../chain/call.ts';
import type { ReadClient, WriteClient } from '../../chain/client.ts';
import { eventsOf } from '../../chain/events.ts';
import { requireKind } from '../../chain/kinds.ts';
import { type LongAction, longAction } from '../../chain/longAction.ts';
import { waitForPending } from '../../chain/pending.ts';
import { read, readMany } from '../../chain/read.ts';
import { requireChain } from '../../chain/write.ts';
import { errorFromRevert } from '../../errors/decode.ts';
import type { SluiceError } from '../../errors/SluiceError.ts';
import { iPayingAgentAbi, securityTokenAbi } from '../../generated/abis.ts';
import { type Amount, formatAmount } from '../../money/amount.ts';
import type { Deal } from '../deal/deal.ts';
import { amountOf, classOf } from '../deal/classOf.ts';
import { type Burned, type Collection, burnedIn, collectionsIn, ownLogs } from './collections.ts';

export type CollectManyParameters = {
  deal: Deal;
  class: string;
  /** For whom; everyone who ever held the class, unless told. */
  holders?: readonly Address[];
  /** At most so many holders in a transaction; fewer where gas asks for it. */
  chunk?: number;
  /** The block the class was created in, to read fewer events. */
  fromBlock?: bigint;
};

export type CollectManyStep = {
  text: string;
  collections: Collection[];
  /** Holders that were gone over, by this run, and all it found to do. */
  done: number;
  total: number;
  gasUsed: bigint;
};

/** Whom nobody can collect for now, and why: the money waits. */
export type CollectRefused = { holder: Address; error: SluiceError };

export type CollectManyResult = {
  collections: Collection[];
  burned: Burned[];
  refused: CollectRefused[];
  /** What was paid, after tax and attachment. */
  paid: Amount;
  gasUsed: bigint;
};

const AT_ONCE = 100;

/**
 * Collects for everyone who has something to collect in a class, in as many transactions as it takes. Anyone may; each is
 * paid to its own address. Who is frozen, or whom the asset refuses, holds up nobody else. Killed at any point and run
 * again, it does the rest: who is still to be paid is read from the chain.
 *
 * @throws {UnknownClass} if the deal has no such class
 * @throws {NoGasLeftInTransaction} if one holder alone does not fit a transaction
 * @example
 * const action = collectMany(anyone, { deal, class: 'A' });
 * for await (const step of action) console.log(step.text);
 * const { paid, refused } = await action;
 */
export function collectMany(
  client: WriteClient,
  { deal, class: name, holders, chunk = AT_ONCE, fromBlock }: CollectManyParameters,
): LongAction<CollectManyStep, CollectManyResult> {
  return longAction(async function* () {
    const { token, number } = classOf(deal, name);
    await requireChain(client);
    await requireKind(client, { address: deal.payingAgent, kind: 'paying agent' });
    await waitForPending(client);
    const known = holders ?? (await everHeld(client, { token, fromBlock }));
    const result: CollectManyResult = {
      ...{ collections: [], burned: [], refused: [] },
      ...{ paid: amountOf(deal, 0n), gasUsed: 0n },
    };
    const at = { deal, token, number: BigInt(number) };
    let waiting = await stillToCollect(client, { ...at, holders: known, withUnits: true });
    let total = waiting.length;
    let done = 0;
    // A call looks at 36 dates; who has more to collect comes again. Each round moves everyone who is not refused.
    while (waiting.length > 0) {
      const callOf = (batch: readonly Address[]) => manyCall(at, batch);
      for await (const { items, receipt } of sendInBatches(client, { items: waiting, chunk, callOf })) {
        const collections = take(deal, { result, receipt });
        done += items.length;
        const text = `${done} of ${total} holders, ${formatAmount(result.paid)} ${deal.currency} paid`;
        yield { text, collections, done, total, gasUsed: receipt.gasUsed };
      }
      const refused = new Set(result.refused.map(({ holder }) => holder.toLowerCase()));
      const others = waiting.filter((holder) => !refused.has(holder.toLowerCase()));
      waiting = await stillToCollect(client, { ...at, holders: others });
      total += waiting.length;
    }
    return result;
  });
}

function manyCall({ deal, number }: { deal: Deal; number: bigint }, holders: readonly Address[]): Call {
  return encodeCall({
    kind: 'paying agent',
    address: deal.payingAgent,
    abi: iPayingAgentAbi,
    functionName: 'collectMany',
    args: [holders, number],
  });
}

/** Books what a transaction did; returns its collections. */
function take(
  deal: Deal,
  { result, receipt }: { result: CollectManyResult; receipt: TransactionReceipt },
): Collection[] {
  const collections = collectionsIn(deal, receipt);
  result.collections.push(...collections);
  result.burned.push(...burnedIn(deal, receipt));
  const logs = ownLogs(deal, receipt.logs);
  for (const { args } of parseEventLogs({ abi: iPayingAgentAbi, eventName: 'CollectFailed', logs })) {
    const error = errorFromRevert({ data: args.reason, doing: `collecting for ${args.holder}` });
    result.refused.push({ holder: args.holder, error });
  }
  result.paid = amountOf(
    deal,
    collections.reduce((sum, { net }) => sum + net.units, result.paid.units),
  );
  result.gasUsed += receipt.gasUsed;
  return collections;
}

/** Those who have not collected every date; with `withUnits`, in a closed class, also those whose units are to burn. */
async function stillToCollect(
  client: ReadClient,
  asked: { deal: Deal; token: Address; number: bigint; holders: readonly Address[]; withUnits?: boolean },
): Promise<Address[]> {
  const { deal, token, number, holders, withUnits = false } = asked;
  if (holders.length === 0) return [];
  const at = { address: deal.payingAgent, abi: iPayingAgentAbi } as const;
  const listOfArgs = holders.map((holder) => [holder, number] as const);
  const [last, closed, upTo] = await Promise.all([
    read(client, { ...at, functionName: 'lastDate' }),
    read(client, { ...at, functionName: 'isClosed', args: [number] }),
    readMany(client, { ...at, functionName: 'collectedUpTo', listOfArgs }),
  ]);
  const units =
    closed && withUnits
      ? await readMany(client, {
          ...{ address: token, abi: securityTokenAbi, functionName: 'freeUnitsOf' },
          listOfArgs: holders.map((holder) => [holder] as const),
        })
      : [];
  return holders.filter((_, i) => (upTo[i] ?? 0) < last || (units[i] ?? 0n) > 0n);
}

/** Everyone a unit was ever minted or transferred to. */
async function everHeld(
  client: ReadClient,
  { token, fromBlock }: { token: Address; fromBlock: bigint | undefined },
): Promise<Address[]> {
  const transfers = await eventsOf(client, { address: token, abi: securityTokenAbi, eventName: 'Transfer', fromBlock });
  return [...new Set(transfers.map(({ args }) => args.to))].filter((holder) => holder !== zeroAddress);
}
