import type { Sentences } from '../sentences.ts';

/** Errors of the paying agent. */
export const distributionSentences = {
  HolderFrozen: ({ holder }) => [
    `${holder} is frozen: what it is owed is kept for it.`,
    'Collect when the freeze is released; ask the transfer agent about it.',
  ],
  NothingToCollect: ({ holder, classNumber }) => [
    `${holder} is owed nothing in class ${classNumber}.`,
    'It has collected everything, or held no units at the record dates.',
  ],
  NothingToWithdraw: ({ payee, asset }) => [
    `Nothing is there for ${payee} in ${asset}.`,
    'Ask again when something was withheld or attached.',
  ],
  NoSuchClass: ({ classNumber }) => [
    `The deal has no class ${classNumber}.`,
    'Count the classes in the order of the deal file, from 0.',
  ],
  NotItself: ({ caller }) => [
    `${caller} asked for an inner step of the paying agent.`,
    'Use collect, collectFor or collectMany.',
  ],
  PayoutNotTheSameIdentity: ({ holder, payout }) => [
    `${payout} is not a wallet of the identity of ${holder}, or is frozen or lost.`,
    'Name another wallet of the same investor; have it linked first (linkWallet).',
  ],
  TaxAboveCeiling: ({ ceiling, rate }, say) => [
    `A rate of ${say.times(rate, 'billionth')} is above ${say.times(ceiling, 'billionth')}.`,
    'Lower the ceiling of withholding in the terms.',
  ],
  NoTaxAccount: () => ['The terms name no tax account.', 'Name one, or let the ceiling of withholding be 0.'],
  ClassClosedAlready: ({ classNumber }) => [`Class ${classNumber} is closed already.`, 'Nothing to do.'],
  CollectNeedsMoreGas: ({ left }) => [
    `With ${left} gas left a payee, a registry or a tax source could not be given its allowance.`,
    'Give the transaction more gas, or collect for fewer holders at once.',
  ],
} satisfies Partial<Sentences>;
