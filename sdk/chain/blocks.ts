import type { Block } from 'viem';
import { getBlock } from 'viem/actions';
import type { ReadClient } from './client.ts';
import { toSluiceError } from './failures.ts';

/** The last block whose time is before `moment`; a search by halves between the first block and `latest`. */
export async function lastBlockBefore(
  client: ReadClient,
  { moment, latest }: { moment: number; latest: Block<bigint, false, 'latest'> },
): Promise<bigint> {
  if (latest.timestamp < BigInt(moment)) return latest.number;
  let before = -1n;
  let from = latest.number;
  // Every block up to `before` is earlier than the moment, every block from `from` on is not.
  while (from - before > 1n) {
    const middle = (before + from) / 2n;
    if ((await timeOf(client, middle)) < BigInt(moment)) before = middle;
    else from = middle;
  }
  return before < 0n ? 0n : before;
}

/** The time of the latest block, in seconds: the chain's own now. */
export async function chainTime(client: ReadClient): Promise<number> {
  const block = await getBlock(client, { blockTag: 'latest' }).catch((error: unknown) => {
    throw toSluiceError(error, { doing: 'the latest block', client });
  });
  return Number(block.timestamp);
}

async function timeOf(client: ReadClient, blockNumber: bigint): Promise<bigint> {
  const block = await getBlock(client, { blockNumber }).catch((error: unknown) => {
    throw toSluiceError(error, { doing: `block ${blockNumber}`, client });
  });
  return block.timestamp;
}
