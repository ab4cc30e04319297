import { type Country, findCountry } from './countries.ts';
import type { Investor } from './investor.ts';
import {
  Refusal,
  moment,
  readAddress,
  readClass,
  readClients,
  readCountry,
  readEvidence,
  readMoment,
  readReference,
  readYesNo,
  refuseUnsafe,
} from './investorCells.ts';
import { COLUMNS, type InvestorColumn, type InvestorRow } from './investorColumns.ts';
import { type Finding, quoted } from '../../csv/finding.ts';
import type { Notes } from './investorNotes.ts';
import type { Offer } from './investorOffer.ts';

const HOUR = 3_600;
/** The registry counts hours in 20 bits. */
const LAST_HOUR = 0xf_ffff * HOUR;
const MAY_BE_EMPTY: readonly InvestorColumn[] = ['identity', 'connected', 'clients'];

/** What a row says, cell by cell; absent where a cell is empty or wrong. */
type Facts = Partial<Omit<Investor, 'row'>>;

/** A row read: its facts as far as they are good, everything wrong with it, and the investor if nothing is. */
export interface Reading {
  facts: Facts;
  problems: Finding[];
  investor?: Investor;
}

/** Reads one row on its own; what it shares with other rows is the caller's to see. */
export function readInvestor(source: InvestorRow, { offer, notes }: { offer: Offer; notes: Notes }): Reading {
  const { row, cells } = source;
  // A row that is wrong as a row has its cells under the wrong columns.
  if (source.problems.some(({ field }) => field === undefined)) return { facts: {}, problems: [...source.problems] };
  const told = new Set(source.problems.map(({ field }) => field));
  const found = new Map<InvestorColumn, Refusal>();

  function read<T>(field: InvestorColumn, reader: (cell: string) => T | Refusal): T | undefined {
    const cell = cells[field] ?? '';
    if (cell === '') {
      if (!MAY_BE_EMPTY.includes(field) && !told.has(field)) found.set(field, new Refusal('the cell is empty'));
      return undefined;
    }
    const value = refuseUnsafe(cell) ?? reader(cell);
    if (!(value instanceof Refusal)) return value;
    found.set(field, value);
    return undefined;
  }

  const address = (field: InvestorColumn) => (cell: string) =>
    readAddress(cell, () => {
      const unchecked = `${quoted(cell)} has no checksum; expected one (EIP-55), read without`;
      notes.note('no checksum', { row, field, told: unchecked });
    });
  const facts = withoutGaps({
    reference: read('reference', readReference),
    wallet: read('wallet', address('wallet')),
    identity: read('identity', address('identity')),
    country: read('country', readCountry),
    class: read('class', readClass),
    validUntil: read('validUntil', (cell) => readMoment(cell, { until: true })),
    usPerson: read('usPerson', readYesNo),
    connected: read('connected', readYesNo),
    clients: read('clients', readClients),
    evidence: read('evidence', readEvidence),
    evidenceAt: read('evidenceDate', (cell) => readMoment(cell, { until: false })),
  });
  for (const [field, refusal] of refusals(facts, { source, offer })) if (!found.has(field)) found.set(field, refusal);
  const problems = COLUMNS.flatMap((field) => found.get(field)?.of(field) ?? []);
  const reading: Reading = { facts, problems: [...source.problems, ...problems] };
  if (reading.problems.length === 0 && isWhole(facts)) {
    reading.investor = { row, ...facts };
    noteVenue(row, { facts, notes });
  }
  return reading;
}

/** What is wrong although every cell is well-formed. */
function* refusals(
  facts: Facts,
  { source: { cells }, offer }: { source: InvestorRow; offer: Offer },
): Generator<[InvestorColumn, Refusal]> {
  const { identity, evidence, usPerson, clients } = facts;
  if (evidence === 'claims' && identity === undefined) {
    yield ['identity', new Refusal('the cell is empty', 'the identity contract that holds the claims')];
  }
  const country = facts.country === undefined ? undefined : findCountry(facts.country);
  if (country !== undefined && offer.closedCountries.has(country.numeric)) yield ['country', closed(country)];
  if (usPerson === true && offer.closedToUsPersons) {
    yield ['usPerson', new Refusal('US persons: closed to this offer', 'no')];
  }
  if (clients !== undefined && clients > 0 && facts.class !== undefined && facts.class !== 'venue') {
    yield ['clients', new Refusal(`${clients} clients of a ${facts.class} investor`)];
  }
  const until = refuseValidity(facts, { cell: cells.validUntil ?? '', now: offer.now });
  if (until !== undefined) yield ['validUntil', until];
  const dated = refuseEvidenceDate(facts, { cell: cells.evidenceDate ?? '', now: offer.now });
  if (dated !== undefined) yield ['evidenceDate', dated];
}

function closed({ alpha2 }: Country): Refusal {
  return new Refusal(`${alpha2}: closed to this offer`, 'another country');
}

/** The registry floors to the hour and asks for an hour after the present one. */
function refuseValidity(
  { validUntil, evidenceAt }: Facts,
  { cell, now }: { cell: string; now: number },
): Refusal | undefined {
  if (validUntil === undefined) return undefined;
  if (evidenceAt !== undefined && validUntil <= evidenceAt) {
    return new Refusal(`${cell} is not after the evidence date`, `a date after ${moment(evidenceAt)}`);
  }
  if (validUntil <= now) return new Refusal(`${cell} has passed`, `a date after ${moment(now)}`);
  if (Math.floor(validUntil / HOUR) * HOUR <= now) {
    return new Refusal(`${cell} ends within this hour`, `a later hour than that of ${moment(now)}`);
  }
  if (validUntil <= LAST_HOUR) return undefined;
  return new Refusal(`${cell} is later than the registry can hold`, `a moment up to ${moment(LAST_HOUR)}`);
}

function refuseEvidenceDate({ evidenceAt }: Facts, { cell, now }: { cell: string; now: number }): Refusal | undefined {
  if (evidenceAt === undefined) return undefined;
  if (evidenceAt > now) return new Refusal(`${cell} is in the future`, `a moment up to ${moment(now)}`);
  return evidenceAt > 0 ? undefined : new Refusal(`${cell} is before 1970-01-02`);
}

function noteVenue(row: number, { facts, notes }: { facts: Facts; notes: Notes }): void {
  if (facts.class !== 'venue' || facts.clients !== undefined) return;
  notes.note('venue', {
    row,
    field: 'clients',
    told: 'no number of clients; expected one of a venue, read as not told',
  });
}

/** The same without the keys that have no value. */
function withoutGaps(facts: { [K in keyof Facts]: Facts[K] | undefined }): Facts {
  for (const key of Object.keys(facts) as (keyof Facts)[]) if (facts[key] === undefined) delete facts[key];
  return facts as Facts;
}

function isWhole(facts: Facts): facts is Facts & Investor {
  const { reference, wallet, country, class: kind, validUntil, usPerson, evidence, evidenceAt } = facts;
  return [reference, wallet, country, kind, validUntil, usPerson, evidence, evidenceAt].every(
    (fact) => fact !== undefined,
  );
}
