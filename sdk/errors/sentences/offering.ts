import type { Hex } from 'viem';
import { decodeContractError, tell } from '../decode.ts';
import type { Sentences } from '../sentences.ts';
import { type Words, offeringStages } from '../words.ts';

const NEVER = 2n ** 256n - 1n;

/** What a reason says, without its advice. */
function reasonTold(data: Hex, say: Words): string {
  const decoded = decodeContractError(data);
  return decoded === undefined ? `For a reason without words (${data}).` : tell(decoded, say)[0];
}

function refusalTold({ reason, ends }: { reason: Hex; ends: bigint }, say: Words): string {
  const told = reasonTold(reason, say);
  return ends === NEVER ? told : `${told} This ends ${say.moment(ends)}.`;
}

/** Errors of offerings. Cash is in units of the deal's money, of which a unit of a class is one at par. */
export const offeringSentences = {
  OfferingNotOpen: ({ opens, closes }, say) => [
    `Orders are taken, and taken back, from ${say.moment(opens)} until before ${say.moment(closes)}.`,
    'Come within that time; what was ordered by then stays ordered.',
  ],
  OfferingNotClosed: ({ closes }, say) => [
    `The offering is open until ${say.moment(closes)}.`,
    'Close it then (closeOffering).',
  ],
  WrongStage: ({ stage }) => [
    `The offering is ${offeringStages[stage] ?? `at stage ${stage}`}, where this is not done.`,
    'Orders are subscribed, counted, settled, and then refunded; getOffering says how far it is.',
  ],
  ClassNotOffered: ({ classNumber }) => [
    `Class ${classNumber} is retained: it is not sold.`,
    'Order another class of the deal.',
  ],
  BelowDenomination: ({ units, denomination }, say) => [
    `The order is for ${say.amount(units)}, below the denomination of ${say.amount(denomination)}, or adds nothing.`,
    'Order the denomination or more.',
  ],
  NotAMultipleOfLot: ({ units, lot }, say) => [
    `${say.amount(units)} are no whole number of lots of ${say.amount(lot)}.`,
    `Order a multiple of ${say.amount(lot)}.`,
  ],
  AboveFace: ({ units, face }, say) => [
    `With this the investor's orders would be ${say.amount(units)}, and the class has ${say.amount(face)}.`,
    'Order less: nobody orders more than there is.',
  ],
  MayNotSubscribe: ({ investor, reasons }, say) => [
    `${investor} can't receive these units now: ${reasons.map((reason) => refusalTold(reason, say)).join(' ')}`,
    'Order again when nothing of this stands any more.',
  ],
  InvestorNotEligible: ({ investor, reasons }, say) => [
    reasons.length === 0
      ? `${investor} is not eligible: the token's identity registry does not verify it, and gives no reason.`
      : `${investor} is not eligible: ${reasons.map((reason) => reasonTold(reason, say)).join(' ')}`,
    'Have it whitelisted, then order.',
  ],
  TooManyOfferees: ({ limit }, say) => [
    `The exemption relied on allows ${say.times(limit, 'investor')}, and so many were offered.`,
    'Nobody new can order; those who have may order more.',
  ],
  NothingSubscribed: ({ investor, classNumber }) => [
    `${investor} has no order for class ${classNumber}.`,
    'There is nothing to take back.',
  ],
  NothingToRefund: ({ investor, classNumber }) => [
    `Nothing is left to refund to ${investor} for class ${classNumber}.`,
    'It was allotted in full, was refunded before, or never ordered.',
  ],
  NotOverdue: ({ settleBy }, say) => [
    `The offering has time to be settled until ${say.moment(settleBy)}.`,
    'Close it (closeOffering); only after that time can it be failed.',
  ],
  SettlementOverdue: ({ settleBy }, say) => [
    `The offering should have been settled before ${say.moment(settleBy)}.`,
    'End it (failOffering): then everyone takes the whole money back.',
  ],
  RefusalNeedsMoreGas: ({ left, needed }) => [
    `An investor seemed unable to receive, with only ${left} gas left: that could be for lack of gas.`,
    `Give the transaction so much that ${needed} are left then, or take fewer orders at once.`,
  ],
} as const satisfies Partial<Sentences>;
