import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iChallengesAbi } from '../../generated/abis.ts';
import type { ReceivableProof } from '../../tape/proof.ts';
import { type ArisenObligation, challengesOf, exhibitOf, obligationIn } from './exhibit.ts';

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

export type ProveIneligibleResult = ArisenObligation;

/**
 * Shows a receivable that did not satisfy a criterion of the deal when it entered. Anyone who has the leaf may.
 *
 * @example
 * const { amount } = await proveIneligible(anyone, { pool, proof, criterion: 'not a bill' });
 */
export const proveIneligible: WriteAction<ProveIneligibleParameters, ProveIneligibleResult> = defineWrite({
  call: async (client, { pool, proof, criterion }: ProveIneligibleParameters) =>
    encodeCall({
      kind: 'challenges',
      address: await challengesOf(client, pool),
      abi: iChallengesAbi,
      functionName: 'proveIneligible',
      args: [pool, exhibitOf(proof), poolCriteria.indexOf(criterion)],
    }),
  result: ({ logs }, { proof }) => obligationIn(logs, proof),
});
