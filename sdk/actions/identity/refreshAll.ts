import type { Address } from 'viem';
import type { WriteClient } from '../../chain/client.ts';
import { sendInBatches } from '../../chain/batches.ts';
import { type LongAction, longAction } from '../../chain/longAction.ts';
import { encodeCall } from '../../chain/call.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';

export type RefreshAllParameters = {
  registry: Address;
  wallets: readonly Address[];
  /** At most so many wallets in a transaction; fewer where gas asks for it. */
  chunk?: number;
};

export type RefreshStep = { text: string; wallets: Address[]; gasUsed: bigint };
export type RefreshAllResult = { refreshed: Address[]; batches: number; gasUsed: bigint };

/**
 * Reads the claims of any number of wallets again, in as many transactions as it takes. Anyone may.
 *
 * @example
 * const lapsing = await expiring(agent, { registry, days: 2 });
 * await refreshAll(agent, { registry, wallets: lapsing.map(({ wallet }) => wallet) });
 */
export function refreshAll(
  client: WriteClient,
  { registry, wallets, chunk = 20 }: RefreshAllParameters,
): LongAction<RefreshStep, RefreshAllResult> {
  return longAction(async function* () {
    const result: RefreshAllResult = { refreshed: [], batches: 0, gasUsed: 0n };
    const callOf = (batch: readonly Address[]) =>
      encodeCall({
        kind: 'registry',
        address: registry,
        abi: identityRegistryAbi,
        functionName: 'refresh',
        args: [batch],
      });
    for await (const { items, receipt } of sendInBatches(client, { items: wallets, chunk, callOf })) {
      result.refreshed.push(...items);
      result.batches += 1;
      result.gasUsed += receipt.gasUsed;
      const text = `${result.refreshed.length} of ${wallets.length} wallets refreshed`;
      yield { text, wallets: items, gasUsed: receipt.gasUsed };
    }
    return result;
  });
}
