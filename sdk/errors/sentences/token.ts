import type { Sentences } from '../sentences.ts';

/** Errors of the token, its factory and the record dates. */
export const tokenSentences = {
  TransfersPaused: () => ['The token is paused.', 'Wait until an agent of the token unpauses it.'],
  TransfersNotPaused: () => ['The token is not paused.', 'There is nothing to unpause.'],
  WalletFrozen: ({ wallet }) => [`Wallet ${wallet} is frozen:`, 'ask the transfer agent.'],
  WalletRecovered: ({ wallet, successor }) => [
    `Wallet ${wallet} was lost and recovered.`,
    `Use its successor ${successor}.`,
  ],
  HolderDenied: ({ wallet }) => [
    `Wallet ${wallet} is on the platform’s deny-list.`,
    'It neither sends nor receives until an agent of the identity registry takes it off.',
  ],
  HolderNotEligible: ({ wallet }) => [
    `${wallet} is not eligible to receive now.`,
    'getInvestor says why; whitelist it, or renew its evidence.',
  ],
  FreeUnitsExceeded: ({ holder, free, needed }, say) => [
    `${holder} has ${say.amount(free)} free to move, and ${say.amount(needed)} are asked for.`,
    'Ask for less; frozen units and units under lien are not free.',
  ],
  UnitsUnderLien: ({ holder, movable, needed }, say) => [
    `${holder} has ${say.amount(movable)} that are not under lien, and ${say.amount(needed)} are asked for.`,
    'Take less, or name the keeper of the lien.',
  ],
  MaximumSupplyExceeded: ({ maximum, outstanding, amount }, say) => [
    `${say.amount(amount)} more on ${say.amount(outstanding)} outstanding would pass the maximum supply of ${say.amount(maximum)}.`,
    `At most ${say.amount(maximum - outstanding)} can be minted; the maximum is fixed for good.`,
  ],
  MintIsClosed: () => ['Minting of this token was closed for good.', 'Issue another token.'],
  NothingToMove: () => ['The amount is zero.', 'Give an amount above zero.'],
  SameWallet: ({ wallet }) => [`Both wallets are ${wallet}.`, 'Name two different wallets.'],
  FrozenUnitsExceeded: ({ holder, frozen, needed }, say) => [
    `${holder} has ${say.amount(frozen)} frozen, and ${say.amount(needed)} should be released.`,
    `Release at most ${say.amount(frozen)}.`,
  ],
  LengthMismatch: ({ first, other }, say) => [
    `The lists of the batch differ: ${say.times(first, 'entry').replace('entrys', 'entries')} and ${other}.`,
    'Give lists of the same length.',
  ],
  NotTheSameIdentity: ({ lostWallet, newWallet, identity }) => [
    `${lostWallet} and ${newWallet} are not both wallets of identity ${identity}.`,
    'Link the new wallet to the identity first (linkWallet), then recover.',
  ],
  NotAContract: ({ given }) => [
    `${given} is not a contract that answers as it should here.`,
    'Check the address and the chain.',
  ],
  DecimalsOutOfRange: ({ decimals }) => [`A token can't have ${decimals} decimals.`, 'Choose 0 to 18.'],
  EmptyText: () => ['Name or symbol is empty.', 'Give the token both.'],
  ZeroAddress: () => ['The owner of the token is the zero address.', 'Name its owner.'],
  NotTheFactory: ({ caller }) => [
    `${caller} is not the factory, which alone may do this.`,
    'Create a token with deployToken, a deal with issue.',
  ],
  PermitExpired: ({ deadline }, say) => [
    `The permit was good until ${say.moment(deadline)}.`,
    'Have the owner sign a new one.',
  ],
  PermitSignatureInvalid: ({ owner }) => [
    `The permit is not signed by ${owner}, or was used already.`,
    'Have the owner sign it for this token, chain and nonce.',
  ],
  NotAPastRecordDate: ({ moment }, say) => [
    `${say.moment(moment)} is not a record date of this token that has come.`,
    'Ask for a listed record date, once it has passed.',
  ],
  RecordDatesNotAccepted: ({ source }) => [
    `The token does not take record dates from ${source}.`,
    'They are set once, before the first mint, from a list to which the token was added (addToRecordDates).',
  ],
  NotALienKeeper: ({ caller }) => [
    `${caller} may not place liens on this token.`,
    'The token’s owner names keepers of liens.',
  ],
  LienExceeded: ({ holder, keeper, lien, needed }, say) => [
    `${keeper} has ${say.amount(lien)} of ${holder} under lien, and ${say.amount(needed)} are asked for.`,
    `Ask for at most ${say.amount(lien)}.`,
  ],
  TooManyLienKeepers: ({ limit }) => [
    `A token has at most ${limit} keepers of liens.`,
    'Stop one whose liens are all released first.',
  ],
  ForeignComplianceRefused: ({ compliance }) => [
    `The compliance contract ${compliance} refuses, and gives no reason.`,
    'It is not Sluice’s: ask whoever runs it.',
  ],
  NotThePreviousDate: ({ previous, moment }, say) => [
    `${previous === 0 ? 'The start of the list' : say.moment(previous)} is not the place in the list just before ${say.moment(moment)}.`,
    'Another date was listed meanwhile: run this again.',
  ],
  RecordDateAlreadyListed: ({ moment }, say) => [`${say.moment(moment)} is a record date already.`, 'Nothing to do.'],
  RecordDateTooSoon: ({ moment, earliest }, say) => [
    `${say.moment(moment)} is too soon for a record date.`,
    `With the notice that was promised, ${say.moment(earliest)} is the earliest.`,
  ],
  TooManyRecordDates: ({ limit }) => [
    `The list takes no more than ${limit} record dates.`,
    'Give the next token a list of its own.',
  ],
  TokenAlreadyAdded: ({ token }) => [`Token ${token} follows these record dates already.`, 'Nothing to do.'],
  TooManyTokens: ({ limit }) => [
    `One list of record dates serves at most ${limit} tokens.`,
    'Remove one that is closed (removeFromRecordDates), or deploy another list for further tokens.',
  ],
  TokenNotAdded: ({ token }) => [`Token ${token} is not on this list of record dates.`, 'Nothing to do.'],
  TokenNeedsRecordDates: ({ token }) => [
    `Token ${token} follows these record dates and has units, or may be minted.`,
    'It is removed once all its units are burnt and its mint is closed.',
  ],
} as const satisfies Partial<Sentences>;
