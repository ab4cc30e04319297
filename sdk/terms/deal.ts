import type { Address, Hex } from 'viem';
import type { CompiledTerms } from './compileTerms.ts';
import type { Canonical } from './canonical.ts';
import type { Word } from './problems.ts';
import type { Schedule } from './schedule.ts';
import type { CallTerms, TaxTerms } from './sections/calls.ts';
import type { CurrencyTerms } from './sections/currency.ts';
import type { DisclosureTerms, EventOfDefault } from './sections/duties.ts';
import type { FilingTerms } from './sections/filing.ts';
import type { IdentifierTerms } from './sections/identifiers.ts';
import type { NoteTerms } from './sections/notes.ts';
import type { OfferingTerms } from './sections/offering.ts';
import type { Parties } from './sections/parties.ts';
import type { GivenPool, PoolSection } from './sections/pool.ts';
import type { ProceedsTerms } from './sections/proceeds.ts';
import type { TimingTerms } from './sections/timing.ts';
import type { ClassTerms, FeeTerms, Terms } from './terms.ts';

export type DealClass<Who> = ClassTerms & NoteTerms<Who>;
export type DealFee<Who> = FeeTerms & { payee: Who };

/** A deal file of which only the waterfall must be there: what it says besides is read, and may be little. */
export interface StudyTerms extends Terms {
  name?: string;
  currency: Partial<CurrencyTerms<unknown>>;
  pool: GivenPool;
}

/** A payment date with its moments, seconds since 1970. */
export interface DealPeriod {
  /** 1 is the first. */
  number: number;
  paymentDate: number;
  recordDate: number;
  reportDue: number;
}

/**
 * A whole deal file, read, checked and compiled. `Who` is who somebody is: a word of the file (an address, or a name), and
 * an address once `resolveParties` has resolved it. Amounts are base units of the deal, parts 1e-9, days day numbers.
 */
export interface DealTerms<Who = Word> extends Terms, CompiledTerms {
  /** The version of the deal file's format. */
  sluice: 1;
  name: string;
  parties: Parties<Who>;
  identifiers: IdentifierTerms;
  filing: FilingTerms;
  currency: CurrencyTerms<Who>;
  pool: PoolSection;
  /** In order of seniority. */
  classes: DealClass<Who>[];
  fees: DealFee<Who>[];
  offering: OfferingTerms;
  proceeds: readonly ProceedsTerms<Who>[];
  schedule: Schedule & TimingTerms;
  calls: CallTerms;
  tax: TaxTerms<Who>;
  eventsOfDefault: readonly EventOfDefault[];
  disclosures: DisclosureTerms;
  /** Days that a change of parties or policy is public before it counts. */
  policyDelay: number;
  periods: readonly DealPeriod[];
  /**
   * An amount as people write it, in base units of the deal: `terms.amount('9,000,000')`.
   * @throws {AmountUnreadable}
   */
  amount: (text: string) => bigint;
}

/** A deal whose parties are all addresses: what is filed. */
export interface ResolvedTerms extends DealTerms<Address> {
  /** Everything that the hash covers, in the one form that does not depend on how the file was written. */
  canonical: { readonly [key: string]: Canonical };
  /** keccak256 of the canonical form as RFC 8785 writes JSON. */
  hash: Hex;
}
