import type { Sentences } from '../sentences.ts';

const REFILE = 'Mend the deal file and file it again: the filed terms can only be issued as they are.';

/** Errors of the factory of deals: what does not fit in a deal's terms. Classes are counted from 0. */
export const dealFactorySentences = {
  NotEquipped: () => [
    'The factory of deals does not know yet what deals are made of.',
    'Ask whoever runs the platform to finish its deployment.',
  ],
  NotTheDealsIssuer: ({ issuer, caller }) => [
    `${caller} is not the issuer of these terms, ${issuer}.`,
    'Send this from the issuer.',
  ],
  TermsNotCanonical: () => [
    'The terms do not stand in the call where an encoder puts them.',
    'Encode the call from the ABI, with nothing before, between or behind its two arguments.',
  ],
  NoClasses: () => ['No class of these terms is sold.', REFILE],
  TooManyClasses: ({ limit }) => [`A deal has at most ${limit} classes.`, REFILE],
  ClassDoesNotMatch: ({ number, inProgram, inTerms }) => [
    `Class ${number} has ${inProgram} in the program and ${inTerms} in the terms.`,
    'Compile and encode the same deal file: faces, their number and order must agree.',
  ],
  DecimalsDoNotMatch: ({ inProgram, inTerms }) => [
    `The program counts in ${inProgram} decimals, the terms in ${inTerms}.`,
    'Compile and encode the same deal file.',
  ],
  DenominationDoesNotFit: ({ number }) => [
    `The denomination of class ${number} is not a multiple of its lot, or above its face.`,
    REFILE,
  ],
  PriceDoesNotFit: ({ number }) => [
    `Class ${number} is sold without a price, or retained with one or with a floor above its face.`,
    REFILE,
  ],
  MinimumAboveFace: ({ number }) => [`Class ${number} must sell more than its face.`, REFILE],
  OfferingDatesDoNotFit: ({ opens, closes, settleBy, firstRecordDate }, say) => [
    `The offering opens ${say.moment(opens)}, closes ${say.moment(closes)} and settles by ${say.moment(settleBy)}; the first record date is ${say.moment(firstRecordDate)}.`,
    'These must come one after the other, and the offering must not have closed yet.',
  ],
  OpeningCashNotCovered: ({ needed, given }) => [
    `The accounts open with ${needed} units of the deal's money, and the purposes without a payee have ${given}.`,
    REFILE,
  ],
  MinimumRaiseTooSmall: ({ needed, least }) => [
    `The offering may settle with ${least} units of the deal's money, and the accounts open with ${needed}.`,
    REFILE,
  ],
  PurposesTooSmall: ({ raised, caps }) => [
    `The purposes take up ${caps} units of the deal's money of the ${raised} that can come in.`,
    REFILE,
  ],
  TermOutOfRange: ({ value, lowest, highest }) => [
    `A term is ${value}; it can be from ${lowest} to ${highest}.`,
    REFILE,
  ],
} satisfies Partial<Sentences>;
