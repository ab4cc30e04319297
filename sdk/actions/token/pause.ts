import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type PauseParameters = { token: Address };

/**
 * Stops transfers between holders. Minting, burning and orders go on. Only an agent of the token.
 *
 * @example
 * await pause(agent, { token });
 */
export const pause: WriteAction<PauseParameters> = defineWrite({
  call: (_client, { token }: PauseParameters) =>
    encodeCall({ kind: 'token', address: token, abi: securityTokenAbi, functionName: 'pause', args: [] }),
});
