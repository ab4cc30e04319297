import type { Address } from 'viem';
import { type Words, wordsFor } from '../errors/words.ts';
import { securityTokenAbi } from '../generated/abis.ts';
import { type Amount, type Unit, unitsIn } from '../money/amount.ts';
import type { ReadClient } from './client.ts';
import { requireKind } from './kinds.ts';
import { read } from './read.ts';

/** What a token's amounts are counted in. */
export async function unitOf(client: ReadClient, token: Address): Promise<Unit> {
  const [decimals, symbol] = await Promise.all([
    read(client, { address: token, abi: securityTokenAbi, functionName: 'decimals' }),
    read(client, { address: token, abi: securityTokenAbi, functionName: 'symbol' }),
  ]);
  return { decimals, symbol };
}

/** Words for a token's amounts; bare base units if the token does not say what it counts in. */
export async function wordsOf(client: ReadClient, token: Address): Promise<Words> {
  return wordsFor(await unitOf(client, token).catch(() => undefined));
}

/** An amount of a token: base units, or a typed amount, which must be the token's own. */
export type TokenAmount = bigint | Amount;

/** Base units of `token`. A typed amount of anything else is refused. */
export async function unitsOf(
  client: ReadClient,
  { token, amount }: { token: Address; amount: TokenAmount },
): Promise<bigint> {
  if (typeof amount === 'bigint') return amount;
  await requireKind(client, { address: token, kind: 'token' });
  return unitsIn(amount, await unitOf(client, token));
}
