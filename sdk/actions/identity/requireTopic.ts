import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { claimTopicsRegistryAbi } from '../../generated/abis.ts';

export type RequireTopicParameters = {
  topicsRegistry: Address;
  topic: bigint;
  /** From when on, in seconds; without it, at once, which ends every record made without it. */
  from?: number;
};

/**
 * Asks investors for evidence on a topic more. Announced with `from`, nobody who brings evidence before is interrupted. Only
 * the owner of the topics' registry.
 *
 * @example
 * await requireTopic(owner, { topicsRegistry, topic: 4n, from: Date.UTC(2026, 8, 1) / 1000 });
 */
export const requireTopic: WriteAction<RequireTopicParameters> = defineWrite({
  call: (_client, { topicsRegistry, topic, from }: RequireTopicParameters) => {
    const target = { kind: 'claim topics registry', address: topicsRegistry, abi: claimTopicsRegistryAbi } as const;
    return from === undefined
      ? encodeCall({ ...target, functionName: 'addClaimTopic', args: [topic] })
      : encodeCall({ ...target, functionName: 'announceClaimTopic', args: [topic, from] });
  },
});
