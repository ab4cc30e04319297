import { sendInBatches } from '../../chain/batches.ts';
import { type Call, encodeCall } from '../../chain/call.ts';
import type { WriteClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { type LongAction, longAction } from '../../chain/longAction.ts';
import { waitForPending } from '../../chain/pending.ts';
import { read } from '../../chain/read.ts';
import { requireChain } from '../../chain/write.ts';
import { isSluiceError } from '../../errors/contract.ts';
import { offeringStages } from '../../errors/words.ts';
import { iOfferingAbi } from '../../generated/abis.ts';
import type { Deal } from '../deal/deal.ts';
import { type OfferingStanding, getOffering } from './getOffering.ts';

export type CloseOfferingParameters = {
  deal: Deal;
  /** At most so many orders in a transaction; fewer where gas asks for it. */
  chunk?: number;
};

export type CloseOfferingStep = {
  /** What was done, in words. */
  text: string;
  kind: 'counted' | 'settled';
  /** Orders of this pass that were gone over, by this run, and all it found to do. */
  done: number;
  total: number;
  gasUsed: bigint;
};

export type CloseOfferingResult = {
  /** `settled`: the deal is open. `failed`: a minimum was missed, and everyone takes the whole money back. */
  stage: 'settled' | 'failed';
  /** How the offering stands now: what each class was ordered, counted and allotted. */
  offering: OfferingStanding;
  /** Transactions sent by this run; 0 if it was closed before. */
  transactions: number;
  gasUsed: bigint;
};

/** Orders in a transaction, unless told: 100 allotments are two thirds of what one may use. */
const AT_ONCE = 100;

/**
 * Closes an offering: counts all orders, then allots and mints, in as many transactions as it takes; with the last one the
 * deal opens and its proceeds go to their ledger, or the offering fails. Anyone may, once it has closed. Killed at any
 * point and run again, it does the rest: how far it is is read from the chain. Others may help at the same time.
 *
 * @throws {ContractRefused} `OfferingNotClosed`, `SettlementOverdue`, `FilingNotEffective`
 * @throws {NoGasLeftInTransaction} if one order alone does not fit a transaction
 * @example
 * const action = closeOffering(anyone, { deal });
 * for await (const step of action) console.log(step.text);
 * const { stage, offering } = await action;
 */
export function closeOffering(
  client: WriteClient,
  { deal, chunk = AT_ONCE }: CloseOfferingParameters,
): LongAction<CloseOfferingStep, CloseOfferingResult> {
  return longAction(async function* () {
    await requireChain(client);
    await requireKind(client, { address: deal.offering, kind: 'offering' });
    await waitForPending(client);
    let transactions = 0;
    let gasUsed = 0n;
    for (;;) {
      const { stage, left } = await progressOf(client, deal);
      if (stage === 'settled' || stage === 'failed') {
        return { stage, offering: await getOffering(client, { deal }), transactions, gasUsed };
      }
      for await (const step of runPass(client, { deal, chunk, left, settling: stage === 'settling' })) {
        transactions += 1;
        gasUsed += step.gasUsed;
        yield step;
      }
    }
  });
}

type Pass = { deal: Deal; chunk: number; left: number; settling: boolean };

/** One of the two passes, up to its end as far as it was to be seen when it began. */
async function* runPass(
  client: WriteClient,
  { deal, chunk, left, settling }: Pass,
): AsyncGenerator<CloseOfferingStep, void, undefined> {
  const kind = settling ? 'settled' : 'counted';
  // An offering without orders is closed by one call too.
  const items = Array.from({ length: Math.max(left, 1) }, (_, i) => i);
  const callOf = (batch: readonly number[]) => passCall(deal, { settling, count: batch.length });
  let done = 0;
  try {
    for await (const batch of sendInBatches(client, { items, chunk, callOf })) {
      done = Math.min(done + batch.items.length, left);
      yield { text: `${done} of ${left} orders ${kind}`, kind, done, total: left, gasUsed: batch.receipt.gasUsed };
    }
  } catch (error) {
    // Somebody else has brought this pass to its end in the meantime.
    if (!isSluiceError(error, 'WrongStage')) throw error;
  }
}

function passCall(deal: Deal, { settling, count }: { settling: boolean; count: number }): Call {
  return encodeCall({
    kind: 'offering',
    address: deal.offering,
    abi: iOfferingAbi,
    functionName: settling ? 'settleOrders' : 'countOrders',
    args: [BigInt(count)],
  });
}

async function progressOf(client: WriteClient, { offering }: Deal) {
  const at = { address: offering, abi: iOfferingAbi } as const;
  const [stage, left] = await Promise.all([
    read(client, { ...at, functionName: 'stage' }),
    read(client, { ...at, functionName: 'ordersLeft' }),
  ]);
  return { stage: offeringStages[stage] ?? 'failed', left: Number(left) };
}
