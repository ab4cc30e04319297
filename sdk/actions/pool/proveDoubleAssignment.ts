import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iChallengesAbi } from '../../generated/abis.ts';
import type { ReceivableProof } from '../../tape/proof.ts';
import { type ArisenObligation, challengesOf, exhibitOf, obligationIn } from './exhibit.ts';

export type ProveDoubleAssignmentParameters = {
  /** The pool that took the receivable in later: it is liable. */
  pool: Address;
  /** Of the tape of that pool that the receivable came with. */
  proof: ReceivableProof;
  /** The pool that had it already, and the receivable in a tape of that pool of the same day or later. */
  other: { pool: Address; proof: ReceivableProof };
};

export type ProveDoubleAssignmentResult = ArisenObligation;

/**
 * Shows that two deals were assigned the same receivable. Anyone who has both leaves may. Both pools are of one factory, and
 * the asset keys are equal because both tapes were keyed with the platform's key.
 *
 * @example
 * const { amount } = await proveDoubleAssignment(anyone, { pool, proof, other: { pool: earlier, proof: itsProof } });
 */
export const proveDoubleAssignment: WriteAction<ProveDoubleAssignmentParameters, ProveDoubleAssignmentResult> =
  defineWrite({
    call: async (client, { pool, proof, other }: ProveDoubleAssignmentParameters) =>
      encodeCall({
        kind: 'challenges',
        address: await challengesOf(client, pool),
        abi: iChallengesAbi,
        functionName: 'proveDoubleAssignment',
        args: [pool, exhibitOf(proof), other.pool, exhibitOf(other.proof)],
      }),
    result: ({ logs }, { proof }) => obligationIn(logs, proof),
  });
