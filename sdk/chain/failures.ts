import {
  type Address,
  BaseError,
  type Hash,
  HttpRequestError,
  InsufficientFundsError,
  type Hex,
  SocketClosedError,
  TimeoutError,
  UserRejectedRequestError,
  WaitForTransactionReceiptTimeoutError,
  WebSocketRequestError,
  isHex,
} from 'viem';
import { isSluiceError } from '../errors/contract.ts';
import { errorFromRevert } from '../errors/decode.ts';
import {
  NoFunds,
  NotEnoughGas,
  NotMinedYet,
  RequestFailed,
  RpcUnreachable,
  SignatureDeclined,
} from '../errors/network.ts';
import type { SluiceError } from '../errors/SluiceError.ts';
import type { Words } from '../errors/words.ts';
import type { ReadClient } from './client.ts';

/** What was being done when it failed. */
export type Circumstances = {
  doing: string;
  client: ReadClient;
  sender?: Address | undefined;
  hash?: Hash | undefined;
  words?: Words | undefined;
};

const NO_FUNDS = /insufficient funds|doesn't have enough funds|gas \* price \+ value/i;
const NOT_ENOUGH_GAS =
  /gas required exceeds|out of gas|exceeds (the )?(block |transaction )?gas (limit|cap)|gas limit (is )?(too high|exceeds)/i;
const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|ECONNRESET|fetch failed|socket hang up/i;

/** Turns whatever viem or the node threw into a typed error that says what to do. */
export function toSluiceError(error: unknown, { doing, client, sender, hash, words }: Circumstances): SluiceError {
  if (isSluiceError(error)) return error;
  const causes = causesOf(error);
  const data = causes.map(revertDataOf).find((found) => found !== undefined);
  if (data !== undefined) return errorFromRevert({ data, doing, words, cause: error });
  const text = causes.map(messageOf).join('\n');
  if (causes.some(isUnreachable) || UNREACHABLE.test(text)) {
    return new RpcUnreachable({ url: urlOf(client), details: detailsOf(error), cause: error });
  }
  if (
    sender !== undefined &&
    (causes.some((cause) => cause instanceof InsufficientFundsError) || NO_FUNDS.test(text))
  ) {
    return new NoFunds({ account: sender, chainId: client.chain.id, cause: error });
  }
  if (causes.some((cause) => cause instanceof UserRejectedRequestError)) {
    return new SignatureDeclined({ doing, cause: error });
  }
  if (hash !== undefined && causes.some((cause) => cause instanceof WaitForTransactionReceiptTimeoutError)) {
    return new NotMinedYet({ doing, hash, cause: error });
  }
  // Before reverts: viem takes geth's "gas required exceeds allowance" for one.
  if (NOT_ENOUGH_GAS.test(text)) return new NotEnoughGas({ doing, details: detailsOf(error), cause: error });
  if (/execution reverted|reverted without a reason/i.test(text)) {
    return errorFromRevert({ data: '0x', doing, cause: error });
  }
  return new RequestFailed({ doing, details: detailsOf(error), cause: error });
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let next = error; next !== undefined && next !== null && causes.length < 20; next = fieldOf(next, 'cause')) {
    causes.push(next);
  }
  return causes;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}

/** Nodes put it in `data`, or one level deeper; a node that only says "reverted" gives none. */
function revertDataOf(cause: unknown): Hex | undefined {
  const data = fieldOf(cause, 'data');
  for (const found of [data, fieldOf(data, 'data')]) if (isHex(found) && found !== '0x') return found;
  return undefined;
}

function isUnreachable(cause: unknown): boolean {
  if (cause instanceof HttpRequestError) return cause.status === undefined || cause.status >= 500;
  return cause instanceof TimeoutError || cause instanceof WebSocketRequestError || cause instanceof SocketClosedError;
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : typeof cause === 'string' ? cause : '';
}

function detailsOf(error: unknown): string {
  if (error instanceof BaseError) return oneLine(error.details || error.shortMessage);
  return oneLine(messageOf(error) || 'no details');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function urlOf(client: ReadClient): string {
  const url: unknown = fieldOf(client.transport, 'url');
  return typeof url === 'string' ? url : client.transport.name;
}
