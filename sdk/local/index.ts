import { type Address, createWalletClient, custom } from 'viem';
import { hardhat } from 'viem/chains';
import { sluiceActions } from '../actions/sluiceActions.ts';
import type { Platform } from '../actions/decorator.ts';
import type { TapeKeys } from '../tape/keys.ts';
import type { Names } from '../terms/resolveParties.ts';
import { type LocalChain, openLocalChain } from './localChain.ts';
import { type LocalPlatform, deployLocalPlatform } from './platform.ts';
import { ASSET_ABI } from './waterfallStage.ts';

/** Who has a key on a local chain, in the order of the chain's accounts; the first runs the platform. */
const PEOPLE = [
  ...(['platform', 'originator', 'issuer', 'servicer', 'verifier', 'trustee', 'agent', 'filingAgent'] as const),
  ...(['backupServicer', 'backupVerifier', 'backupTrustee', 'attester', 'fund', 'investor', 'stranger'] as const),
];

export type Person = (typeof PEOPLE)[number];

export interface LocalChainParameters {
  /** Seconds of the first block: a month before the sample deals open, unless given. */
  from?: number;
  /** More names that deal files may call somebody by: `{ spv: 'issuer' }`. */
  names?: Readonly<Record<string, Person>>;
}

/** Wednesday, 2026-04-01 00:00 UTC. */
const START = 1_775_001_600;
/** Keys that are no secret. */
const TAPE_KEYS: TapeKeys = { secret: `0x${'5e'.repeat(32)}`, registryKey: `0x${'1d'.repeat(32)}` };
const GAS = 1_000_000n;

/**
 * A chain in this process with a platform on it: one client per party with all actions, and a clock. Nothing of it is left
 * when it is closed.
 *
 * @throws {LocalChainMissing} without the package hardhat or a build
 * @example
 * const { clock, originator, filingAgent, issuer, agent, fund, close } = await localChain();
 */
export async function localChain({ from = START, names = {} }: LocalChainParameters = {}) {
  const chain = await openLocalChain({ from });
  const accounts = await accountsOf(chain);
  const platform = await deployLocalPlatform(chain, {
    owner: accounts.platform,
    filingAgent: accounts.filingAgent,
    attester: accounts.attester,
    transferAgent: accounts.agent,
  });
  const known = namesOf({ accounts, names, platform });
  const people = clientsOf(chain, { accounts, platform: { ...platform, names: known, tapeKeys: TAPE_KEYS } });
  const settlement = { address: platform.asset, abi: ASSET_ABI } as const;
  return {
    ...people,
    chain,
    platform,
    names: known,
    tapeKeys: TAPE_KEYS,
    clock: clockOf(chain),
    /** Gives somebody cash in the local settlement asset, in its units. */
    give: async (to: Address, amount: bigint): Promise<void> => {
      const { client, account } = chain;
      const call = { ...settlement, functionName: 'mint', args: [to, amount], account, gas: GAS } as const;
      await chain.mined(await client.writeContract(call));
    },
    close: chain.close,
  };
}

/** What `localChain` gives. */
export type Local = Awaited<ReturnType<typeof localChain>>;

type Accounts = Readonly<Record<Person, Address>>;

async function accountsOf({ client }: LocalChain): Promise<Accounts> {
  const addresses = await client.getAddresses();
  return Object.fromEntries(
    PEOPLE.map((person, index) => {
      const address = addresses[index];
      if (address === undefined) throw new TypeError(`the chain has no account for ${person}`);
      return [person, address];
    }),
  ) as Accounts;
}

/** Parties by their role, the settlement asset, and the names of the caller. */
function namesOf({
  accounts,
  names,
  platform,
}: {
  accounts: Accounts;
  names: Readonly<Record<string, Person>>;
  platform: LocalPlatform;
}): Names {
  const given = Object.entries(names).map(([name, person]) => [name, accounts[person]]);
  return { ...accounts, HKDX: platform.asset, ...(Object.fromEntries(given) as Names) };
}

function clientsOf({ client }: LocalChain, { accounts, platform }: { accounts: Accounts; platform: Platform }) {
  const transport = custom({ request: client.request });
  const one = (account: Address) =>
    createWalletClient({ account, chain: hardhat, transport, cacheTime: 0 }).extend(sluiceActions({ platform }));
  const entries = PEOPLE.map((person) => [person, one(accounts[person])] as const);
  return Object.fromEntries(entries) as Record<Person, ReturnType<typeof one>>;
}

/** The chain's clock, in seconds. It only goes forward. */
function clockOf({ client, now }: LocalChain) {
  const setTo = async (moment: number): Promise<void> => {
    if (Number(await now()) >= moment) return;
    await client.setNextBlockTimestamp({ timestamp: BigInt(moment) });
    await client.mine({ blocks: 1 });
  };
  return {
    now: async (): Promise<number> => Number(await now()),
    /** Mines a block of that moment; one that has passed is left alone. */
    setTo,
    forward: async (seconds: number): Promise<void> => setTo(Number(await now()) + seconds),
  };
}
