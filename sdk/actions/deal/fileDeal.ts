import type { Address, Hex } from 'viem';
import { chainTime } from '../../chain/blocks.ts';
import { type WriteClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { requireChain } from '../../chain/write.ts';
import { makeFilingPack, writeFilingPack } from '../../filing/pack.ts';
import type { TapeKeys } from '../../tape/keys.ts';
import type { DealTerms, ResolvedTerms } from '../../terms/deal.ts';
import { type Names, resolveParties } from '../../terms/resolveParties.ts';
import { type Filing, type SignedFiling, filingNumber } from '../oversight/filing.ts';
import { signFiling } from '../oversight/signFiling.ts';
import { encodeTerms } from './encodeTerms.ts';
import { type FiledTape, loadFiledTape } from './filedTape.ts';
import { hashTerms } from './hashTerms.ts';

export type FileDealParameters = {
  /** As `loadTerms` gives them. */
  terms: DealTerms;
  filings: Address;
  dealFactory: Address;
  /** Addresses of the names in the deal file. */
  names?: Names;
  /** What makes the tape's leaves unguessable; kept by servicer and verifier. */
  tapeKeys: TapeKeys;
  /** A tape that was loaded before; otherwise the one that the deal file names. */
  tape?: FiledTape;
  /** Where the filing pack is written; nowhere without it. */
  folder?: string;
};

/** A deal as it was filed: signed, and everything that issuing it needs. */
export type FiledDeal = SignedFiling & {
  /** The filing's number on this chain. */
  number: Hex;
  terms: ResolvedTerms;
  tape: FiledTape;
};

/** By the deal file's words. */
const ROUTES = {
  ABS: 'ABS-like',
  'foreign debt': 'foreign debt',
  'equity-like': 'equity-like',
  other: 'other',
} as const;
const DAY = 86_400;

/**
 * Files a deal as its originator: resolves its parties, commits to its tape, makes the filing pack and signs the filing.
 * Nothing is sent. The filing agent records it (`recordFiling`); then the issuer issues the deal (`issue`).
 *
 * @throws {TermsRejected} if a name of the deal file is not known
 * @throws {TapeRejected} | {TapeNotEligible}
 * @example
 * const filing = await fileDeal(originator, { terms, filings, dealFactory, names, tapeKeys, folder: 'filing' });
 * await recordFiling(counsel, { filings, filing, outcome: 'filed', number: 'CSRC 2026-17', evidence });
 */
export async function fileDeal(
  client: WriteClient,
  { terms: given, filings, dealFactory, names = {}, tapeKeys, tape: loaded, folder }: FileDealParameters,
): Promise<FiledDeal> {
  await requireChain(client);
  await requireKind(client, { address: dealFactory, kind: 'deal factory' });
  const terms = resolveParties(given, names);
  const tape = loaded ?? (await loadFiledTape(given, tapeKeys));
  const termsHash = hashTerms(encodeTerms(terms, tape.commitment), { chainId: client.chain.id, dealFactory });
  const pack = await makeFilingPack({ terms, tape, termsHash, chainId: client.chain.id });
  if (folder !== undefined) await writeFilingPack(pack, folder);
  const filing: Filing = {
    filer: terms.parties.originator,
    issuer: terms.parties.issuer,
    filingAgent: terms.parties.filingAgent,
    route: ROUTES[terms.filing.route],
    currency: terms.currency.notes,
    decimals: terms.decimals,
    amount: terms.filing.amount,
    termsHash,
    tapeRoot: tape.commitment.root,
    pack: pack.hash,
    validUntil: (await chainTime(client)) + terms.filing.validity * DAY,
  };
  const signed = await signFiling(client, { filings, filing });
  const number = filingNumber({ filings, chainId: client.chain.id, filing });
  return { ...signed, number, terms, tape };
}
