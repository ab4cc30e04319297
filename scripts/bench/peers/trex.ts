import { type Address, type Hex, parseAbi } from 'viem';
import { type IdentityBuild, deployIdentityProxy, deployOnchainId } from '../../../test/foreign/onchainid.ts';
import { type TrexModule, deployTrexModule, moduleSetting } from '../../../test/foreign/trexModules.ts';
import {
  type BoundModule,
  type TrexSuite,
  deployTrexFactory,
  deployTrexSuite,
} from '../../../test/foreign/trexSuite.ts';
import { type Bench, gasUsed, perItem } from '../measure.ts';
import { HONG_KONG, type IssuerSetting, type WhitelistFigures, deployTrust, whitelist } from './trexHolders.ts';

/** Modules that allow the measured transfers once set; the others need exchanges, fees or approvals. */
export type BenchModule = Extract<
  TrexModule,
  | 'CountryAllowModule'
  | 'CountryRestrictModule'
  | 'MaxBalanceModule'
  | 'SupplyLimitModule'
  | 'TimeTransfersLimitsModule'
  | 'TransferRestrictModule'
>;

export interface TrexSetting {
  /** Claim topics a holder must have; the factory takes at most five. */
  topics: number;
  issuers: IssuerSetting;
  modules: readonly BenchModule[];
  /** By default the cheaper one. */
  build?: IdentityBuild;
}

/** Settings to hold ours against. */
export const TREX_SETTINGS = {
  eligibility: { topics: 3, issuers: 'one per topic', modules: [] },
  /** Three issuers trusted for every topic, and holders whose claims come from the first or the last of them. */
  claimsFromFirst: { topics: 3, issuers: { listed: 3, claimsFrom: 'first' }, modules: [] },
  claimsFromLast: { topics: 3, issuers: { listed: 3, claimsFrom: 'last' }, modules: [] },
  /** Three modules without the dearest, the volume limit. */
  threeModules: {
    topics: 3,
    issuers: 'one per topic',
    modules: ['CountryAllowModule', 'MaxBalanceModule', 'SupplyLimitModule'],
  },
  /** The three rules of ours that T-REX has too: country, maximum per identity, volume per window. */
  sameRules: {
    topics: 3,
    issuers: 'one per topic',
    modules: ['CountryAllowModule', 'MaxBalanceModule', 'TimeTransfersLimitsModule'],
  },
  /** As many modules as the benchmark has rules of ours; class and lot size have no counterpart, so two cheap ones stand in. */
  fiveModules: {
    topics: 3,
    issuers: 'one per topic',
    modules: [
      'CountryAllowModule',
      'MaxBalanceModule',
      'TimeTransfersLimitsModule',
      'SupplyLimitModule',
      'TransferRestrictModule',
    ],
  },
} as const satisfies Record<string, TrexSetting>;

export interface TrexFigures {
  deploySuite: bigint;
  /** An identity without the factory, the least one can cost. */
  deployIdentityProxy: bigint;
  whitelist: WhitelistFigures;
  /** To a holder. */
  mint: bigint;
  /** Between holders; the sender has transferred before in the window of a volume limit. */
  transfer: bigint;
  transferToNewHolder: bigint;
  /** First transfer of a sender in the window of a volume limit; the same as `transfer` without that module. */
  firstTransferInWindow: bigint;
  /** Of a batch to ten different holders. */
  batchTransferItem: bigint;
  /** Of a batch of ten to one and the same holder, whose claims are read from warm storage nine times. */
  batchTransferItemSameHolder: bigint;
}

const tokenAbi = parseAbi([
  'function unpause()',
  'function mint(address to, uint256 amount)',
  'function transfer(address to, uint256 amount) returns (bool)',
  'function batchTransfer(address[] to, uint256[] amounts)',
]);

const UNIT = 1_000_000n;
const DAY = 86_400;

/** Deploys a suite and its holders, and measures what each step and each transfer costs. */
export async function measureTrex(
  bench: Bench,
  { topics, issuers, modules, build = 'optimized' }: TrexSetting,
): Promise<TrexFigures> {
  const { seller, buyer, newcomer, buyers } = bench;
  const onchainId = await deployOnchainId(bench, { build });
  const trust = await deployTrust(onchainId, { topicCount: topics, issuers });
  const suite = await deployTrexSuite(bench, {
    factory: await deployTrexFactory(onchainId),
    name: 'Peer',
    topics: trust.topics,
    issuers: trust.issuers,
    modules: await deployModules(bench, modules),
  });
  const { receipt: identityProxy } = await deployIdentityProxy(onchainId, { sender: seller });
  const { identityRegistry } = suite;
  const whitelisted = await whitelist(bench, { onchainId, trust, identityRegistry, wallet: seller });
  for (const wallet of [buyer, newcomer, ...buyers])
    await whitelist(bench, { onchainId, trust, identityRegistry, wallet });
  return {
    deploySuite: suite.receipt.gasUsed,
    deployIdentityProxy: identityProxy.gasUsed,
    whitelist: whitelisted,
    ...(await measureToken(bench, suite)),
  };
}

async function deployModules(bench: Bench, names: readonly BenchModule[]): Promise<BoundModule[]> {
  const plenty = 1_000_000n * UNIT;
  const settings: Record<BenchModule, Hex> = {
    CountryAllowModule: moduleSetting.allowCountries([HONG_KONG]),
    CountryRestrictModule: moduleSetting.restrictCountries([HONG_KONG + 1]),
    MaxBalanceModule: moduleSetting.maxBalance(plenty),
    SupplyLimitModule: moduleSetting.supplyLimit(plenty),
    TimeTransfersLimitsModule: moduleSetting.transferLimit({ seconds: DAY, units: plenty }),
    TransferRestrictModule: moduleSetting.allowUsers([bench.seller.account.address]),
  };
  const modules: BoundModule[] = [];
  for (const name of names) {
    const { address } = await deployTrexModule(bench, name);
    modules.push({ module: address, setting: settings[name] });
  }
  return modules;
}

async function measureToken(
  { reader, owner, seller, buyer, newcomer, buyers }: Bench,
  { token }: TrexSuite,
): Promise<Omit<TrexFigures, 'deploySuite' | 'deployIdentityProxy' | 'whitelist'>> {
  const to = { address: token, abi: tokenAbi } as const;
  const mint = (holder: Address) =>
    gasUsed(reader, owner.writeContract({ ...to, functionName: 'mint', args: [holder, 100n * UNIT] }));
  const transfer = (holder: Address) =>
    gasUsed(reader, seller.writeContract({ ...to, functionName: 'transfer', args: [holder, UNIT] }));
  const batchItem = async (holders: readonly Address[]) => {
    const amounts = holders.map(() => UNIT);
    const batch = seller.writeContract({ ...to, functionName: 'batchTransfer', args: [holders, amounts] });
    return perItem(await gasUsed(reader, batch), holders.length);
  };

  await gasUsed(reader, owner.writeContract({ ...to, functionName: 'unpause' }));
  for (const holder of [seller.account.address, buyer, ...buyers]) await mint(holder);
  return {
    mint: await mint(buyer),
    firstTransferInWindow: await transfer(buyer),
    transfer: await transfer(buyer),
    transferToNewHolder: await transfer(newcomer),
    batchTransferItem: await batchItem(buyers),
    batchTransferItemSameHolder: await batchItem(buyers.map(() => buyer)),
  };
}
