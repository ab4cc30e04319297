import type { Address } from 'viem';
import { type Amount, parseAmount } from '../../money/amount.ts';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { requireChain } from '../../chain/write.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

export type GetTokenParameters = { token: Address };

export type Token = {
  token: Address;
  name: string;
  symbol: string;
  decimals: number;
  owner: Address;
  totalSupply: Amount;
  maximumSupply: Amount;
  mintClosed: boolean;
  paused: boolean;
  inDeal: boolean;
  identityRegistry: Address;
  compliance: Address;
  onchainID: Address;
  /** Where record dates come from; zero if there are none. */
  recordDates: Address;
  version: string;
  /** Reads an amount of this token as people write it: `amount('1,000.50')`. */
  amount: (text: string) => Amount;
};

/**
 * Everything about a token that is not about a holder.
 *
 * @example
 * const { symbol, totalSupply, amount } = await getToken(client, { token });
 * await transfer(fund, { token, to, amount: amount('1,000') });
 */
export async function getToken(client: ReadClient, { token }: GetTokenParameters): Promise<Token> {
  await requireChain(client);
  await requireKind(client, { address: token, kind: 'token' });
  const at = { address: token, abi: securityTokenAbi } as const;
  const [texts, supply, flags, parties] = await Promise.all([
    Promise.all([
      read(client, { ...at, functionName: 'name' }),
      read(client, { ...at, functionName: 'symbol' }),
      read(client, { ...at, functionName: 'decimals' }),
      read(client, { ...at, functionName: 'version' }),
    ]),
    Promise.all([
      read(client, { ...at, functionName: 'totalSupply' }),
      read(client, { ...at, functionName: 'maximumSupply' }),
    ]),
    Promise.all([
      read(client, { ...at, functionName: 'mintClosed' }),
      read(client, { ...at, functionName: 'paused' }),
      read(client, { ...at, functionName: 'inDeal' }),
    ]),
    Promise.all([
      read(client, { ...at, functionName: 'owner' }),
      read(client, { ...at, functionName: 'identityRegistry' }),
      read(client, { ...at, functionName: 'compliance' }),
      read(client, { ...at, functionName: 'onchainID' }),
      read(client, { ...at, functionName: 'recordDates' }),
    ]),
  ]);
  const [name, symbol, decimals, version] = texts;
  const [mintClosed, paused, inDeal] = flags;
  const [owner, identityRegistry, compliance, onchainID, recordDates] = parties;
  const unit = { decimals, symbol };
  return {
    ...{ token, name, symbol, decimals, version, mintClosed, paused, inDeal },
    ...{ owner, identityRegistry, compliance, onchainID, recordDates },
    totalSupply: { ...unit, units: supply[0] },
    maximumSupply: { ...unit, units: supply[1] },
    amount: (text) => parseAmount(text, unit),
  };
}
