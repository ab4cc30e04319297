import { concentration, owedByObligor, percentOf, sum } from '../tape/eligibility.ts';
import type { Tape } from '../tape/loadTape.ts';
import type { DealTerms } from './deal.ts';
import { WHOLE } from './sections/reading.ts';

/** Something a lawyer would ask about. It stops nothing. */
export interface DealWarning {
  /** What of the deal is meant, by its key in the deal file. */
  about: string;
  /** What was found, and what to do about it. */
  text: string;
  /** Where the question comes from. */
  source: string;
}

/** What is known besides the deal file. What is not given is not judged. */
export interface CheckDealOptions {
  tape?: Tape;
  /** Whether the issuer of the settlement asset has a licence. */
  settlementLicensed?: boolean;
  /** Persons whose data leave the mainland in the calendar year, of all deals: else the filing's. */
  personsExported?: number;
}

const YEAR = 365;
const ONE_PAYER = (15n * WHOLE) / 100n;
const FEWEST_OBLIGORS = 10;
const RETENTION = WHOLE / 20n;
const MANY_PERSONS = 100_000;
const VERY_MANY_PERSONS = 1_000_000;
const MAINLAND = 156;
const RENMINBI = ['CNY', 'CNH', 'RMB'];

const NDRC = 'NDRC Order 56, in force since 10 February 2023: debt abroad of more than a year';
const YINFA = 'Yinfa [2026] No. 42 of 6 February 2026, and Announcement [2026] No. 1 of the CSRC';
const PAYER = 'the AMAC negative list of 29 March 2024 and its test of an important provider of cash flow';
const SPREAD = "the exchanges' guide to receivables securities of 15 December 2017";
const EXPORT = 'CAC provisions on the flow of data across borders of 22 March 2024';
const STABLECOINS = 'Stablecoins Ordinance, Cap. 656, in force since 1 August 2025';
const PROFESSIONAL = 'SFC circular of 20 April 2026: the public may trade authorised products only';
const REGULATION_S = 'Regulation S of the US Securities Act: offers outside the United States';

/**
 * Asks what a lawyer would ask of a deal: each answer with where the question comes from. With the tape it looks at payers
 * and obligors too. A parser of files cannot know the law of the day: have counsel judge.
 *
 * @example
 * for (const { text, source } of checkDeal(terms, { tape })) console.log(`${text} (${source})`);
 */
export function checkDeal(
  terms: DealTerms<unknown>,
  { tape, settlementLicensed, personsExported = terms.filing.personsExported }: CheckDealOptions = {},
): DealWarning[] {
  const warnings: DealWarning[] = [];
  const warn = (about: string, text: string, source: string): void => void warnings.push({ about, text, source });
  warnOfRoute(terms, warn);
  if (tape) warnOfPayers(tape, warn);
  if (personsExported !== undefined && personsExported > MANY_PERSONS) warnOfExport(personsExported, warn);
  warnOfRetention(terms, warn);
  if (settlementLicensed === false) {
    const text = 'the settlement asset has no licensed issuer: pay in a licensed one, or have the consent recorded';
    warn('currency.settlement', text, STABLECOINS);
  }
  if (RENMINBI.includes(terms.currency.notes)) {
    const text = `notes are in ${terms.currency.notes}: whatever is pegged to the renminbi needs the consent of the competent authority`;
    warn('currency.notes', text, YINFA);
  }
  warnOfInvestors(terms, warn);
  return warnings;
}

type Warn = (about: string, text: string, source: string) => void;

/** More than a year owed by an issuer that the originator controls is foreign debt, however it is filed. */
function warnOfRoute({ filing, schedule }: DealTerms<unknown>, warn: Warn): void {
  const from = schedule.accrualFrom ?? schedule.dates[0]?.payment ?? schedule.legalFinal;
  const days = schedule.legalFinal - from;
  if (!filing.controlledByOriginator || filing.route === 'foreign debt' || days <= YEAR) return;
  const text = `the deal may run ${days} days and the originator controls the issuer: it may be foreign debt, so have the route "${filing.route}" confirmed`;
  warn('filing.route', text, NDRC);
}

function warnOfPayers({ receivables }: Tape, warn: Warn): void {
  const owed = owedByObligor(receivables);
  const pool = sum(owed.values());
  for (const { obligor, amount } of concentration(owed, ONE_PAYER)) {
    const text = `obligor ${obligor} owes ${percentOf(amount, pool)} of the pool, above 15%: an important payer is screened and disclosed`;
    warn('pool.tape', text, PAYER);
  }
  if (owed.size >= FEWEST_OBLIGORS) return;
  const text = `${owed.size} obligors, fewer than ${FEWEST_OBLIGORS}: such a pool needs an exception, strong credit or enhancement`;
  warn('pool.tape', text, SPREAD);
}

function warnOfExport(persons: number, warn: Warn): void {
  const count = persons.toLocaleString('en');
  const duty =
    persons < VERY_MANY_PERSONS
      ? 'a standard contract or a certification is needed'
      : 'a security assessment is needed';
  warn('filing.personsExported', `data of ${count} persons leave the mainland this year: ${duty}`, EXPORT);
}

function warnOfRetention({ classes }: DealTerms<unknown>, warn: Warn): void {
  const kept = classes.reduce((total, { retained }) => total + (retained?.floor ?? 0n), 0n);
  if (kept >= RETENTION) return;
  const text = `${percentOf(kept, WHOLE)} of the issue is retained, less than 5%: let the originator keep a floor of a class`;
  warn('classes.retained', text, SPREAD);
}

function warnOfInvestors({ offering, classes }: DealTerms<unknown>, warn: Warn): void {
  const { countries, usPersons } = offering.closedTo;
  if (!countries.includes(MAINLAND)) {
    warn('offering.closedTo', 'the offer is not closed to mainland China (CN): persons there may not be served', YINFA);
  }
  if (!usPersons)
    warn('offering.closedTo', 'the offer is not closed to US persons: it may have to be registered', REGULATION_S);
  for (const { name, investors } of classes) {
    if (!investors.includes('retail')) continue;
    const text = `class ${name.text} is open to retail investors: a note like this is no authorised product unless the SFC says so`;
    warn('classes.investors', text, PROFESSIONAL);
  }
}
