import { type Address, erc20Abi, parseAbi, toHex, zeroAddress } from 'viem';
import { waterfallAbi, waterfallFactoryAbi } from '../generated/abis.ts';
import type { LocalChain } from './localChain.ts';

/** The settlement assets in use have six decimals; a deal that counts more finely has an asset that does too. */
export const ASSET_DECIMALS = 6;
export const ASSET_ABI = [
  ...erc20Abi,
  ...parseAbi(['constructor(uint8 decimals)', 'function mint(address to, uint256 amount)']),
];
const PAYMENT_BOX_ABI = parseAbi(['constructor(address waterfall)']);
/** Cash nobody runs out of. */
const PLENTY = 2n ** 200n;
const SIXTY_DAYS = 60 * 86_400;
const GAS = 16_000_000n;

/** What every waterfall needs: the factory, and an asset that pays. */
export interface WaterfallStage {
  chain: LocalChain;
  factory: Address;
  asset: Address;
  /** Units of the asset to one unit of the deal's money. */
  scale: bigint;
}

/** A waterfall whose pool is the chain's account: it may deposit and run. */
export interface StagedWaterfall {
  waterfall: Address;
  payingAgent: Address;
}

/**
 * Deploys the factory and an asset on the chain of this process. The asset is a mock (`test/mocks/SettlementAssets.sol`) that
 * anyone may mint, compiled with the contracts: it needs a checkout of the repository and its development dependencies.
 */
export async function setStage(chain: LocalChain, { decimals }: { decimals: number }): Promise<WaterfallStage> {
  const factory = await chain.deploy('contracts/waterfall/WaterfallFactory.sol', {
    abi: waterfallFactoryAbi,
    args: [zeroAddress],
  });
  const assetDecimals = Math.max(ASSET_DECIMALS, decimals);
  const asset = await chain.deploy('test/mocks/SettlementAssets.sol', {
    name: 'AssetOf',
    abi: ASSET_ABI,
    args: [assetDecimals],
  });
  const { client, account } = chain;
  const mint = { address: asset, abi: ASSET_ABI, functionName: 'mint', args: [account, PLENTY] } as const;
  await chain.mined(await client.writeContract({ ...mint, gas: GAS }));
  return { chain, factory, asset, scale: 10n ** BigInt(assetDecimals - decimals) };
}

/** What is put on the stage. */
export interface Staging {
  bytes: `0x${string}`;
  fees: number;
  openingCash: bigint;
  number: number;
  /** Of an offered deal: what was minted of each class, in units. Without it the deal opens as its program says. */
  minted?: readonly bigint[];
}

/**
 * Creates a waterfall with its paying agent, and brings what its accounts open with. The account stands for every
 * party: it is deal, pool, seller and payee of the fees.
 */
export async function createWaterfall(
  stage: WaterfallStage,
  { bytes, fees, openingCash, number, minted }: Staging,
): Promise<StagedWaterfall> {
  const { chain, factory, asset } = stage;
  const { client, account } = chain;
  const salt = toHex(number, { size: 32 });
  const contract = { address: factory, abi: waterfallFactoryAbi } as const;
  const waterfall = await client.readContract({
    ...contract,
    functionName: 'addressOf',
    args: [account, bytes, salt],
  });
  // A study has no holders: what the classes are paid is kept, and nobody collects.
  const payingAgent = await chain.deploy('test/mocks/PaymentBox.sol', {
    abi: PAYMENT_BOX_ABI,
    args: [waterfall],
  });
  const terms = {
    ...{ parties: account, pool: account, seller: account, asset, payingAgent },
    feePayees: Array.from({ length: fees }, () => account),
    longStop: SIXTY_DAYS,
    offered: minted !== undefined,
    breaches: 0n,
  };
  const create = { ...contract, functionName: 'create', args: [bytes, terms, salt] } as const;
  await chain.mined(await client.writeContract({ ...create, gas: GAS }));
  if (openingCash > 0n) await bringCash(stage, { waterfall, amount: openingCash });
  if (minted !== undefined) {
    const open = { address: waterfall, abi: waterfallAbi, functionName: 'open', args: [minted] } as const;
    await chain.mined(await client.writeContract({ ...open, gas: GAS }));
  }
  return { waterfall, payingAgent };
}

/** Transfers cash to a waterfall, in units of the deal; `deposit` also books it for the next date. */
export async function bringCash(
  { chain, asset, scale }: WaterfallStage,
  { waterfall, amount, deposit = false }: { waterfall: Address; amount: bigint; deposit?: boolean },
): Promise<void> {
  const { client } = chain;
  const transfer = {
    address: asset,
    abi: erc20Abi,
    functionName: 'transfer',
    args: [waterfall, amount * scale],
  } as const;
  await chain.mined(await client.writeContract({ ...transfer, gas: GAS }));
  if (!deposit) return;
  const book = { address: waterfall, abi: waterfallAbi, functionName: 'deposit', args: [amount] } as const;
  await chain.mined(await client.writeContract({ ...book, gas: GAS }));
}
