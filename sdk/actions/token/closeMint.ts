import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type CloseMintParameters = { token: Address };

/**
 * Ends minting for good: nobody can open it again. Only the token's owner.
 *
 * @example
 * await closeMint(owner, { token });
 */
export const closeMint: WriteAction<CloseMintParameters> = defineWrite({
  call: (_client, { token }: CloseMintParameters) =>
    encodeCall({ kind: 'token', address: token, abi: securityTokenAbi, functionName: 'closeMint', args: [] }),
});
