import type { Address } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { unitOf } from '../../chain/words.ts';
import { securityTokenAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';

export type GetHoldingParameters = { token: Address; wallet: Address };

export type Holding = {
  wallet: Address;
  balance: Amount;
  /** What its holder may move: balance − frozen − under lien. */
  free: Amount;
  frozen: Amount;
  underLien: Amount;
  /** The wallet as a whole is frozen. */
  walletFrozen: boolean;
  /** The wallet that stands for it, if it was lost and recovered. */
  successor: Address | undefined;
};

/**
 * What a wallet holds of a token, and what of it is free to move.
 *
 * @example
 * const { balance, free } = await getHolding(client, { token, wallet });
 */
export async function getHolding(client: ReadClient, { token, wallet }: GetHoldingParameters): Promise<Holding> {
  await requireKind(client, { address: token, kind: 'token' });
  const at = { address: token, abi: securityTokenAbi, args: [wallet] } as const;
  const [unit, balance, free, frozen, underLien, walletFrozen, successor] = await Promise.all([
    unitOf(client, token),
    read(client, { ...at, functionName: 'balanceOf' }),
    read(client, { ...at, functionName: 'freeUnitsOf' }),
    read(client, { ...at, functionName: 'getFrozenTokens' }),
    read(client, { ...at, functionName: 'liensOf' }),
    read(client, { ...at, functionName: 'isFrozen' }),
    read(client, { ...at, functionName: 'successorOf' }),
  ]);
  return {
    wallet,
    balance: { ...unit, units: balance },
    free: { ...unit, units: free },
    frozen: { ...unit, units: frozen },
    underLien: { ...unit, units: underLien },
    walletFrozen,
    successor: BigInt(successor) === 0n ? undefined : successor,
  };
}
