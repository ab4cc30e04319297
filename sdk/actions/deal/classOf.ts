import type { Address } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { type TokenAmount, unitOf } from '../../chain/words.ts';
import { UnknownClass } from '../../errors/deal.ts';
import { type Amount, unitsIn } from '../../money/amount.ts';
import type { Deal, DealClassAt } from './deal.ts';

/**
 * The class of a deal by its name.
 *
 * @throws {UnknownClass} with the names there are
 */
export function classOf(deal: Pick<Deal, 'classes'>, name: string): DealClassAt {
  const found = Object.hasOwn(deal.classes, name) ? deal.classes[name] : undefined;
  if (found === undefined) throw new UnknownClass(name, Object.keys(deal.classes));
  return found;
}

/** The classes of a deal with their names, in order of seniority. */
export function classesOf(deal: Deal): (DealClassAt & { name: string })[] {
  return Object.entries(deal.classes)
    .map(([name, at]) => ({ name, ...at }))
    .sort((a, b) => a.number - b.number);
}

/**
 * Units of a class: base units, or a typed amount in the deal's currency or in the token itself, of which a unit of face
 * is one each.
 */
export async function unitsOfClass(
  client: ReadClient,
  { deal, token, amount }: { deal: Deal; token: Address; amount: TokenAmount },
): Promise<bigint> {
  if (typeof amount === 'bigint') return amount;
  if (amount.symbol === deal.currency) return unitsIn(amount, moneyOf(deal));
  return unitsIn(amount, await unitOf(client, token));
}

/** What a deal counts its money in. */
export function moneyOf({ decimals, currency }: Deal): { decimals: number; symbol: string } {
  return { decimals, symbol: currency };
}

/** An amount of the deal's money. */
export function amountOf(deal: Deal, units: bigint): Amount {
  return { ...moneyOf(deal), units };
}
