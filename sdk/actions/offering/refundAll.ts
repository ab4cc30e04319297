import { type Address, type TransactionReceipt, encodeFunctionData } from 'viem';
import { sendInBatches } from '../../chain/batches.ts';
import { type Call, encodeCall } from '../../chain/call.ts';
import type { ReadClient, WriteClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { type LongAction, longAction } from '../../chain/longAction.ts';
import { waitForPending } from '../../chain/pending.ts';
import { read, readMany } from '../../chain/read.ts';
import { requireChain } from '../../chain/write.ts';
import { ContractRefused } from '../../errors/contract.ts';
import { ContractReverted } from '../../errors/network.ts';
import type { SluiceError } from '../../errors/SluiceError.ts';
import { iOfferingAbi, offeringAbi } from '../../generated/abis.ts';
import { type Amount, formatAmount } from '../../money/amount.ts';
import type { Deal } from '../deal/deal.ts';
import { amountOf, classesOf } from '../deal/classOf.ts';

export type RefundAllParameters = {
  deal: Deal;
  /** At most so many refunds in a transaction; fewer where gas asks for it. */
  chunk?: number;
};

/** A refund to one investor for one class. */
export type Refund = { investor: Address; class: string; amount: Amount };

export type RefundAllStep = { text: string; refunds: Refund[]; done: number; total: number; gasUsed: bigint };

export type RefundAllResult = {
  refunded: Refund[];
  /** Who can't be paid now, and why: the money waits. */
  refused: (Refund & { error: SluiceError })[];
  paid: Amount;
  gasUsed: bigint;
};

const AT_ONCE = 100;
const PAGE = 500n;

/**
 * Pays back what is owed to everyone, in as many transactions as it takes. Anyone may; each goes to its investor. Whom
 * the asset refuses holds up nobody else. Run again, it does the rest.
 *
 * @example
 * const { paid, refused } = await refundAll(anyone, { deal });
 */
export function refundAll(
  client: WriteClient,
  { deal, chunk = AT_ONCE }: RefundAllParameters,
): LongAction<RefundAllStep, RefundAllResult> {
  return longAction(async function* () {
    await requireChain(client);
    await requireKind(client, { address: deal.offering, kind: 'offering' });
    await waitForPending(client);
    const owed = await refundsOwed(client, deal);
    const result: RefundAllResult = { refunded: [], refused: [], paid: amountOf(deal, 0n), gasUsed: 0n };
    for await (const outcome of refundEach(client, { deal, chunk, owed })) {
      if ('error' in outcome) {
        // Whoever was refunded by somebody else in the meantime is not refused.
        if (outcome.error.name !== 'NothingToRefund') result.refused.push({ ...outcome.refund, error: outcome.error });
        continue;
      }
      result.refunded.push(...outcome.refunds);
      result.gasUsed += outcome.receipt.gasUsed;
      const units = outcome.refunds.reduce((sum, { amount }) => sum + amount.units, result.paid.units);
      result.paid = amountOf(deal, units);
      yield {
        text: `${result.refunded.length} of ${owed.length} refunds, ${formatAmount(result.paid)} ${deal.currency}`,
        refunds: outcome.refunds,
        done: result.refunded.length,
        total: owed.length,
        gasUsed: outcome.receipt.gasUsed,
      };
    }
    return result;
  });
}

/** What is owed to whom, as it is on chain now: nothing before the offering is settled or has failed. */
async function refundsOwed(client: ReadClient, deal: Deal): Promise<Refund[]> {
  const at = { address: deal.offering, abi: iOfferingAbi } as const;
  const owed: Refund[] = [];
  for (const { name, number } of classesOf(deal)) {
    const investors = await subscribersOf(client, { deal, number: BigInt(number) });
    const listOfArgs = investors.map((investor) => [investor, BigInt(number)] as const);
    const amounts = await readMany(client, { ...at, functionName: 'refundOf', listOfArgs });
    investors.forEach((investor, i) => {
      const units = amounts[i] ?? 0n;
      if (units > 0n) owed.push({ investor, class: name, amount: amountOf(deal, units) });
    });
  }
  return owed;
}

async function subscribersOf(client: ReadClient, { deal, number }: { deal: Deal; number: bigint }): Promise<Address[]> {
  const at = { address: deal.offering, abi: iOfferingAbi } as const;
  const all: Address[] = [];
  for (let first = 0n; ; first += PAGE) {
    const page = await read(client, { ...at, functionName: 'subscribersOf', args: [number, first, PAGE] });
    // Zero stands where an order was taken back.
    all.push(...page.filter((investor) => BigInt(investor) !== 0n));
    if (BigInt(page.length) < PAGE) return all;
  }
}

type Outcome = { refunds: Refund[]; receipt: TransactionReceipt } | { refund: Refund; error: SluiceError };

/** Together as far as it goes; where a contract refuses, in halves, until who can't be paid stands alone. */
async function* refundEach(
  client: WriteClient,
  { deal, chunk, owed }: { deal: Deal; chunk: number; owed: readonly Refund[] },
): AsyncGenerator<Outcome, void, undefined> {
  let done = 0;
  try {
    const callOf = (refunds: readonly Refund[]) => refundsCall(deal, refunds);
    for await (const { items, receipt } of sendInBatches(client, { items: owed, chunk, callOf })) {
      done += items.length;
      yield { refunds: items, receipt };
    }
  } catch (error) {
    if (!(error instanceof ContractRefused || error instanceof ContractReverted)) throw error;
    const rest = owed.slice(done);
    const [only] = rest;
    if (only !== undefined && rest.length === 1) {
      yield { refund: only, error };
      return;
    }
    const half = Math.ceil(rest.length / 2);
    yield* refundEach(client, { deal, chunk, owed: rest.slice(0, half) });
    yield* refundEach(client, { deal, chunk, owed: rest.slice(half) });
  }
}

function refundsCall(deal: Deal, refunds: readonly Refund[]): Call {
  const calls = refunds.map(({ investor, class: name }) =>
    encodeFunctionData({
      abi: iOfferingAbi,
      functionName: 'refund',
      args: [investor, BigInt(deal.classes[name]?.number ?? 0)],
    }),
  );
  return encodeCall({
    kind: 'offering',
    address: deal.offering,
    abi: offeringAbi,
    functionName: 'multicall',
    args: [calls],
  });
}
