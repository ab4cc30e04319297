import { type Address, type Hex, zeroHash } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iSettlementAssetsAbi } from '../../generated/abis.ts';
import { encodeCurrency } from './filing.ts';

export type ApproveAssetParameters = {
  assets: Address;
  asset: Address;
  /** ISO 4217 code of what it is pegged to. */
  currency: string;
  /** Legal name of who redeems it. */
  issuer: string;
  /** Its number and authority. */
  licence: string;
  /** Hash of the competent authority's consent: an asset pegged to the renminbi is refused without. */
  consent?: Hex;
};

/**
 * Approves a settlement asset, or replaces what is known of it. Only the platform's asset officer.
 *
 * @example
 * await approveAsset(officer, { assets, asset, currency: 'HKD', issuer: 'HKDX Limited', licence: 'HKMA S-001' });
 */
export const approveAsset: WriteAction<ApproveAssetParameters> = defineWrite({
  call: (_client, { assets, asset, currency, issuer, licence, consent = zeroHash }: ApproveAssetParameters) =>
    encodeCall({
      kind: 'list of settlement assets',
      address: assets,
      abi: iSettlementAssetsAbi,
      functionName: 'approve',
      args: [asset, { currency: encodeCurrency(currency), issuer, licence, consent }],
    }),
});
