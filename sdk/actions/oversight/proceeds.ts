import { type Address, erc20Abi } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { PurposeUnknown } from '../../errors/oversight.ts';
import { iProceedsLedgerAbi } from '../../generated/abis.ts';
import { type Amount, type Unit, unitsIn } from '../../money/amount.ts';
import { decodeCurrency } from './filing.ts';

/** An amount of the deal's money: base units, or typed as `getProceeds` gives them. */
export type DealAmount = bigint | Amount;

/** A purpose: its number from 0, or its name as filed. */
export type PurposeReference = number | string;

type Scaled = { asset: Address; scale: bigint; currency: `0x${string}` };

/** What the deal counts in: the asset has `scale` = 10^n units to one of the deal's, so n decimals more. */
export async function dealUnit(client: ReadClient, { asset, scale, currency }: Scaled): Promise<Unit> {
  const decimals = await read(client, { address: asset, abi: erc20Abi, functionName: 'decimals' });
  return { decimals: decimals - (scale.toString().length - 1), symbol: decodeCurrency(currency) };
}

/** Base units of the deal's money. A typed amount of anything else is refused. */
export async function dealUnits(
  client: ReadClient,
  { proceeds, amount }: { proceeds: Address; amount: DealAmount },
): Promise<bigint> {
  if (typeof amount === 'bigint') return amount;
  return unitsIn(amount, await dealUnit(client, await tableOf(client, proceeds)));
}

/**
 * The number of a purpose.
 * @throws {PurposeUnknown} if none, or more than one, has that name
 */
export async function purposeNumber(
  client: ReadClient,
  { proceeds, purpose }: { proceeds: Address; purpose: PurposeReference },
): Promise<bigint> {
  if (typeof purpose === 'number') return BigInt(purpose);
  const { purposes } = await tableOf(client, proceeds);
  const names = purposes.map(({ name }) => name);
  const number = names.indexOf(purpose);
  if (number === -1 || names.lastIndexOf(purpose) !== number) throw new PurposeUnknown({ purpose, purposes: names });
  return BigInt(number);
}

export async function tableOf(client: ReadClient, proceeds: Address) {
  await requireKind(client, { address: proceeds, kind: 'proceeds ledger' });
  return read(client, { address: proceeds, abi: iProceedsLedgerAbi, functionName: 'table' });
}
