import { formatAmount, parseAmount } from '../money/amount.ts';
import type { DealFee, DealTerms } from './deal.ts';
import { checkMoney } from './dealMoney.ts';
import { checkBeginning, checkTimes, periodsOf } from './dealTimes.ts';
import type { Problems, Word } from './problems.ts';
import { readCalls, readTax } from './sections/calls.ts';
import { completeCurrency, readGivenCurrency } from './sections/currency.ts';
import { readDisclosures, readEvents, readPolicyDelay } from './sections/duties.ts';
import { readFiling } from './sections/filing.ts';
import { readIdentifiers } from './sections/identifiers.ts';
import { type NoteTerms, readNotes, symbolOf } from './sections/notes.ts';
import { readOffering } from './sections/offering.ts';
import { type Parties, type PartySection, readParties, whoIsMeant } from './sections/parties.ts';
import { completePool, readGivenPool } from './sections/pool.ts';
import { readProceeds } from './sections/proceeds.ts';
import { type Reading, type Section, headOf, present, scalarOf } from './sections/reading.ts';
import { readTiming } from './sections/timing.ts';
import type { ClassTerms, FeeTerms, Terms } from './terms.ts';

/** Sections that only the whole deal needs. */
export const DEAL_SECTIONS = [
  ...(['sluice', 'name', 'parties', 'identifiers', 'filing', 'currency', 'pool', 'offering', 'proceeds'] as const),
  ...(['eventsOfDefault', 'calls', 'tax', 'disclosures', 'policyDelay'] as const),
];

/** A deal that is read and not yet compiled. */
export type DraftTerms = Omit<DealTerms, 'program' | 'bytes' | 'labels'>;

const VERSION = '1';
const LONGEST_NAME = 100;

/**
 * Reads the sections that stand beside the waterfall (`terms.other`) and holds all of the deal together. What is wrong is
 * added to `problems`; only without any is the result a deal. In a study (`complete` is false) nothing needs to be there.
 */
export function readDeal(terms: Terms, { problems, complete }: { problems: Problems; complete: boolean }): DraftTerms {
  const reading: Reading = { decimals: terms.decimals, problems, complete };
  const section = (key: (typeof DEAL_SECTIONS)[number]): Section => terms.other.find((one) => one.key.text === key);
  const name = readHead({ sluice: section('sluice'), name: section('name') }, reading);
  const people = readParties(section('parties'), reading);
  const meant = (word: Word | undefined): Word | undefined =>
    complete ? whoIsMeant(word, { ...people, problems }) : word;
  const classes = terms.classes.map((one) => ({ ...one, ...notesOf(one, { terms, name, meant, reading }) }));
  const faces = sumOf(terms.classes.map(({ face }) => face));
  const offering = readOffering(section('offering'), { classes: classes.map(offeredOf), reading });
  const proceeds = readProceeds(section('proceeds'), {
    accounts: sumOf(terms.accounts.map(({ opening }) => opening)),
    money: (units) => formatAmount({ units, decimals: terms.decimals, symbol: '' }),
    reading,
  }).map(({ payee, ...line }) => ({ ...line, ...present({ payee: meant(payee) }) }));
  const currency = completeCurrency(readGivenCurrency(section('currency'), reading), {
    section: section('currency'),
    reading,
  });
  const pool = completePool(readGivenPool(section('pool'), reading), { section: section('pool'), reading });
  const tax = readTax(section('tax'), reading);
  const timing = readTiming({ schedule: terms.schedule, reading });
  if (complete) {
    checkBeginning(terms, reading);
    const at = { offering: section('offering'), proceeds: section('proceeds') };
    // What could not be read would be missing from every sum.
    if (problems.count === 0) checkMoney(terms, { classes, offering, proceeds }, { at, problems });
    checkTimes(terms, {
      offering,
      cutOff: pool.cutOff,
      at: { offering: section('offering'), pool: section('pool') },
      problems,
    });
  }
  return {
    ...terms,
    sluice: 1,
    name: name ?? '',
    // Parties that are missing are problems.
    parties: people.parties as Parties<Word>,
    identifiers: readIdentifiers(section('identifiers'), {
      classes: terms.classes.map((one) => one.name.text),
      reading,
    }),
    filing: readFiling(section('filing'), { faces, reading }),
    currency,
    pool,
    classes,
    fees: terms.fees.map((fee) => payeeOf(fee, { people, meant })),
    offering,
    proceeds,
    schedule: { ...terms.schedule, ...timing, other: [] },
    calls: readCalls(section('calls'), reading),
    tax: { ceiling: tax.ceiling, ...present({ account: meant(tax.account) }) },
    eventsOfDefault: readEvents(section('eventsOfDefault'), {
      triggers: terms.triggers.map((one) => one.name.text),
      reading,
    }),
    disclosures: readDisclosures(section('disclosures'), reading),
    policyDelay: readPolicyDelay(section('policyDelay'), reading),
    periods: periodsOf(terms, timing.reportDue),
    amount: amountReader(terms.decimals, currency.notes),
    other: [],
  };
}

/** `sluice: 1` and the deal's name. */
function readHead(
  { sluice, name }: { sluice: Section; name: Section },
  { problems, complete }: Reading,
): string | undefined {
  if (!sluice && complete) problems.add(headOf(undefined), `"sluice: ${VERSION}": the version of the deal file`);
  scalarOf(sluice?.value, {
    expected: `the version of the deal file, which is ${VERSION}`,
    problems,
    read: (text) => (text === VERSION ? 1 : undefined),
  });
  if (!name && complete) problems.add(headOf(undefined), 'a "name": what the deal is called');
  return scalarOf(name?.value, {
    expected: `what the deal is called, in at most ${LONGEST_NAME} characters`,
    problems,
    read: (text) => (text.length <= LONGEST_NAME ? text : undefined),
  });
}

function notesOf(
  one: ClassTerms,
  {
    terms,
    name,
    meant,
    reading,
  }: { terms: Terms; name: string | undefined; meant: (word: Word) => Word | undefined; reading: Reading },
): NoteTerms<Word> & { other: [] } {
  const faces = sumOf(terms.classes.map(({ face }) => face));
  const { retained, ...notes } = readNotes(one, { faces, symbol: symbolOf(name ?? '', one.name.text), reading });
  const holder = retained && meant(retained.holder);
  return { ...notes, ...(retained && holder ? { retained: { ...retained, holder } } : {}), other: [] };
}

/** A fee is paid to who its `payee` says; silent, to the party or payee of its own name, or to the issuer. */
function payeeOf(
  fee: FeeTerms,
  { people, meant }: { people: PartySection; meant: (word: Word) => Word | undefined },
): DealFee<Word> {
  const { name, paidTo } = fee;
  const known = Object.hasOwn(people.parties, name.text) || Object.hasOwn(people.payees, name.text);
  const payee = paidTo || known ? meant(paidTo ?? name) : people.parties.issuer;
  // A payee that is missing is a problem.
  return { ...fee, payee: payee ?? name };
}

function offeredOf({ name, units, retained }: ClassTerms & NoteTerms<Word>): {
  name: string;
  units: bigint;
  retained: boolean;
} {
  return { name: name.text, units, retained: retained !== undefined };
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}

function amountReader(decimals: number, symbol: string): (text: string) => bigint {
  return (text) => parseAmount(text, { decimals, symbol }).units;
}
