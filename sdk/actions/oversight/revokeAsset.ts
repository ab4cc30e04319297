import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iSettlementAssetsAbi } from '../../generated/abis.ts';

export type RevokeAssetParameters = { assets: Address; asset: Address; reason: string };

/**
 * Ends the approval of a settlement asset. No new cash is taken in it; what was taken is paid out all the same. Only the
 * platform's asset officer.
 *
 * @example
 * await revokeAsset(officer, { assets, asset, reason: 'licence lapsed on 30 June 2026' });
 */
export const revokeAsset: WriteAction<RevokeAssetParameters> = defineWrite({
  call: (_client, { assets, asset, reason }: RevokeAssetParameters) =>
    encodeCall({
      kind: 'list of settlement assets',
      address: assets,
      abi: iSettlementAssetsAbi,
      functionName: 'revoke',
      args: [asset, reason],
    }),
});
