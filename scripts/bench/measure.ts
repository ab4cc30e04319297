import { network } from 'hardhat';
import type { NetworkConnection } from 'hardhat/types/network';
import { type Address, type Hash, type TransactionReceipt, keccak256, slice, stringToHex } from 'viem';
import { type Reader, type Sender, mined } from '../../test/foreign/chain.ts';

/** `null` where nobody measured it, or where a contract has no such operation. */
export type Figure = bigint | number | null;

/** One line of the benchmark: the same operation by us and by the others, and what we promised. */
export interface Row {
  operation: string;
  setting: string;
  sluice: Figure;
  openzeppelin: Figure;
  trex: Figure;
  /** Highest figure we allow ourselves; `null` if the row is there to compare only. */
  target: Figure;
  /** `null` as long as there is no target or no figure. */
  met: boolean | null;
}

/** A chain nobody else uses while it is measured, and those who act on it. */
export interface Bench {
  connection: NetworkConnection;
  reader: Reader;
  /** Deploys, administers and mints. */
  owner: Sender;
  /** Sends the transfers. */
  seller: Sender;
  /** Holds units before and after. */
  buyer: Address;
  /** May hold, but holds nothing yet. */
  newcomer: Address;
  /** Hold units before and after; the recipients of batches. */
  buyers: readonly Address[];
  close: () => Promise<void>;
}

export const BATCH_SIZE = 10;

export class NotAloneInBlock extends Error {
  override readonly name = 'NotAloneInBlock';

  constructor({ transactionHash, blockNumber }: TransactionReceipt, transactions: number) {
    super(
      `Block ${blockNumber} holds ${transactions} transactions; measure ${transactionHash} alone, with automine on.`,
    );
  }
}

export class TooFewAccounts extends Error {
  override readonly name = 'TooFewAccounts';

  constructor() {
    super('The network has fewer than two accounts: the benchmark needs one that owns and one that sells.');
  }
}

/** Starts a chain of its own in this process, on Hardhat's default hardfork. */
export async function openBench(): Promise<Bench> {
  const connection = await network.create();
  const [owner, seller] = await connection.viem.getWalletClients();
  if (!owner || !seller) throw new TooFewAccounts();
  return {
    connection,
    reader: await connection.viem.getPublicClient(),
    owner,
    seller,
    buyer: addressNamed('buyer'),
    newcomer: addressNamed('newcomer'),
    buyers: Array.from({ length: BATCH_SIZE }, (_, item) => addressNamed(`buyer ${item}`)),
    close: () => connection.close(),
  };
}

/** An address nobody has the key of; the same in every run, because its zero bytes are part of what a call costs. */
export function addressNamed(name: string): Address {
  return slice(keccak256(stringToHex(name)), 12);
}

/** Gas of one successful transaction, all of it: base cost, call data, execution, less refunds. */
export async function gasUsed(reader: Reader, sent: Promise<Hash>): Promise<bigint> {
  const receipt = await mined(reader, sent);
  const transactions = await reader.getBlockTransactionCount({ blockHash: receipt.blockHash });
  if (transactions !== 1) throw new NotAloneInBlock(receipt, transactions);
  return receipt.gasUsed;
}

/** Gas of one item of a batch, rounded up: a batch never costs less than its figure says. */
export function perItem(gas: bigint, items: number): bigint {
  return (gas + BigInt(items) - 1n) / BigInt(items);
}

/** Completes a row: figures that were not measured are `null`, and whether the target is met is worked out. */
export function row({
  operation,
  setting,
  sluice = null,
  openzeppelin = null,
  trex = null,
  target = null,
}: Pick<Row, 'operation' | 'setting'> & Partial<Omit<Row, 'met'>>): Row {
  const met = sluice === null || target === null ? null : sluice <= target;
  return { operation, setting, sluice, openzeppelin, trex, target, met };
}
