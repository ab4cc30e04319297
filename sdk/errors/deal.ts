import type { Address, Hex } from 'viem';
import { nearestWord } from '../terms/nearest.ts';
import { SluiceError } from './SluiceError.ts';

export class UnknownClass extends SluiceError<'UnknownClass', { given: string; known: readonly string[] }> {
  constructor(given: string, known: readonly string[]) {
    const near = nearestWord(given, known);
    super('UnknownClass', {
      what: `The deal has no class ${given}: it has ${known.join(', ')}.`,
      advice: near === undefined ? 'Name one of these.' : `Did you mean ${near}?`,
      values: { given, known },
    });
  }
}

export class TermsNotOfTheFiling extends SluiceError<'TermsNotOfTheFiling', { filed: Hex; given: Hex }> {
  constructor(values: { filed: Hex; given: Hex }) {
    super('TermsNotOfTheFiling', {
      what: `These terms (${values.given}) are not the filed ones (${values.filed}).`,
      advice: 'Issue with the deal file and the tape that were filed, or file again.',
      values,
    });
  }
}

export class NotADealOfThePlatform extends SluiceError<'NotADealOfThePlatform', { deal: Address; factory: Address }> {
  constructor(values: { deal: Address; factory: Address }) {
    super('NotADealOfThePlatform', {
      what: `${values.deal} is not a deal that ${values.factory} created.`,
      advice: 'Check the address, the chain and the platform.',
      values,
    });
  }
}
