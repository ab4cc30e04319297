import type { Sentences } from '../sentences.ts';

/** Errors of the waterfall and its paying agent. */
export const waterfallSentences = {
  NotThePool: ({ caller }) => [
    `${caller} is not the pool of this waterfall.`,
    'Fund and close the period through the pool.',
  ],
  NotTheTrustee: ({ caller }) => [`${caller} is not the trustee.`, 'Send this from the trustee of the deal.'],
  NotTheDeal: ({ caller }) => [`${caller} is not the deal.`, 'Call the notes through the deal.'],
  NotTheWaterfall: ({ caller }) => [`${caller} is not the waterfall.`, 'Only the waterfall declares payments.'],
  NotTrusteeNorVerifier: ({ caller }) => [
    `${caller} is neither trustee nor verifier.`,
    'The fallback is opened by those two together.',
  ],
  FeePayeesDoNotMatch: ({ fees, payees }, say) => [
    `The program has ${say.times(fees, 'fee')}, and ${say.times(payees, 'payee')} were given.`,
    'Name one payee for each fee, in the order of the deal file.',
  ],
  AssetTooCoarse: ({ dealDecimals, assetDecimals }) => [
    `The deal counts with ${dealDecimals} decimals, the settlement asset with ${assetDecimals}.`,
    'Choose an asset with at least as many decimals (and at most 28 more), or lower the deal’s.',
  ],
  LessArrived: ({ expected, arrived }) => [
    `The contract should hold ${expected} base units of the settlement asset and holds ${arrived}.`,
    'Transfer what is missing first. An asset that takes a fee of transfers can’t be used.',
  ],
  TooMuchCash: ({ amount }, say) => [
    `${say.amount(amount)} are more than one payment date can have.`,
    'Deposit less than 2^100 units.',
  ],
  DateOutOfOrder: ({ expected, got }) => [
    `Payment date ${expected} comes next, and ${got} was asked for.`,
    'Each date is run once, in order.',
  ],
  BeforePaymentDate: ({ date, opens }, say) => [
    `Payment date ${date} opens at ${say.moment(opens)}.`,
    'Run it from then on.',
  ],
  InputsDoNotMatch: ({ expected, got }, say) => [
    `The program has ${say.times(expected, 'input')}, and ${say.times(got, 'value')} were given.`,
    'Give one value for each input, in the program’s order.',
  ],
  NoDateLeft: ({ lastDate }) => [
    `The program’s last payment date is ${lastDate}.`,
    'There is none after it; what comes later is not distributed here.',
  ],
  NothingOwed: ({ payee }) => [`${payee} is owed nothing here.`, 'Nothing to withdraw.'],
  OpenedAlready: () => [
    'The waterfall of this deal was opened already.',
    'A deal is opened once; run its payment dates.',
  ],
  NotOpened: () => [
    'The waterfall of this deal is not open: its offering has not settled.',
    'Settle the offering first; a deal whose offering failed never opens.',
  ],
  MintedAboveFace: ({ number, face, minted }, say) => [
    `${say.amount(minted)} were minted of class ${number}, and the program opens it with ${say.amount(face)}.`,
    'Open with what was minted, at most what the deal file says.',
  ],
  ClassesDoNotMatch: ({ classes, amounts }, say) => [
    `The program’s classes are ${classes}, and ${say.times(amounts, 'amount')} were given.`,
    'Give one amount for each class, in the order of the deal file; 0 for a class without a face.',
  ],
  NotATriggerCell: ({ cell }) => [
    `Cell ${cell} can’t be the cell of a trigger.`,
    'Name the cells of the compiled triggers; they are below 1024.',
  ],
  SameAsset: ({ asset }) => [`${asset} is the settlement asset already.`, 'Name another asset to succeed it.'],
  FormerAssetStillOwed: ({ asset, bringer }) => [
    `${asset} was the settlement asset before, and ${bringer} is still owed some of it here.`,
    'Call withdrawFormer first, then succeed the asset.',
  ],
  DisclosureNeedsMoreGas: ({ left }) => [
    `Only ${left} gas was left when something had to be disclosed.`,
    'Send the transaction with more gas: up to 15 million for a date with everything to disclose.',
  ],
  FallbackTooEarly: ({ date, opens }, say) => [
    `Payment date ${date} may still be run; the fallback opens at ${say.moment(opens)}.`,
    'Run the date, or wait until then.',
  ],
  InFallback: () => ['The fallback was opened: the program will never run again.', 'Use runFallback.'],
  NotInFallback: () => ['The fallback was not opened.', 'Run the payment date itself.'],
  NoSuchWaiver: ({ trigger }) => [
    `The program has no waivable trigger ${trigger}.`,
    'Count the triggers marked waivable in the deal file, from 0.',
  ],
  NotADateToCome: ({ date }) => [
    `Payment date ${date} was run already, or is not one of the deal’s.`,
    'Name a date that is still to come.',
  ],
  DateAlreadyDeclared: ({ last, got }) => [
    `Payments up to date ${last} are declared, and ${got} was given.`,
    'Each date is declared once.',
  ],
} satisfies Partial<Sentences>;
