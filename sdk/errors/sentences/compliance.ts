import type { Sentences } from '../sentences.ts';

/** Errors of the rules, of their settings and of modules. */
export const complianceSentences = {
  MainlandChinaClosed: ({ receiver }) => [
    `${receiver} is in mainland China, where this token is not sold.`,
    'The receiver must be recorded in another country, on evidence.',
  ],
  NotInWholeLots: ({ amount, lotSize }, say) => [
    `${say.amount(amount)} is not a multiple of the lot of ${say.amount(lotSize)}.`,
    `Move whole lots: ${say.amount(amount - (amount % lotSize))}, say.`,
  ],
  ClassNotAllowed: ({ receiver, class: number }, say) => [
    `${receiver} is a ${say.investorClass(number)} investor, and that class may not hold this token.`,
    'The receiver must be recorded in another class, on evidence.',
  ],
  UsPersonNotAllowed: ({ receiver }) => [
    `${receiver} is a US person, to whom this token is not sold.`,
    'The registry must no longer record it as one, on evidence.',
  ],
  MaximumPerIdentityExceeded: ({ receiver, wouldHold, maximum }, say) => [
    `${receiver} would hold ${say.amount(wouldHold)} with all its wallets, above the maximum of ${say.amount(maximum)} for one investor.`,
    `Move at least ${say.amount(wouldHold - maximum)} less.`,
  ],
  CountryNotAllowed: ({ receiver, country }) => [
    `${receiver} is in country ${country}, which is not among those allowed.`,
    'The token’s owner may allow the country.',
  ],
  CountryIsDenied: ({ receiver, country }) => [
    `${receiver} is in country ${country}, which is denied.`,
    'The receiver must be recorded in another country, on evidence.',
  ],
  VolumeExceeded: ({ sender, used, amount, limit }, say) => [
    `${sender} moved ${say.amount(used)} in this window; ${say.amount(amount)} more would pass its limit of ${say.amount(limit)}.`,
    amount > limit
      ? `Move at most ${say.amount(limit)} in one window.`
      : `Move at most ${say.amount(limit - used)}, or wait for the next window.`,
  ],
  BelowMinimumHolding: ({ wallet, wouldHold, minimum }, say) => [
    `${wallet} would hold ${say.amount(wouldHold)}, below the minimum of ${say.amount(minimum)}.`,
    'Sell all, or leave at least the minimum on both sides.',
  ],
  HolderLimitReached: ({ limit }) => [
    `The token has ${limit} holders, which is the most it may have.`,
    'Sell to a holder, or wait until one sells out.',
  ],
  CountryHolderLimitReached: ({ country, limit }) => [
    `The token has ${limit} holders in country ${country}, which is the most it may have there.`,
    'Sell to a holder there, or wait until one sells out.',
  ],
  ClassHolderLimitReached: ({ class: number, limit }, say) => [
    `The token has ${limit} ${say.investorClass(number)} holders, which is the most it may have of that class.`,
    'Sell to a holder of that class, or wait until one sells out.',
  ],
  SupplyLimitExceeded: ({ wouldBe, limit }, say) => [
    `The supply would be ${say.amount(wouldBe)}, above its limit of ${say.amount(limit)}.`,
    'Mint less, or have the token’s owner raise the limit.',
  ],
  UnitsLockedUp: ({ sender, free, amount, until }, say) => [
    `Of ${sender}'s units ${say.amount(free)} were held long enough, and ${say.amount(amount)} are asked for.`,
    until >= 1n << 64n ? 'Move less.' : `Move less, or wait until ${say.moment(until)}.`,
  ],
  OutsideTransferWindow: ({ opens, closes }, say) => [
    `Transfers are open from ${say.moment(opens)} until ${say.moment(closes)} only.`,
    'Transfer then, or wait for a new window.',
  ],
  RecordDateNear: ({ recordDate, until }, say) => [
    `Transfers rest around the record date ${say.moment(recordDate)}.`,
    `Transfer from ${say.moment(until)} on.`,
  ],
  NoApprovedCounterparty: ({ sender, receiver }) => [
    `Neither ${sender} nor ${receiver} is an approved counterparty.`,
    'The token’s owner may approve one of them.',
  ],
  NotPreApproved: ({ sender, receiver, amount }, say) => [
    `No approval is left for ${say.amount(amount)} from ${sender} to ${receiver}.`,
    'Ask an agent of the token to approve exactly this transfer (approveTransfer).',
  ],
  NotThroughAVenue: ({ sender, receiver }) => [
    `Units change hands through a venue only, and neither ${sender} nor ${receiver} is one.`,
    'Trade through a listed venue.',
  ],
  BelowRetainedFloor: ({ holder, wouldHold, floor }, say) => [
    `${holder} would keep ${say.amount(wouldHold)}, and must retain ${say.amount(floor)} of the risk.`,
    `Move at least ${say.amount(floor - wouldHold)} less.`,
  ],
  OnTokenDenyList: ({ account }) => [
    `${account}, or its identity, is on this token's deny-list.`,
    'The token’s owner can take it off.',
  ],
  NotTheTokensOwner: ({ token, caller }) => [
    `${caller} is not the owner of token ${token}.`,
    'Send this from the token’s owner.',
  ],
  NotTheTokensAgent: ({ token, caller }) => [
    `${caller} is not an agent of token ${token}.`,
    'Send this from an agent, or have the token’s owner name it one.',
  ],
  SettingOutOfRange: ({ rule, value }, say) => [
    `${value} is out of the range of the rule ${say.rule(rule)}.`,
    'See setRule for what it takes.',
  ],
  TokenNotBound: ({ token }) => [
    `Token ${token} is not bound to this compliance contract.`,
    'The token’s owner sets it (setCompliance).',
  ],
  NotTokenNorOwner: ({ caller }) => [
    `${caller} is neither the token nor the owner of the compliance contract.`,
    'Set the compliance contract in the token (setCompliance).',
  ],
  TokenHasNoCode: ({ token }) => [`There is no token at ${token}.`, 'Check the address and the chain.'],
  ServesAnotherToken: ({ token }) => [
    `This compliance contract may host modules and serves ${token} only.`,
    'Deploy one of its own for the other token.',
  ],
  HostsNoModules: () => [
    'This compliance contract serves many tokens and hosts no modules.',
    'Deploy one of its own for the token that needs modules.',
  ],
  WhichToken: () => [
    'This compliance contract serves many tokens and was not told which.',
    'Ask with explain, which names the token.',
  ],
  ModuleAlreadyBound: ({ module }) => [`Module ${module} is hosted already.`, 'Nothing to do.'],
  ModuleNotBound: ({ module }) => [`Module ${module} is not hosted here.`, 'Add it first.'],
  TooManyModules: ({ limit }) => [`At most ${limit} modules are hosted.`, 'Remove one first.'],
  ModuleRefusesCompliance: ({ module }) => [
    `Module ${module} does not accept this compliance contract as it is.`,
    'Set the module up for it first.',
  ],
  ModuleRefused: ({ module }) => [`Module ${module} refuses, and gives no reason.`, 'Ask whoever set the module.'],
  LimitNotRound: ({ amount }, say) => [
    `${say.amount(amount)} has more significant digits than a limit can keep.`,
    'Choose a rounder amount: twelve significant digits always fit.',
  ],
  BookingNeedsMoreGas: ({ left }) => [
    `${left} gas was left, less than the booking of one movement may need.`,
    'Move fewer at once, or allow the transaction more gas.',
  ],
} as const satisfies Partial<Sentences>;
