import type { Address } from 'viem';
import { type TokenAmount, unitsOf } from '../../chain/words.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { complianceAbi } from '../../generated/abis.ts';
import { complianceOf } from './complianceOf.ts';

export type ApproveTransferParameters = {
  token: Address;
  from: Address;
  to: Address;
  amount: TokenAmount;
  /** How often in all that are left; 0 takes the approval back. */
  times?: number;
};

/**
 * Approves exactly this transfer, where the rule preApproval is on. Only an agent of the token.
 *
 * @example
 * await approveTransfer(agent, { token, from: seller, to: buyer, amount: 5_000_000n });
 */
export const approveTransfer: WriteAction<ApproveTransferParameters> = defineWrite({
  call: async (client, { token, from, to, amount, times = 1 }: ApproveTransferParameters) =>
    encodeCall({
      kind: 'compliance',
      address: await complianceOf(client, token),
      abi: complianceAbi,
      functionName: 'approveTransfer',
      args: [token, from, to, await unitsOf(client, { token, amount }), BigInt(times)],
    }),
});
