import { type Address, type Hex, parseEventLogs } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iChallengesAbi, iReceivablesPoolAbi, receivablesPoolAbi } from '../../generated/abis.ts';
import type { ReceivableProof } from '../../tape/proof.ts';

/** What a contract can judge on one leaf, by its number on chain. */
export const poolCriteria = [
  'performed',
  'not a bill',
  'transferable',
  'kind',
  'currency',
  'tenor',
  'overdue',
] as const;

export type PoolCriterion = (typeof poolCriteria)[number];

export type ProveIneligibleParameters = {
  pool: Address;
  /** Of the tape that the receivable came with. */
  proof: ReceivableProof;
  /** The criterion that it did not satisfy. */
  criterion: PoolCriterion;
};

/** What is to be repurchased: outstanding principal in base units of the pool's currency, until when in seconds. */
export type ProveIneligibleResult = { assetKey: Hex; amount: bigint; cureEnds: number };

/**
 * Shows a receivable that did not satisfy a criterion of the deal when it entered. Anyone who has the leaf may.
 *
 * @example
 * const { amount } = await proveIneligible(anyone, { pool, proof, criterion: 'not a bill' });
 */
export const proveIneligible: WriteAction<ProveIneligibleParameters, ProveIneligibleResult> = defineWrite({
  call: async (client, { pool, proof, criterion }: ProveIneligibleParameters) => {
    await requireKind(client, { address: pool, kind: 'pool' });
    return encodeCall({
      kind: 'challenges',
      address: await read(client, { address: pool, abi: receivablesPoolAbi, functionName: 'CHALLENGES' }),
      abi: iChallengesAbi,
      functionName: 'proveIneligible',
      args: [pool, exhibitOf(proof), poolCriteria.indexOf(criterion)],
    });
  },
  result: ({ logs }, { proof }) => {
    const [arose] = parseEventLogs({ abi: iReceivablesPoolAbi, eventName: 'ObligationArose', logs });
    const { amount = 0n, cureEnds = 0 } = arose?.args ?? {};
    return { assetKey: proof.leaf.assetKey, amount, cureEnds };
  },
});

/** A proof as the contracts take it. */
export function exhibitOf({ root, leaf, index, count, siblings }: ReceivableProof) {
  const { assetKey, details, tag, terms, amounts } = leaf;
  return {
    root,
    leaf: { assetKey, details, tag: BigInt(tag), terms: BigInt(terms), amounts: BigInt(amounts) },
    proof: { index: BigInt(index), count: BigInt(count), siblings },
  };
}
