import { type Address, zeroAddress } from 'viem';
import { getBlock } from 'viem/actions';
import { lastBlockBefore } from '../../chain/blocks.ts';
import type { ReadClient } from '../../chain/client.ts';
import { eventsOf } from '../../chain/events.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read, readMany } from '../../chain/read.ts';
import { unitOf } from '../../chain/words.ts';
import { requireChain } from '../../chain/write.ts';
import { type RegisterDifference, RegisterDiffers } from '../../errors/token.ts';
import { securityTokenAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';

export type RegisterParameters = {
  token: Address;
  /** A record date that has come, in seconds; without it, the register as it is now. */
  at?: number;
  /** The block the token was created in, to read fewer events. */
  fromBlock?: bigint;
};

export type RegisterEntry = {
  wallet: Address;
  amount: Amount;
  /** The wallet that stands for it now, if it was lost and recovered: what it is owed is paid there. */
  successor: Address | undefined;
};

export type Register = {
  token: Address;
  at: number | undefined;
  /** The last block that counts. */
  block: bigint;
  /** By amount, largest first. */
  holders: RegisterEntry[];
  totalSupply: Amount;
};

/**
 * The register of holders, rebuilt from the token's transfers alone and checked, holder by holder, against what the
 * contract says. Throws RegisterDiffers if they do not agree.
 *
 * @example
 * const { holders } = await register(client, { token, at: recordDate });
 */
export async function register(client: ReadClient, { token, at, fromBlock }: RegisterParameters): Promise<Register> {
  await requireChain(client);
  await requireKind(client, { address: token, kind: 'token' });
  const latest = await getBlock(client, { blockTag: 'latest' });
  // Asked first: a date that is none, or has not come, is the contract's to refuse.
  const supply = await supplyOf(client, { token, at, blockNumber: latest.number });
  const block = at === undefined ? latest.number : await lastBlockBefore(client, { moment: at, latest });
  const balances = await balancesAt(client, { token, block, fromBlock });
  const wallets = [...balances.keys()];
  const told = await balancesTold(client, { token, wallets, at, blockNumber: latest.number });
  requireSame({ token, at, balances, told, supply });
  const holding = wallets.filter((wallet) => balances.get(wallet) !== 0n);
  const [unit, successors] = await Promise.all([
    unitOf(client, token),
    readMany(client, {
      address: token,
      abi: securityTokenAbi,
      functionName: 'successorOf',
      listOfArgs: holding.map((wallet) => [wallet] as const),
    }),
  ]);
  const holders = holding.map((wallet, i) => ({
    wallet,
    amount: { ...unit, units: balances.get(wallet) ?? 0n },
    successor: successors[i] === zeroAddress ? undefined : successors[i],
  }));
  holders.sort((a, b) => (a.amount.units > b.amount.units ? -1 : a.amount.units < b.amount.units ? 1 : 0));
  return { token, at, block, holders, totalSupply: { ...unit, units: supply } };
}

type Moment = { token: Address; at: number | undefined };

async function supplyOf(
  client: ReadClient,
  { token, at, blockNumber }: Moment & { blockNumber: bigint },
): Promise<bigint> {
  const target = { address: token, abi: securityTokenAbi, blockNumber } as const;
  return at === undefined
    ? read(client, { ...target, functionName: 'totalSupply' })
    : read(client, { ...target, functionName: 'totalSupplyAt', args: [BigInt(at)] });
}

async function balancesAt(
  client: ReadClient,
  { token, block, fromBlock }: { token: Address; block: bigint; fromBlock: bigint | undefined },
): Promise<Map<Address, bigint>> {
  const balances = new Map<Address, bigint>();
  const events = await eventsOf(client, {
    address: token,
    abi: securityTokenAbi,
    eventName: 'Transfer',
    fromBlock,
    toBlock: block,
  });
  for (const { from, to, value } of events.map(({ args }) => args)) {
    balances.set(from, (balances.get(from) ?? 0n) - value);
    balances.set(to, (balances.get(to) ?? 0n) + value);
  }
  balances.delete(zeroAddress);
  return balances;
}

function balancesTold(
  client: ReadClient,
  { token, wallets, at, blockNumber }: Moment & { wallets: readonly Address[]; blockNumber: bigint },
): Promise<bigint[]> {
  const target = { address: token, abi: securityTokenAbi, blockNumber };
  return at === undefined
    ? readMany(client, { ...target, functionName: 'balanceOf', listOfArgs: wallets.map((wallet) => [wallet] as const) })
    : readMany(client, {
        ...target,
        functionName: 'balanceOfAt',
        listOfArgs: wallets.map((wallet) => [wallet, BigInt(at)] as const),
      });
}

type Comparison = Moment & { balances: Map<Address, bigint>; told: readonly bigint[]; supply: bigint };

function requireSame({ token, at, balances, told, supply }: Comparison): void {
  const differences: RegisterDifference[] = [...balances]
    .map(([wallet, rebuilt], i) => ({ of: wallet, rebuilt, told: told[i] ?? 0n }))
    .filter((entry) => entry.rebuilt !== entry.told);
  const sum = [...balances.values()].reduce((total, units) => total + units, 0n);
  if (sum !== supply) differences.push({ of: 'total supply', rebuilt: sum, told: supply });
  if (differences.length > 0) throw new RegisterDiffers({ token, at, differences });
}
