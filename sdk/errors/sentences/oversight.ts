import { type Hex, hexToString } from 'viem';
import { formatDay } from '../../terms/days.ts';
import { itemsOf, statusOf } from '../oversightWords.ts';
import type { Sentences } from '../sentences.ts';

const code = (currency: Hex): string => hexToString(currency).replaceAll('\0', '');
const listed = (items: number): string => itemsOf(items).join(', ');
/** One statement a part that has items to tell of. */
const told = (missing: number, adverse: number): string =>
  [
    missing === 0 ? '' : `not attested clear, or no longer: ${listed(missing)}`,
    adverse === 0 ? '' : `against the issue stands: ${listed(adverse)}`,
  ]
    .filter((part) => part !== '')
    .join('; ');

const filings = {
  NotTheFilingAgent: ({ caller }) => [
    `${caller} is not the filing agent of this filing, or not one of the platform’s.`,
    'Only the agent that the filing names records it; the platform’s administrator gives the role FILING_AGENT.',
  ],
  NotTheIssuer: ({ caller }) => [`${caller} is not the issuer.`, 'Send this from the issuer that was filed.'],
  FilerSignatureInvalid: ({ filer }) => [
    `The filing is not signed by its filer ${filer}, or for another chain, registry or content.`,
    'Have the filer sign exactly this filing (signFiling).',
  ],
  SignerMayNotAttest: ({ signer }) => [
    `${signer} is neither the filer nor the acting filing agent of this filing.`,
    'The negative lists are attested by those two (signNegativeList).',
  ],
  AttestationSignatureInvalid: ({ signer }) => [
    `The statement on the negative lists is not signed by ${signer}, or for another chain, registry or content.`,
    'Have it signed again (signNegativeList).',
  ],
  AttestationExpired: ({ signedOn, expiresOn }) => [
    `The statement of ${formatDay(signedOn)} counts until before ${formatDay(expiresOn)}, which has passed.`,
    'Examine the items anew and sign a new statement.',
  ],
  AttestationFromTheFuture: ({ signedOn }) => [
    `The statement is dated ${formatDay(signedOn)}, which is still to come (UTC).`,
    'Date it with the day of the signature.',
  ],
  AttestationSuperseded: ({ signer, items }) => [
    `${signer} said something else, later or against the issue on that very day, of: ${listed(items)}.`,
    'Sign a statement of a later day, or one without these items.',
  ],
  ItemsMalformed: ({ clear, adverse }) => [
    `The items ${clear.toString(2)} (clear) and ${adverse.toString(2)} (adverse), as bits, make no statement.`,
    'Name at least one of the 14 items, and none as both.',
  ],
  FilingExists: ({ filing }) => [
    `Filing ${filing} was submitted before.`,
    'Record what became of it; what was refused or withdrawn is filed anew, with another pack or validity.',
  ],
  UnknownFiling: ({ filing }) => [`There is no filing ${filing}.`, 'Submit it first (submitFiling or recordFiling).'],
  FilingPartiesNotDistinct: ({ filer, issuer, filingAgent }) => [
    `Filer ${filer}, issuer ${issuer} and filing agent ${filingAgent} are not three different addresses.`,
    'Name three.',
  ],
  FilingTermsIncomplete: () => [
    'Something that a filing can’t be without is zero.',
    'Give currency, amount, hash of the terms, root of the tape and hash of the pack; and the deal’s address to issue.',
  ],
  StatusNotReachable: ({ from, to }) => [
    `A filing that is ${statusOf(from)} can’t become ${statusOf(to)}.`,
    'Look where it stands (getFiling); “issuance reported” needs an issued deal, a withdrawal none.',
  ],
  EvidenceMissing: () => [
    'There is no evidence, or a reference is empty.',
    'Give the hash of the document that says so, and every reference.',
  ],
  FilingNumberDoesNotFit: ({ from, to }) => [
    `From ${statusOf(from)} to ${statusOf(to)} the published number is missing, or out of place.`,
    'It is given when a submitted filing becomes filed, and never otherwise.',
  ],
  FilingNotEffective: ({ status }) => [
    `The filing is ${statusOf(status)}.`,
    'Nothing is offered, issued or minted before it is filed, nor while it is suspended.',
  ],
  FilingExpired: ({ validUntil }, say) => [
    `The filing could be issued upon until before ${say.moment(validUntil)}.`,
    'File the deal anew.',
  ],
  FilingConsumedAlready: ({ filing, deal }) => [
    `Deal ${deal} was issued upon filing ${filing}.`,
    'A filing is good for one deal: file the next one.',
  ],
  TermsNotFiled: ({ filed, given }) => [
    `The terms hash to ${given}, the filed ones to ${filed}.`,
    'Issue exactly what was filed, on the chain and with the factory it was filed for; or file the changed terms.',
  ],
  TapeNotFiled: ({ filed, given }) => [
    `The tape’s root is ${given}, the filed one’s ${filed}.`,
    'Issue with the tape that was filed, to the last byte.',
  ],
  CurrencyNotFiled: ({ filed, given }) => [
    `The deal is in ${code(given)}, the filing in ${code(filed)}.`,
    'Issue in the filed currency.',
  ],
  DecimalsNotFiled: ({ filed, given }) => [
    `The deal counts with ${given} decimals, the filed amount with ${filed}.`,
    'File the amount in the deal’s own units.',
  ],
  FiledAmountExceeded: ({ filed, given }, say) => [
    `The classes have ${say.amount(given)} of face, and ${say.amount(filed)} were filed.`,
    'Issue at most the filed amount.',
  ],
  NegativeListNotClear: ({ missing, adverse }) => [
    `Of the negative lists: ${told(missing, adverse)}.`,
    'Have filer or filing agent attest what is missing; who said that an item is adverse must say that it no longer is.',
  ],
} satisfies Partial<Sentences>;

