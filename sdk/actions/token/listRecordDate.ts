import type { Address } from 'viem';
import { eventsOf } from '../../chain/events.ts';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { recordDatesAbi } from '../../generated/abis.ts';

export type ListRecordDateParameters = {
  recordDates: Address;
  /** Seconds since 1970. The balance before the first block at or after it is what counts. */
  moment: number;
  /** The block from which on the list exists, to read fewer events. */
  fromBlock?: bigint;
};

/**
 * Lists a record date, with the notice that the list promises. Only the owner of the list.
 *
 * @example
 * await listRecordDate(owner, { recordDates, moment: Date.UTC(2026, 4, 20) / 1000 });
 */
export const listRecordDate: WriteAction<ListRecordDateParameters> = defineWrite({
  call: async (client, { recordDates, moment, fromBlock }: ListRecordDateParameters) => {
    const listed = await recordDatesOf(client, { recordDates, ...(fromBlock === undefined ? {} : { fromBlock }) });
    const previous = Math.max(0, ...listed.filter((date) => date < moment));
    return encodeCall({
      kind: 'list of record dates',
      address: recordDates,
      abi: recordDatesAbi,
      functionName: 'list',
      args: [moment, previous],
    });
  },
});

/** All dates of a list, past and to come, in their order. */
export async function recordDatesOf(
  client: ReadClient,
  { recordDates, fromBlock }: { recordDates: Address; fromBlock?: bigint },
): Promise<number[]> {
  await requireKind(client, { address: recordDates, kind: 'list of record dates' });
  const events = await eventsOf(client, {
    address: recordDates,
    abi: recordDatesAbi,
    eventName: 'RecordDateListed',
    fromBlock,
  });
  return events.map(({ args }) => args.moment).sort((a, b) => a - b);
}
