import { decodeContractError, tell } from '../decode.ts';
import type { Sentences } from '../sentences.ts';
import { partyName } from '../words.ts';

const statuses = ['being offered', 'open', 'failed', 'closed'];
const policies = ['identity registry', 'compliance contract', 'keeper of liens', 'rule'];

/** Errors of the deal: its parties, orders, policy, documents and record dates. */
export const dealSentences = {
  // Standing and opening
  InitializedAlready: () => ['The deal was initialised when it was created.', 'Nothing to do.'],
  NotTheOffering: ({ caller }) => [
    `${caller} is not the offering of this deal.`,
    'A deal opens or fails when its offering is settled.',
  ],
  NotTheIssuer: ({ caller }) => [`${caller} is not the issuer.`, 'Send this from the issuer of the deal.'],
  NotTrusteeNorIssuer: ({ caller }) => [`${caller} is neither trustee nor issuer.`, 'Send this from one of the two.'],
  WrongStatus: ({ status }) => [
    `The deal is ${statuses[status] ?? `at status ${status}`}.`,
    'This is not done there: units move and transfers stop only between the opening and the end of a deal.',
  ],
  RecordDatesFall: ({ number, moment }, say) => [
    `Record date ${number} of the schedule, ${say.moment(moment)}, comes before the one before it.`,
    'Give record dates in the order of their payment dates.',
  ],
  NoSuchPaymentDate: ({ date }) => [`The schedule has no payment date ${date}.`, 'Count them from 1.'],
  NotATokenOfTheDeal: ({ token }) => [
    `${token} is not a class of this deal.`,
    'Name the token of one of its classes; `getDeal` lists them.',
  ],

  // Parties
  MayNotPropose: ({ party, caller }) => [
    `${caller} may not propose this ${partyName(party)}.`,
    'Each party may propose its own successor; the README of contracts/deal says who else may.',
  ],
  MayNotCancel: ({ party, caller }) => [
    `${caller} may not cancel the change of the ${partyName(party)}.`,
    'The trustee may, or whoever proposed it; if it is about the trustee, the verifier.',
  ],
  NotTheNewcomer: ({ newcomer, caller }) => [
    `${newcomer} is proposed, not ${caller}.`,
    'The newcomer itself accepts the office.',
  ],
  NoChangeProposed: ({ party }) => [`No change of the ${partyName(party)} is proposed.`, 'Propose it first.'],
  ChangeProposedAlready: ({ party, newcomer }) => [
    `${newcomer} is proposed as ${partyName(party)} already.`,
    'Wait until it accepts or the proposal lapses, or have it cancelled.',
  ],
  ChangeTooEarly: ({ from }, say) => [
    `The change is public until ${say.moment(from)}.`,
    'The newcomer accepts from then on.',
  ],
  ChangeLapsed: ({ lapsed }, say) => [`The proposal lapsed at ${say.moment(lapsed)}.`, 'Propose the newcomer again.'],
  PartiesNotDistinct: ({ first, other, who }) => [
    `${who} can’t be ${partyName(first)} and ${partyName(other)}.`,
    'Name another address for one of them.',
  ],
  PartyMissing: ({ party }) => [
    `The deal has no ${partyName(party)}.`,
    'Name an address; only the backups may be missing.',
  ],
  SameParty: ({ party, who }) => [`${who} is the ${partyName(party)} already.`, 'Nothing to do.'],

  // Orders
  NotTheTransferAgent: ({ caller }) => [
    `${caller} is not the transfer agent.`,
    'Send this from the transfer agent of the deal.',
  ],
  ProposerMayNotConfirm: ({ caller }) => [
    `${caller} proposed the order itself.`,
    'Have it proposed by the transfer agent of today: an order takes two.',
  ],
  OrderNotProposed: ({ order }) => [
    `No order ${order} waits: it was carried out or withdrawn, or differs from what was proposed.`,
    'Take the order from its OrderProposed event, to the letter.',
  ],
  OrderProposedAlready: ({ order }) => [`The order ${order} is proposed.`, 'The trustee confirms it.'],
  OrderLapsed: ({ order, lapsed }, say) => [
    `The order ${order} lapsed at ${say.moment(lapsed)}.`,
    'Withdraw it, which frees its reference, and propose it again.',
  ],
  ProposerReplaced: ({ proposer }) => [
    `${proposer}, who proposed the order, is no longer the transfer agent.`,
    'The new transfer agent withdraws it and proposes it again.',
  ],
  ReferenceUsed: ({ reference_ }) => [
    `The reference “${reference_}” belongs to another order.`,
    'Each order has a reference of its own; one that was withdrawn is free again.',
  ],
  OrderIncomplete: () => [
    'The order does not say what its kind needs, or says more.',
    'Give authority, reference and evidence, and exactly the fields of the kind; the README of contracts/deal lists them.',
  ],

  // Policy
  PolicyChangeUnknown: ({ change }) => [
    `The change ${change} is not proposed.`,
    'The issuer proposes it first, in the same words.',
  ],
  PolicyChangeKnown: ({ change }) => [
    `The change ${change} is proposed already.`,
    'Carry it out when its delay is over.',
  ],
  PolicyChangeTooEarly: ({ from }, say) => [
    `The change is public until ${say.moment(from)}.`,
    'Carry it out from then on.',
  ],
  PolicyChangeLapsed: ({ lapsed }, say) => [
    `The change could be carried out until ${say.moment(lapsed)}.`,
    'The issuer announces it again.',
  ],
  PolicyMalformed: ({ kind }) => [
    `The data is not that of a change of the ${policies[kind] ?? 'policy'}.`,
    'Encode an address; a keeper and whether it is allowed; or the call of a rule without the token.',
  ],
  NotPolicy: ({ selector }) => [
    `The call ${selector} sets no rule, or lifts one that was filed.`,
    'Use the setters of the rules; risk retention and the closure of mainland China stay as they are.',
  ],
  RuleRefused: ({ reason }, say) => {
    const decoded = decodeContractError(reason);
    const [what, advice] = decoded ? tell(decoded, say) : [`It said ${reason}.`, 'Correct the rule’s settings.'];
    return [`The compliance contract refused the rule. ${what}`, advice];
  },
  NoAssetProposed: () => [
    'No other settlement asset is proposed and confirmed.',
    'The issuer names it, the trustee confirms it, and its delay begins.',
  ],
  AssetProposedAlready: ({ asset }) => [
    `${asset} is named, or confirmed, already.`,
    'Cancel it first, or wait until it succeeds.',
  ],
  AssetNotProposed: ({ asset }) => [`${asset} is not the asset that was named.`, 'Confirm the one the issuer named.'],
  AssetInUse: ({ asset }) => [`${asset} is the settlement asset.`, 'Name another one.'],

  // Documents
  UnknownDocument: ({ name }) => [`The deal has no document ${name}.`, '`getAllDocuments` lists their names.'],
  DocumentIncomplete: () => ['A document has a name, a place and a hash.', 'Give all three.'],
  TooManyDocuments: ({ limit }, say) => [
    `A deal keeps at most ${say.times(limit, 'document')}.`,
    'Remove one that is superseded first.',
  ],
} as const satisfies Partial<Sentences>;
