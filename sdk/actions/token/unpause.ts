import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type UnpauseParameters = { token: Address };

/**
 * Opens transfers between holders again. Only an agent of the token.
 *
 * @example
 * await unpause(agent, { token });
 */
export const unpause: WriteAction<UnpauseParameters> = defineWrite({
  call: (_client, { token }: UnpauseParameters) =>
    encodeCall({ kind: 'token', address: token, abi: securityTokenAbi, functionName: 'unpause', args: [] }),
});
