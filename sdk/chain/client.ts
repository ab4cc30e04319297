import type { Account, Chain, Client, Transport } from 'viem';
import { NoAccount } from '../errors/network.ts';

/** A viem client that reads: with a chain. Any public, wallet or test client will do. */
export type ReadClient = Client<Transport, Chain, Account | undefined>;

/** A viem client that sends or signs: with a chain and an account. */
export type WriteClient = Client<Transport, Chain, Account>;

/** The client's account. The types say there is one; whoever calls from JavaScript may have none. */
export function accountOf(client: WriteClient, doing: string): Account {
  const { account } = client as ReadClient;
  if (account === undefined) throw new NoAccount(doing);
  return account;
}
