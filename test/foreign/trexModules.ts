import { type Address, type Hex, encodeFunctionData, parseAbi } from 'viem';
import { foreignBytecode } from './artifacts.ts';
import { type Clients, type Deployed, deployed } from './chain.ts';

/** Compliance modules T-REX 4.1.6 publishes. */
export const TREX_MODULES = [
  'ConditionalTransferModule',
  'CountryAllowModule',
  'CountryRestrictModule',
  'ExchangeMonthlyLimitsModule',
  'MaxBalanceModule',
  'SupplyLimitModule',
  'TimeExchangeLimitsModule',
  'TimeTransfersLimitsModule',
  'TokenListingRestrictionsModule',
  'TransferFeesModule',
  'TransferRestrictModule',
] as const;

export type TrexModule = (typeof TREX_MODULES)[number];

const moduleAbi = parseAbi(['function initialize()']);
const moduleProxyAbi = parseAbi(['constructor(address implementation, bytes data)']);
const settingsAbi = parseAbi([
  'function batchAllowCountries(uint16[] countries)',
  'function batchRestrictCountries(uint16[] countries)',
  'function setMaxBalance(uint256 max)',
  'function setSupplyLimit(uint256 limit)',
  'struct Limit { uint32 limitTime; uint256 limitValue; }',
  'function setTimeTransferLimit(Limit limit)',
  'function batchAllowUsers(address[] users)',
  'function approveTransfer(address from, address to, uint256 amount)',
]);

/**
 * Deploys a module as its publisher does, behind its own proxy and initialised, ready for `addModule`.
 *
 * The deployer owns the module and could replace its code. Its settings are kept per compliance contract and are made
 * through `callModuleFunction` of that contract. The receipt is that of the proxy.
 */
export async function deployTrexModule({ reader, owner }: Clients, name: TrexModule): Promise<Deployed> {
  const implementation = await deployed(reader, owner.deployContract({ abi: [], bytecode: moduleBytecode(name) }));
  return deployed(
    reader,
    owner.deployContract({
      abi: moduleProxyAbi,
      bytecode: moduleBytecode('ModuleProxy'),
      args: [implementation.address, encodeFunctionData({ abi: moduleAbi, functionName: 'initialize' })],
    }),
  );
}

/** Deploys several modules; the addresses are in the order asked for. */
export async function deployTrexModules<const Names extends readonly TrexModule[]>(
  clients: Clients,
  names: Names,
): Promise<{ [Item in keyof Names]: Address }>;
export async function deployTrexModules(clients: Clients, names: readonly TrexModule[]): Promise<Address[]> {
  const addresses: Address[] = [];
  for (const name of names) addresses.push((await deployTrexModule(clients, name)).address);
  return addresses;
}

/** Settings of the modules, as call data for `callModuleFunction(callData, module)` of the compliance that hosts them. */
export const moduleSetting = {
  allowCountries: (countries: readonly number[]): Hex =>
    encodeFunctionData({ abi: settingsAbi, functionName: 'batchAllowCountries', args: [countries] }),
  restrictCountries: (countries: readonly number[]): Hex =>
    encodeFunctionData({ abi: settingsAbi, functionName: 'batchRestrictCountries', args: [countries] }),
  maxBalance: (units: bigint): Hex =>
    encodeFunctionData({ abi: settingsAbi, functionName: 'setMaxBalance', args: [units] }),
  supplyLimit: (units: bigint): Hex =>
    encodeFunctionData({ abi: settingsAbi, functionName: 'setSupplyLimit', args: [units] }),
  transferLimit: ({ seconds, units }: { seconds: number; units: bigint }): Hex =>
    encodeFunctionData({
      abi: settingsAbi,
      functionName: 'setTimeTransferLimit',
      args: [{ limitTime: seconds, limitValue: units }],
    }),
  allowUsers: (users: readonly Address[]): Hex =>
    encodeFunctionData({ abi: settingsAbi, functionName: 'batchAllowUsers', args: [users] }),
  approveTransfer: ({ from, to, units }: { from: Address; to: Address; units: bigint }): Hex =>
    encodeFunctionData({ abi: settingsAbi, functionName: 'approveTransfer', args: [from, to, units] }),
};

function moduleBytecode(name: TrexModule | 'ModuleProxy'): Hex {
  return foreignBytecode({
    package: '@tokenysolutions/t-rex',
    source: `contracts/compliance/modular/modules/${name}.sol`,
  });
}
