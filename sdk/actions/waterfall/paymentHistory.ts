import { type Address, type Hex, hexToBytes } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { eventsOf } from '../../chain/events.ts';
import { requireKind } from '../../chain/kinds.ts';
import { waterfallAbi } from '../../generated/abis.ts';

export type PaymentHistoryParameters = { waterfall: Address; fromBlock?: bigint; toBlock?: bigint };

/** What one step moved, in units of the deal's money; see the table of steps for what the three amounts are. */
export type StepFlow = readonly [bigint, bigint, bigint];

/** A payment date as it was run. */
export type DatePaid = {
  /** Number of the payment date. */
  date: number;
  /** Cash that was there for it. */
  deposit: bigint;
  /** The inputs in the program's order, as the run saw them. */
  inputs: readonly bigint[];
  /** One for each step from op 8 on, in order. */
  flows: readonly StepFlow[];
  blockNumber: bigint;
};

const AMOUNTS = 3;
const AMOUNT_BYTES = 16;

/**
 * Every payment date that was run, from the events of the waterfall alone: with the program enough to run each again.
 *
 * @example
 * const history = await paymentHistory(client, { waterfall });
 */
export async function paymentHistory(
  client: ReadClient,
  { waterfall, ...blocks }: PaymentHistoryParameters,
): Promise<DatePaid[]> {
  await requireKind(client, { address: waterfall, kind: 'waterfall' });
  const runs = await eventsOf(client, { address: waterfall, abi: waterfallAbi, eventName: 'DateRun', ...blocks });
  return runs.map(({ args, blockNumber }) => ({
    date: args.date,
    deposit: args.deposit,
    inputs: args.inputs,
    flows: unpackFlows(args.flows),
    blockNumber,
  }));
}

/** The flows of a run as `DateRun` logs them: a byte that says which of three amounts are there, then those. */
export function unpackFlows(trace: Hex): StepFlow[] {
  const bytes = hexToBytes(trace);
  const flows: StepFlow[] = [];
  for (let at = 0; at < bytes.length;) {
    const mask = bytes[at] ?? 0;
    at += 1;
    const amounts = [0n, 0n, 0n];
    for (let k = 0; k < AMOUNTS; k += 1) {
      if ((mask & (1 << k)) === 0) continue;
      amounts[k] = numberOf(bytes.subarray(at, at + AMOUNT_BYTES));
      at += AMOUNT_BYTES;
    }
    flows.push(amounts as unknown as StepFlow);
  }
  return flows;
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
