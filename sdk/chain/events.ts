import type { Abi, AbiEvent, GetLogsParameters, Address, ContractEventName, ParseEventLogsReturnType } from 'viem';
import { parseEventLogs } from 'viem';
import { getBlockNumber, getLogs } from 'viem/actions';
import type { ReadClient } from './client.ts';
import { toSluiceError } from './failures.ts';

/** How many blocks are asked for at once; a node that refuses is asked for fewer. */
const BLOCKS_AT_ONCE = 10_000n;

/** Every event of one name that a contract emitted, in their order, however few blocks the node answers for at once. */
export async function eventsOf<const abi extends Abi, name extends ContractEventName<abi>>(
  client: ReadClient,
  {
    address,
    abi,
    eventName,
    args,
    fromBlock = 0n,
    toBlock,
  }: {
    address: Address;
    abi: abi;
    eventName: name;
    /** Only events with these values in their indexed parameters. */
    args?: Readonly<Record<string, unknown>>;
    fromBlock?: bigint | undefined;
    toBlock?: bigint | undefined;
  },
): Promise<ParseEventLogsReturnType<abi, name, true>> {
  const doing = `events ${String(eventName)} of ${address}`;
  const last =
    toBlock ??
    (await getBlockNumber(client, { cacheTime: 0 }).catch((error: unknown) => {
      throw toSluiceError(error, { doing, client });
    }));
  const event = abi.find((entry): entry is AbiEvent => entry.type === 'event' && entry.name === eventName);
  const found: unknown[] = [];
  let atOnce = BLOCKS_AT_ONCE;
  for (let start = fromBlock; start <= last;) {
    const end = start + atOnce - 1n < last ? start + atOnce - 1n : last;
    try {
      const logs = await getLogs(client, {
        address,
        event,
        args,
        fromBlock: start,
        toBlock: end,
      } as unknown as GetLogsParameters);
      found.push(...parseEventLogs({ abi, eventName, logs, strict: true }));
      start = end + 1n;
    } catch (error) {
      const failure = toSluiceError(error, { doing, client });
      if (failure.name === 'RpcUnreachable' || atOnce === 1n) throw failure;
      atOnce /= 2n;
    }
  }
  return found as ParseEventLogsReturnType<abi, name, true>;
}
