import type { TransactionReceipt } from 'viem';
import { NoGasLeftInTransaction } from '../errors/network.ts';
import type { WriteClient } from './client.ts';
import type { Call } from './call.ts';
import { gasOf, requireChain, send } from './write.ts';

/** What one transaction may use (EIP-7825). */
export const TRANSACTION_GAS_CAP = 16_777_216n;

/** A little is left free: what a call costs can grow between the estimate and the block. */
const PERCENT_SPARE = 5n;

export type SentBatch<Item> = { items: Item[]; receipt: TransactionReceipt };

/** Sends items in their order, at most `chunk` in a transaction and fewer where they would pass its gas cap. */
export async function* sendInBatches<Item>(
  client: WriteClient,
  {
    items,
    chunk,
    callOf,
  }: {
    items: readonly Item[];
    chunk: number;
    callOf: (items: readonly Item[]) => Call | Promise<Call>;
  },
): AsyncGenerator<SentBatch<Item>, void, undefined> {
  await requireChain(client);
  let size = Math.max(1, Math.trunc(chunk));
  for (let start = 0; start < items.length;) {
    const batch = items.slice(start, start + size);
    const call = await callOf(batch);
    const gas = await gasWithin(client, call);
    if (gas === undefined) {
      if (batch.length === 1) throw new NoGasLeftInTransaction({ doing: call.doing, cap: TRANSACTION_GAS_CAP });
      size = Math.ceil(batch.length / 2);
      continue;
    }
    const { receipt } = await send(client, { ...call, gas });
    yield { items: batch, receipt };
    start += batch.length;
  }
}

/** The gas to send with; nothing if it would not fit a transaction. A refusal by a contract is thrown. */
async function gasWithin(client: WriteClient, call: Call): Promise<bigint | undefined> {
  const needed = await gasOf(client, call).catch((error: unknown) => {
    if (isAboutGas(error)) return undefined;
    throw error;
  });
  if (needed === undefined) return undefined;
  const withSpare = needed + (needed * PERCENT_SPARE) / 100n;
  return withSpare > TRANSACTION_GAS_CAP ? undefined : withSpare;
}

const ABOUT_GAS = [
  'NotEnoughGas',
  'RefreshNeedsMoreGas',
  'BookingNeedsMoreGas',
  'CollectNeedsMoreGas',
  'RefusalNeedsMoreGas',
];

function isAboutGas(error: unknown): boolean {
  return error instanceof Error && ABOUT_GAS.includes(error.name);
}
