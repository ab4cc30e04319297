import type { Account, Address, Chain, Hash, PublicClient, TransactionReceipt, Transport, WalletClient } from 'viem';

export type Reader = PublicClient<Transport, Chain>;
export type Sender = WalletClient<Transport, Chain, Account>;

/** Who reads the chain, and who deploys and then owns what is deployed. */
export interface Clients {
  reader: Reader;
  owner: Sender;
}

/** A contract that exists, and what creating it cost. */
export interface Deployed {
  address: Address;
  receipt: TransactionReceipt;
}

export class TransactionReverted extends Error {
  override readonly name = 'TransactionReverted';
  readonly receipt: TransactionReceipt;

  constructor(receipt: TransactionReceipt) {
    super(`Transaction ${receipt.transactionHash} reverted in block ${receipt.blockNumber}.`);
    this.receipt = receipt;
  }
}

export class NothingDeployed extends Error {
  override readonly name = 'NothingDeployed';
  readonly receipt: TransactionReceipt;

  constructor(receipt: TransactionReceipt) {
    super(`Transaction ${receipt.transactionHash} created no contract.`);
    this.receipt = receipt;
  }
}

/** The receipt of a transaction that succeeded. */
export async function mined(reader: Reader, sent: Promise<Hash>): Promise<TransactionReceipt> {
  const receipt = await reader.waitForTransactionReceipt({ hash: await sent });
  if (receipt.status === 'reverted') throw new TransactionReverted(receipt);
  return receipt;
}

export async function deployed(reader: Reader, sent: Promise<Hash>): Promise<Deployed> {
  const receipt = await mined(reader, sent);
  if (!receipt.contractAddress) throw new NothingDeployed(receipt);
  return { address: receipt.contractAddress, receipt };
}
