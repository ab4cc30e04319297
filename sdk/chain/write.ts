import type { Address, Hash, Hex, TransactionReceipt } from 'viem';
import { call, estimateGas, getChainId, sendTransaction, waitForTransactionReceipt } from 'viem/actions';
import { TransactionReverted, WrongChain } from '../errors/network.ts';
import type { SluiceError } from '../errors/SluiceError.ts';
import { type ReadClient, type WriteClient, accountOf } from './client.ts';
import { toSluiceError } from './failures.ts';
import type { Call } from './call.ts';
import { requireKind } from './kinds.ts';
import { wordsOf } from './words.ts';

/** A transaction for somebody else to sign: a multisig, a custodian. */
export type UnsignedTransaction = { to: Address; data: Hex; value: bigint; chainId: number };

/** A transaction that succeeded. */
export type Written = { hash: Hash; receipt: TransactionReceipt };

/**
 * A write: `action(client, parameters)` tries it, sends it and waits for its receipt; `action.prepare(client, parameters)`
 * gives it unsigned (with `sender`, tried as that account first); `action.call(client, parameters)` only encodes it.
 */
export type WriteAction<Parameters, Result extends object = object> = {
  (client: WriteClient, parameters: Parameters): Promise<Written & Result>;
  prepare: (client: ReadClient, parameters: Parameters & { sender?: Address }) => Promise<UnsignedTransaction>;
  call: (client: ReadClient, parameters: Parameters) => Promise<Call>;
};

/** Makes a write of what says how its call is encoded and, if there is more than a receipt, how its result is read. */
export function defineWrite<Parameters, Result extends object = object>({
  call: callOf,
  result: resultOf,
}: {
  call: (client: ReadClient, parameters: Parameters) => Call | Promise<Call>;
  result?: (receipt: TransactionReceipt, parameters: Parameters) => Result;
}): WriteAction<Parameters, Result> {
  const action = async (client: WriteClient, parameters: Parameters): Promise<Written & Result> => {
    await requireChain(client);
    const written = await send(client, await callOf(client, parameters));
    // Without a reader of results, Result is the empty object.
    return { ...written, ...(resultOf?.(written.receipt, parameters) ?? ({} as Result)) };
  };
  const prepare = async (
    client: ReadClient,
    { sender, ...parameters }: Parameters & { sender?: Address },
  ): Promise<UnsignedTransaction> => {
    await requireChain(client);
    const made = await callOf(client, parameters as Parameters);
    await requireKind(client, { address: made.to, kind: made.kind });
    if (sender !== undefined) await simulate(client, { made, sender });
    return { to: made.to, data: made.data, value: made.value, chainId: client.chain.id };
  };
  const encode = async (client: ReadClient, parameters: Parameters): Promise<Call> => callOf(client, parameters);
  return Object.assign(action, { prepare, call: encode });
}

/** Throws WrongChain unless the client's node serves the client's chain. */
export async function requireChain(client: ReadClient): Promise<void> {
  const actual = await getChainId(client).catch((error: unknown) => {
    throw toSluiceError(error, { doing: 'the check of the chain', client });
  });
  if (actual !== client.chain.id) throw new WrongChain(client.chain.id, actual);
}

async function simulate(client: ReadClient, { made, sender }: { made: Call; sender: Address }): Promise<void> {
  const { to, data, value } = made;
  await call(client, { account: sender, to, data, value }).catch(async (error: unknown) => {
    throw await failureOf(error, { client, made, sender });
  });
}

/** Tries a call, sends it, waits for it. */
export async function send(client: WriteClient, made: Call): Promise<Written> {
  const account = accountOf(client, made.doing);
  const sender = account.address;
  await requireKind(client, { address: made.to, kind: made.kind });
  await simulate(client, { made, sender });
  const { to, data, value } = made;
  const gas = made.gas === undefined ? {} : { gas: made.gas };
  const hash = await sendTransaction(client, { account, chain: client.chain, to, data, value, ...gas }).catch(
    async (error: unknown) => {
      throw await failureOf(error, { client, made, sender });
    },
  );
  const receipt = await waitForTransactionReceipt(client, { hash }).catch((error: unknown) => {
    throw toSluiceError(error, { doing: made.doing, client, sender, hash });
  });
  if (receipt.status === 'reverted') throw await whyReverted(client, { made, sender, receipt });
  return { hash, receipt };
}

/** What the call would cost now. Throws as sending it would. */
export async function gasOf(client: WriteClient, made: Call): Promise<bigint> {
  const { to, data, value } = made;
  const account = accountOf(client, made.doing);
  return estimateGas(client, { account, to, data, value }).catch(async (error: unknown) => {
    throw await failureOf(error, { client, made, sender: account.address });
  });
}

type Attempt = { made: Call; sender: Address };

async function failureOf(
  error: unknown,
  { client, made, sender }: Attempt & { client: ReadClient },
): Promise<SluiceError> {
  const words = made.amountsOf === undefined ? undefined : await wordsOf(client, made.amountsOf);
  return toSluiceError(error, { doing: made.doing, client, sender, words });
}

/** It had passed when it was tried: the same call on the block it was mined in usually says what came between. */
async function whyReverted(
  client: ReadClient,
  { made, sender, receipt }: Attempt & { receipt: TransactionReceipt },
): Promise<SluiceError> {
  const { to, data, value } = made;
  try {
    await call(client, { account: sender, to, data, value, blockNumber: receipt.blockNumber });
  } catch (error) {
    const failure = await failureOf(error, { client, made, sender });
    if (failure.name !== 'RequestFailed') return failure;
  }
  return new TransactionReverted({ doing: made.doing, hash: receipt.transactionHash });
}
