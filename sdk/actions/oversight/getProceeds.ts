import type { Address } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { read } from '../../chain/read.ts';
import { requireChain } from '../../chain/write.ts';
import { iProceedsLedgerAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';
import { dealUnit, tableOf } from './proceeds.ts';

export type GetProceedsParameters = { proceeds: Address };

/** One purpose, and what was spent for it. */
export type PurposeSpent = {
  name: string;
  /** Zero for the deal's own accounts. */
  payee: Address;
  cap: Amount;
  /** Paid to the payee. */
  cash: Amount;
  /** Given in units of the retained classes. */
  inKind: Amount;
  /** Of the cash, what came home. */
  repatriated: Amount;
  /** What may still be drawn for it, if the proceeds have it. */
  room: Amount;
};

/** In the deal's money. `cashIn` = `spent` + `returned` + `left`, exactly. */
export type Proceeds = {
  deal: Address;
  /** The settlement asset they are in. */
  asset: Address;
  cashIn: Amount;
  spent: Amount;
  /** To the holders, through the pool. */
  returned: Amount;
  left: Amount;
  purposes: PurposeSpent[];
};

/**
 * The proceeds of an offering: what came in, what it was spent for, what is left.
 *
 * @example
 * const { left, purposes } = await getProceeds(client, { proceeds });
 */
export async function getProceeds(client: ReadClient, { proceeds }: GetProceedsParameters): Promise<Proceeds> {
  await requireChain(client);
  const table = await tableOf(client, proceeds);
  const at = { address: proceeds, abi: iProceedsLedgerAbi } as const;
  const [unit, deal, [cashIn, spent, returned, left], spentOn] = await Promise.all([
    dealUnit(client, table),
    read(client, { ...at, functionName: 'deal' }),
    read(client, { ...at, functionName: 'totals' }),
    Promise.all(
      table.purposes.map((_purpose, i) => read(client, { ...at, functionName: 'spentOn', args: [BigInt(i)] })),
    ),
  ]);
  const amount = (units: bigint): Amount => ({ ...unit, units });
  return {
    deal,
    asset: table.asset,
    cashIn: amount(cashIn),
    spent: amount(spent),
    returned: amount(returned),
    left: amount(left),
    purposes: table.purposes.map(({ name, payee, cap }, i) => {
      const [cash, inKind, repatriated] = spentOn[i] ?? [0n, 0n, 0n];
      return {
        ...{ name, payee, cap: amount(cap) },
        ...{ cash: amount(cash), inKind: amount(inKind), repatriated: amount(repatriated) },
        room: amount(cap - cash - inKind),
      };
    }),
  };
}
