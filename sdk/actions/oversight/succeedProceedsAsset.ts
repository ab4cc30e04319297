import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iProceedsLedgerAbi } from '../../generated/abis.ts';

export type SucceedProceedsAssetParameters = { proceeds: Address };

/**
 * After the deal's settlement asset was succeeded: gives the ledger what is left in the new asset, which the issuer has
 * approved to it, and takes the former for it, unit for unit of the deal's money. Only the issuer.
 *
 * @example
 * await succeedProceedsAsset(issuer, { proceeds });
 */
export const succeedProceedsAsset: WriteAction<SucceedProceedsAssetParameters> = defineWrite({
  call: (_client, { proceeds }: SucceedProceedsAssetParameters) =>
    encodeCall({
      kind: 'proceeds ledger',
      address: proceeds,
      abi: iProceedsLedgerAbi,
      functionName: 'succeedAsset',
      args: [],
    }),
});
