import { InvestorsRejected, type InvestorProblem } from '../../errors/InvestorsRejected.ts';
import { findCountry } from './countries.ts';
import { EXPECTED } from './investorColumns.ts';
import { type Finding, lineOf, quoted } from '../../csv/finding.ts';

/** What an offer asks of its investors, as a caller writes it. */
export interface OfferParameters {
  /** The moment to judge by, in seconds: the chain's, if it is not this machine's. */
  now?: number | bigint;
  /** Countries the offer is closed to, in any form of ISO 3166-1. */
  closedCountries?: readonly (string | number)[];
  /** The offer is closed to US persons. */
  closedToUsPersons?: boolean;
}

/** What an offer asks of an investor beyond a sound row. */
export interface Offer {
  /** Seconds. */
  now: number;
  /** ISO 3166-1 numeric. */
  closedCountries: ReadonlySet<number>;
  closedToUsPersons: boolean;
}

const LATEST_NOW = 0xffff_ffff;

/** @throws {InvestorsRejected} if the parameters themselves make no sense */
export function readOffer({ now, closedCountries = [], closedToUsPersons = false }: OfferParameters): Offer {
  const findings: Finding[] = [];
  const seconds = now === undefined ? Math.floor(Date.now() / 1000) : Number(now);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LATEST_NOW) {
    findings.push({ field: 'now', found: `${now} is not a time in seconds`, expected: 'e.g. 1772323200' });
  }
  const closed = closedCountries.flatMap((code) => {
    const country = findCountry(code);
    if (country !== undefined) return [country.numeric];
    const found = `${quoted(String(code))} is not an ISO 3166-1 code`;
    findings.push({ field: 'closedCountries', found, expected: EXPECTED.country });
    return [];
  });
  if (findings.length === 0) return { now: seconds, closedCountries: new Set(closed), closedToUsPersons };
  const file = 'parameters';
  const problems = findings.map((finding): InvestorProblem => ({ ...finding, text: `${file}${lineOf(finding)}` }));
  throw new InvestorsRejected({ file, problems });
}
