import type { Address, Hex } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { requireChain } from '../../chain/write.ts';
import { offeringStages } from '../../errors/words.ts';
import { iOfferingAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';
import type { Deal } from '../deal/deal.ts';
import { amountOf, classesOf } from '../deal/classOf.ts';

export type GetOfferingParameters = {
  deal: Deal;
  /** Whose orders are wanted too. */
  investor?: Address;
};

/** Subscribing, counting and settling follow each other; then it is settled, or it has failed. */
export type OfferingStage = (typeof offeringStages)[number];

/** Face, as base units of the class are: in the deal's currency. */
export type OfferedClass = {
  /** It is not sold: all else is what the retainer gets. */
  retained: boolean;
  face: Amount;
  /** For one unit, in 1e-9: 1e9 is par. */
  price: bigint;
  minimum: Amount;
  denomination: Amount;
  lot: Amount;
  /** Entries in its queue, those included that were taken back. */
  orders: number;
  ordered: Amount;
  /** Of those whose investors were eligible when they were counted. */
  counted: Amount;
  allotted: Amount;
};

/** One investor's order for one class. */
export type Subscription = {
  ordered: Amount;
  /** What it cost, in escrow until the offering is settled. */
  paid: Amount;
  counted: Amount;
  allotted: Amount;
  /** Whether the second pass has been here. */
  settled: boolean;
  /** What `refund` would pay now. */
  refundable: Amount;
  refunded: boolean;
};

export type OfferingStanding = {
  stage: OfferingStage;
  /** First moment of subscription, first moment after it, and the one from which it can be failed; in seconds. */
  opens: number;
  closes: number;
  settleBy: number;
  allotment: 'pro rata' | 'first come';
  /** Hash of the text of the exemption relied on, the most investors it allows (0: any number), and how many there are. */
  exemption: { hash: Hex; limit: number; offerees: number };
  /** Cash in escrow, refunds included that nobody took yet. */
  inEscrow: Amount;
  /** Entries that the pass at hand, or the first, still has to go over. */
  ordersLeft: number;
  classes: Record<string, OfferedClass>;
  /** By class; with `investor` only, and only where it has an order. */
  subscriptions: Record<string, Subscription>;
};

/**
 * How an offering stands, in all and for one investor.
 *
 * @example
 * const { stage, classes } = await getOffering(client, { deal });
 * const { subscriptions } = await getOffering(client, { deal, investor: fund.account.address });
 */
export async function getOffering(
  client: ReadClient,
  { deal, investor }: GetOfferingParameters,
): Promise<OfferingStanding> {
  await requireChain(client);
  await requireKind(client, { address: deal.offering, kind: 'offering' });
  const at = { address: deal.offering, abi: iOfferingAbi } as const;
  const [stage, table, booked, ordersLeft, offerees] = await Promise.all([
    read(client, { ...at, functionName: 'stage' }),
    read(client, { ...at, functionName: 'table' }),
    read(client, { ...at, functionName: 'booked' }),
    read(client, { ...at, functionName: 'ordersLeft' }),
    read(client, { ...at, functionName: 'offerees' }),
  ]);
  const names = classesOf(deal);
  const classes = await Promise.all(
    names.map(async ({ name, number }): Promise<[string, OfferedClass]> => {
      const [orders, ...sums] = await read(client, { ...at, functionName: 'totalsOf', args: [BigInt(number)] });
      const terms = table.classes[number];
      if (terms === undefined) throw new RangeError(`class ${name} of the deal is not in its offering`);
      const [ordered, counted, allotted] = sums.map((units) => amountOf(deal, units)) as [Amount, Amount, Amount];
      const { face, minimum, denomination, lot } = terms;
      const told = { orders: Number(orders), ordered, counted, allotted };
      return [name, { ...termsTold(deal, { face, minimum, denomination, lot }), ...told, ...priceTold(terms.price) }];
    }),
  );
  const orders = investor === undefined ? [] : await subscriptionsOf(client, { deal, investor });
  const { opens, closes, settleBy, firstCome, offerees: limit, exemption: hash } = table.terms;
  return {
    ...{ opens, closes, settleBy },
    stage: offeringStages[stage] ?? 'failed',
    allotment: firstCome ? 'first come' : 'pro rata',
    exemption: { hash, limit, offerees: Number(offerees) },
    inEscrow: amountOf(deal, booked),
    ordersLeft: Number(ordersLeft),
    classes: Object.fromEntries(classes),
    subscriptions: Object.fromEntries(orders),
  };
}

function priceTold(price: bigint) {
  return { price, retained: price === 0n };
}

function termsTold<Name extends string>(deal: Deal, terms: Record<Name, bigint>): Record<Name, Amount> {
  const told = Object.entries<bigint>(terms).map(([name, units]) => [name, amountOf(deal, units)]);
  return Object.fromEntries(told) as Record<Name, Amount>;
}

async function subscriptionsOf(
  client: ReadClient,
  { deal, investor }: { deal: Deal; investor: Address },
): Promise<[string, Subscription][]> {
  const at = { address: deal.offering, abi: iOfferingAbi } as const;
  const all = classesOf(deal).map(async ({ name, number }): Promise<[string, Subscription]> => {
    const args = [investor, BigInt(number)] as const;
    const [{ units, counted, allotted, settled, refunded }, refundable] = await Promise.all([
      read(client, { ...at, functionName: 'subscriptionOf', args }),
      read(client, { ...at, functionName: 'refundOf', args }),
    ]);
    const paid = await read(client, { ...at, functionName: 'priceOf', args: [BigInt(number), units] });
    const amounts = termsTold(deal, { ordered: units, paid, counted, allotted, refundable });
    return [name, { ...amounts, settled, refunded }];
  });
  return (await Promise.all(all)).filter(([, { ordered }]) => ordered.units > 0n);
}