const assets = {
  RenminbiPegged: ({ asset }) => [
    `${asset} is pegged to the renminbi, and no consent is recorded.`,
    'Choose another asset, or give the hash of the competent authority’s consent (Yinfa [2026] No. 42).',
  ],
  AssetNotApproved: ({ asset, currency }) => [
    `${asset} is not approved as a settlement asset${code(currency) === '' ? '' : ` in ${code(currency)}`}.`,
    'Use an approved one of that currency, or have the asset officer approve it (approveAsset).',
  ],
  NotAToken: ({ asset }) => [`${asset} does not say its decimals: it is no token.`, 'Check the address and the chain.'],
  AssetDetailsIncomplete: ({ asset }) => [
    `Currency, issuer or licence of ${asset} is missing, or the currency is not three capital letters.`,
    'Give all three.',
  ],
} satisfies Partial<Sentences>;

const proceeds = {
  NotTheOffering: ({ caller }) => [
    `${caller} is not the offering of this deal.`,
    'It is told when the offering settles.',
  ],
  NotIssuerNorOriginator: ({ caller }) => [
    `${caller} is neither issuer nor originator.`,
    'What came home is recorded by one of the two.',
  ],
  ReceivedAlready: () => ['The proceeds came in before.', 'Nothing to do.'],
  NothingDrawn: () => ['The amount is zero.', 'Give an amount.'],
  NoSuchPurpose: ({ purpose }) => [`There is no purpose ${purpose}.`, 'Count the filed purposes from 0 (getProceeds).'],
  PurposeExceeded: ({ purpose, left, amount }, say) => [
    `Purpose ${purpose} has ${say.amount(left)} left, and ${say.amount(amount)} are asked for.`,
    'Draw within what was filed; return what no purpose needs (returnUnspent).',
  ],
  ProceedsExceeded: ({ left, amount }, say) => [
    `${say.amount(left)} of the proceeds are left, and ${say.amount(amount)} are needed.`,
    'Ask for less.',
  ],
  RecordedAlready: ({ purpose }) => [
    `For purpose ${purpose} this evidence was drawn upon, or this bank reference recorded, before.`,
    'If it is the same payment, nothing is to do; otherwise give it evidence, or a reference, of its own.',
  ],
  AssetWasSucceeded: ({ asset, successor }) => [
    `The proceeds are in ${asset}, and the deal pays in ${successor} by now.`,
    'Take over the new asset first (succeedProceedsAsset).',
  ],
  AssetNotSucceeded: ({ asset }) => [`The deal pays in ${asset}, as these proceeds are.`, 'Nothing to do.'],
  RepatriationExceedsDraws: ({ purpose, drawn, amount }, say) => [
    `For purpose ${purpose} ${say.amount(drawn)} were drawn; ${say.amount(amount)} more can’t have come home of it.`,
    'Check purpose and amount against what was recorded (getProceeds).',
  ],
} satisfies Partial<Sentences>;

const disclosures = {
  MayNotRaise: ({ deal, caller }) => [
    `${caller} may not raise this for deal ${deal}.`,
    'Its contracts raise every matter; issuer, servicer, trustee and filing agent periodic reports and others.',
  ],
  MayNotSubmit: ({ deal, caller }) => [
    `${caller} may not disclose for deal ${deal}.`,
    'Issuer, servicer, trustee and filing agent may.',
  ],
  NotADeal: ({ deal }) => [`${deal} is no deal of this platform.`, 'Check the address and the chain.'],
  NoSuchDuty: ({ deal, duty }) => [
    `Deal ${deal} has no duty ${duty}.`,
    'Count its duties from 0 (getDisclosures), or raise one (raiseDisclosure).',
  ],
  SubmittedAlready: ({ duty, submittedAt }, say) => [
    `Duty ${duty} was met at ${say.moment(submittedAt)}.`,
    'Nothing to do; to correct it, raise another matter and disclose that.',
  ],
  DocumentMissing: () => ['The document’s hash, or where it is, is missing.', 'Give the hash and the place.'],
} satisfies Partial<Sentences>;

/** Errors of filings, settlement assets, proceeds and disclosures. */
export const oversightSentences = { ...filings, ...assets, ...proceeds, ...disclosures } satisfies Partial<Sentences>;
