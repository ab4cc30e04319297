import type { Account, Chain, Client, Transport } from 'viem';

/** A viem client that reads: with a chain. Any public, wallet or test client will do. */
export type ReadClient = Client<Transport, Chain, Account | undefined>;

/** A viem client that sends or signs: with a chain and an account. */
export type WriteClient = Client<Transport, Chain, Account>;
