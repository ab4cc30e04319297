import type { Address } from 'viem';
import { SluiceError } from './SluiceError.ts';

type Where = { address: Address; chainId: number };

export class NotASluiceToken extends SluiceError<'NotASluiceToken', Where> {
  constructor(where: Where) {
    super('NotASluiceToken', {
      what: `${where.address} is no Sluice token on chain ${where.chainId}.`,
      advice: 'Check the address and the chain; a token is created by deployToken.',
      values: where,
    });
  }
}

export class NotARegistry extends SluiceError<'NotARegistry', Where> {
  constructor(where: Where) {
    super('NotARegistry', {
      what: `${where.address} is no Sluice identity registry on chain ${where.chainId}.`,
      advice: 'Check the address and the chain; a token names its registry in `getToken(…).identityRegistry`.',
      values: where,
    });
  }
}

export class NotACompliance extends SluiceError<'NotACompliance', Where> {
  constructor(where: Where) {
    super('NotACompliance', {
      what: `${where.address} is no Sluice compliance contract on chain ${where.chainId}.`,
      advice: 'Rules are set where the token’s compliance is Sluice’s; of a foreign one ask its own tools.',
      values: where,
    });
  }
}

export class NoContract extends SluiceError<'NoContract', Where & { expected: string }> {
  constructor({ address, chainId, expected }: Where & { expected: string }) {
    super('NoContract', {
      what: `There is no contract at ${address} on chain ${chainId}, where ${expected} was expected.`,
      advice: 'Check the address and the chain.',
      values: { address, chainId, expected },
    });
  }
}

export class AddressMissing extends SluiceError<'AddressMissing', { parameter: string }> {
  constructor(parameter: string) {
    super('AddressMissing', {
      what: `No \`${parameter}\` was given.`,
      advice: 'Pass it, or extend the client with `sluiceActions({ platform })` so that every action knows it.',
      values: { parameter },
    });
  }
}
