import type { Address, Hex } from 'viem';
import { nearestWord } from '../terms/nearest.ts';
import type { Ineligibility } from '../tape/eligibility.ts';
import { Rejected } from './problems.ts';
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

/** Receivables, or the pool as a whole, that are not what the deal file asks for. */
export class TapeNotEligible extends Rejected<
  'TapeNotEligible',
  { file: string; reasons: readonly Ineligibility[] },
  { text: string }
> {
  constructor(values: { file: string; reasons: readonly Ineligibility[] }) {
    super('TapeNotEligible', {
      problems: values.reasons.map(({ row, id, reason }) => ({
        text: [values.file, row === undefined ? 'pool' : `row ${row}`, ...(id === undefined ? [] : [id])]
          .join(', ')
          .concat(`: ${reason}`),
      })),
      advice: 'Take these out of the tape, or file other criteria.',
      values,
    });
  }
}
