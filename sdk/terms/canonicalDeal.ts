import type { Address } from 'viem';
import { type Canonical, canonicalTerms } from './canonical.ts';
import type { DealTerms } from './deal.ts';
import { formatDay } from './days.ts';

/** What is a day, by its key: written as people do. */
const DAYS = ['cutOff', 'legalFinal', 'until'];

/**
 * A whole deal in one form whatever its file looked like: what `canonicalTerms` says of the program, its bytes, and every
 * other section with parties as addresses, amounts in base units, parts in 1e-9, moments in seconds. Left out is what
 * only says where files lie: tape, attestations and documents are filed by their own hashes.
 */
export function canonicalDeal(deal: DealTerms<Address>): { readonly [key: string]: Canonical } {
  const { schedule, classes, fees, ...program } = canonicalTerms(deal);
  const { tape: _tape, ...pool } = deal.pool;
  const { attestations: _attestations, documents: _documents, ...filing } = deal.filing;
  const { legalFinal, collectionPeriod, reportDue, grace, holdHours, longStop, succession, recordNotice } =
    deal.schedule;
  const timing = { legalFinal, collectionPeriod, reportDue, grace, holdHours, longStop, succession, recordNotice };
  return {
    ...program,
    schedule: joined(schedule, timing),
    classes: joinedEach(
      classes,
      deal.classes.map(({ symbol, units, denomination, lot, investors, retained }) => ({
        ...{ symbol, units, denomination, lot, investors, retained },
      })),
    ),
    fees: joinedEach(
      fees,
      deal.fees.map(({ payee }) => ({ payee })),
    ),
    program: deal.bytes,
    ...fieldsOf({
      sluice: deal.sluice,
      name: deal.name,
      parties: deal.parties,
      identifiers: deal.identifiers,
      filing,
      currency: deal.currency,
      pool,
      offering: deal.offering,
      proceeds: deal.proceeds,
      calls: deal.calls,
      tax: deal.tax,
      eventsOfDefault: deal.eventsOfDefault,
      disclosures: deal.disclosures,
      policyDelay: deal.policyDelay,
    }),
  };
}

type Plain = undefined | string | boolean | number | bigint | readonly Plain[] | { readonly [key: string]: Plain };

/** Plain values as texts; what is undefined is left out. */
function canonicalOf(value: Exclude<Plain, undefined>, key: string): Canonical {
  if (typeof value === 'number' && DAYS.includes(key)) return formatDay(value);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (isList(value)) return value.flatMap((one) => (one === undefined ? [] : [canonicalOf(one, key)]));
  return fieldsOf(value);
}

/** Typed sections are plain all through, which TypeScript can't see of an interface. */
function fieldsOf(fields: object): Record<string, Canonical> {
  const entries = Object.entries(fields) as [string, Plain][];
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, canonicalOf(value, key)]])),
  );
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value);
}

/** An object of the canonical form with further fields. */
function joined(value: Canonical | undefined, fields: object): Canonical {
  return typeof value === 'object' && !Array.isArray(value) ? { ...value, ...fieldsOf(fields) } : fieldsOf(fields);
}

function joinedEach(values: Canonical | undefined, fields: readonly object[]): Canonical {
  return fields.map((one, i) => joined(Array.isArray(values) ? (values as readonly Canonical[])[i] : undefined, one));
}
