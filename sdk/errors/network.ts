import type { Address, Hash } from 'viem';
import { SluiceError } from './SluiceError.ts';

export class WrongChain extends SluiceError<'WrongChain', { expected: number; actual: number }> {
  constructor(expected: number, actual: number) {
    super('WrongChain', {
      what: `The client is set up for chain ${expected}, but its node serves chain ${actual}.`,
      advice: `Give the client the chain with id ${actual}, or the URL of a node of chain ${expected}. Nothing was sent.`,
      values: { expected, actual },
    });
  }
}

export class NoFunds extends SluiceError<'NoFunds', { account: Address; chainId: number }> {
  constructor({ account, chainId, cause }: { account: Address; chainId: number; cause: unknown }) {
    super('NoFunds', {
      what: `${account} cannot pay for the transaction on chain ${chainId}.`,
      advice: 'Send it some of the chain’s own coin for gas, then run this again. Nothing was sent.',
      values: { account, chainId },
      cause,
    });
  }
}

export class RpcUnreachable extends SluiceError<'RpcUnreachable', { url: string; details: string }> {
  constructor({ url, details, cause }: { url: string; details: string; cause: unknown }) {
    super('RpcUnreachable', {
      what: `The node at ${url} does not answer (${details}).`,
      advice: 'Check that it runs and that the URL is right, then run this again: what was done is not done twice.',
      values: { url, details },
      cause,
    });
  }
}

export class RequestFailed extends SluiceError<'RequestFailed', { doing: string; details: string }> {
  constructor({ doing, details, cause }: { doing: string; details: string; cause: unknown }) {
    super('RequestFailed', {
      what: `The node refused ${doing}: ${details}`,
      advice: 'The cause carries the whole answer.',
      values: { doing, details },
      cause,
    });
  }
}

export class SignatureDeclined extends SluiceError<'SignatureDeclined', { doing: string }> {
  constructor({ doing, cause }: { doing: string; cause: unknown }) {
    super('SignatureDeclined', {
      what: `The wallet’s owner declined to sign for ${doing}.`,
      advice: 'Nothing was sent.',
      values: { doing },
      cause,
    });
  }
}

export class NoAccount extends SluiceError<'NoAccount', { doing: string }> {
  constructor(doing: string) {
    super('NoAccount', {
      what: `The client has no account to sign ${doing} with.`,
      advice: 'Create the client with `account`, or take the unsigned transaction from `.prepare`.',
      values: { doing },
    });
  }
}

export class ContractReverted extends SluiceError<'ContractReverted', { doing: string; reason: string; data: string }> {
  constructor({ doing, reason, data, cause }: { doing: string; reason: string; data: string; cause: unknown }) {
    super('ContractReverted', {
      what: `A contract refused ${doing}: ${reason}.`,
      advice: 'The reason is not one of Sluice’s own: ask whoever runs the foreign contract involved.',
      values: { doing, reason, data },
      cause,
    });
  }
}

export class TransactionReverted extends SluiceError<'TransactionReverted', { doing: string; hash: Hash }> {
  constructor({ doing, hash }: { doing: string; hash: Hash }) {
    super('TransactionReverted', {
      what: `Transaction ${hash} (${doing}) was mined but reverted, though it had passed when it was tried before.`,
      advice: 'Something else came first, or it ran out of gas: run this again.',
      values: { doing, hash },
    });
  }
}

export class NotMinedYet extends SluiceError<'NotMinedYet', { doing: string; hash: Hash }> {
  constructor({ doing, hash, cause }: { doing: string; hash: Hash; cause: unknown }) {
    super('NotMinedYet', {
      what: `Transaction ${hash} (${doing}) was sent but is not mined yet.`,
      advice: 'Wait for it before you send anything that relies on it.',
      values: { doing, hash },
      cause,
    });
  }
}

export class NotEnoughGas extends SluiceError<'NotEnoughGas', { doing: string; details: string }> {
  constructor({ doing, details, cause }: { doing: string; details: string; cause: unknown }) {
    super('NotEnoughGas', {
      what: `${doing} needs more gas than the node allows it (${details}).`,
      advice: 'Do it for fewer at a time, or ask a node with a higher limit.',
      values: { doing, details },
      cause,
    });
  }
}

export class NoGasLeftInTransaction extends SluiceError<'NoGasLeftInTransaction', { doing: string; cap: bigint }> {
  constructor({ doing, cap }: { doing: string; cap: bigint }) {
    super('NoGasLeftInTransaction', {
      what: `${doing} needs more than the ${cap} gas that one transaction may use (EIP-7825).`,
      advice: 'Do it for fewer at a time.',
      values: { doing, cap },
    });
  }
}

export class TransactionsPending extends SluiceError<'TransactionsPending', { account: Address; count: number }> {
  constructor(values: { account: Address; count: number }) {
    super('TransactionsPending', {
      what: `${values.account} has ${values.count} transactions that were sent but are not mined.`,
      advice: 'Wait for them, or replace them with a higher fee, then run this again.',
      values,
    });
  }
}
