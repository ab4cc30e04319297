import { join } from 'node:path';
import type { HardhatRuntimeEnvironment } from 'hardhat/types/hre';
import {
  type Abi,
  type Address,
  type Hex,
  type TransactionReceipt,
  createTestClient,
  custom,
  encodeDeployData,
  publicActions,
  walletActions,
} from 'viem';
import { hardhat } from 'viem/chains';
import { LocalChainMissing } from '../errors/simulation.ts';
import { linkedCode, readArtifact } from './artifacts.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Just below what one transaction may use (EIP-7825): so that no gas is estimated. */
const GAS = 16_000_000n;
const DEPLOY_ABI = [] as const satisfies Abi;

/** A viem client that reads, sends as the chain's first account, and sets the clock. */
export type LocalClient = ReturnType<typeof clientOf>;

/** A chain in this process, with one account that has coins. It is gone when it is closed. */
export interface LocalChain {
  client: LocalClient;
  account: Address;
  /** Seconds of the last block. */
  now: () => Promise<bigint>;
  /** The next block has this time; a time that has passed is left alone. */
  atLeast: (time: bigint) => Promise<void>;
  /** Deploys a built contract and the libraries it calls, each of them once. */
  deploy: (source: string, contract?: Deployment) => Promise<Address>;
  /** A transaction's receipt. Throws if it reverted. */
  mined: (hash: Hex) => Promise<TransactionReceipt>;
  close: () => Promise<void>;
}

export interface Deployment {
  /** If it is not named like its file. */
  name?: string;
  abi?: Abi;
  args?: readonly unknown[];
}

/** Seconds go into opening it: one serves every chain of this process. */
let runtime: Promise<HardhatRuntimeEnvironment> | undefined;

async function openRuntime(): Promise<HardhatRuntimeEnvironment> {
  const { createHardhatRuntimeEnvironment } = await import('hardhat/hre').catch((cause: unknown) => {
    throw new LocalChainMissing('the package hardhat', cause);
  });
  // Nothing of a project's own configuration: the same chain whatever folder a command was started in.
  return createHardhatRuntimeEnvironment({}, {}, ROOT);
}

/** Opens a chain whose first block is of that moment, in seconds. @throws {LocalChainMissing} */
export async function openLocalChain({ from }: { from: number }): Promise<LocalChain> {
  runtime ??= openRuntime();
  const connection = await (await runtime).network.create({ override: { initialDate: new Date(from * 1_000) } });
  const { provider } = connection;
  const [account] = (await provider.request({ method: 'eth_accounts' })) as Address[];
  if (account === undefined) throw new LocalChainMissing('an account with coins');
  const client = clientOf(provider, account);
  const now = async (): Promise<bigint> => (await client.getBlock()).timestamp;
  const mined = (hash: Hex): Promise<TransactionReceipt> =>
    client.waitForTransactionReceipt({ hash, pollingInterval: 1 });
  const libraries = new Map<string, Address>();
  const library = async (source: string, name: string): Promise<Address> => {
    const key = `${source}:${name}`;
    const address = libraries.get(key) ?? (await deploy(source, { name }));
    libraries.set(key, address);
    return address;
  };
  const deploy = async (source: string, { name, abi = DEPLOY_ABI, args = [] }: Deployment = {}): Promise<Address> => {
    const bytecode = await linkedCode(await readArtifact(source, name), library);
    const data = encodeDeployData({ abi, args, bytecode });
    const { contractAddress } = await mined(await client.sendTransaction({ data, gas: GAS }));
    if (!contractAddress) throw new LocalChainMissing(`room for ${source}`);
    return contractAddress;
  };
  const atLeast = async (time: bigint): Promise<void> => {
    if ((await now()) < time) await client.setNextBlockTimestamp({ timestamp: time });
  };
  return { client, account, now, atLeast, deploy, mined, close: () => connection.close() };
}

function clientOf(provider: Parameters<typeof custom>[0], account: Address) {
  return createTestClient({ mode: 'hardhat', chain: hardhat, transport: custom(provider), account, cacheTime: 0 })
    .extend(publicActions)
    .extend(walletActions);
}
