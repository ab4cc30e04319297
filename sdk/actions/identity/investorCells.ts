import { type Address, checksumAddress, isHex } from 'viem';
import { z } from 'zod';
import { findCountry } from './countries.ts';
import { EXPECTED, type InvestorColumn } from './investorColumns.ts';
import { type Finding, quoted } from '../../csv/finding.ts';
import type { EvidenceKind, InvestorClass } from './investor.ts';

/** Why a cell was refused. What was expected is the column's, unless said. */
export class Refusal {
  readonly found: string;
  readonly expected: string | undefined;

  constructor(found: string, expected?: string) {
    this.found = found;
    this.expected = expected;
  }

  of(field: InvestorColumn): Finding {
    return { field, found: this.found, expected: this.expected ?? EXPECTED[field] };
  }
}

const DAY = 86_400;
const CLASSES: readonly InvestorClass[] = ['retail', 'professional', 'institutional', 'venue'];
const EVIDENCE: readonly EvidenceKind[] = ['attestation', 'claims'];
const LONGEST_REFERENCE = 64;
const MOST_CLIENTS = 0xffff_ffff;

/** What no cell may hold, whatever its column: a list of investors is opened in spreadsheets, before us and after us. */
export function refuseUnsafe(cell: string): Refusal | undefined {
  if (/^[=+\-@＝＋－＠]/u.test(cell)) {
    return new Refusal(`${quoted(cell)} starts like a formula, which a spreadsheet would run`);
  }
  if (cell.includes('\ufffd')) return new Refusal(`${quoted(cell)} is not UTF-8`);
  if (/[\p{Cc}\p{Cf}]|[^\S ]/u.test(cell)) {
    return new Refusal(`${quoted(cell)} has a line break or an invisible character`);
  }
  // The CSV itself may quote a cell; a quote left inside is one that was not closed or not doubled.
  if (cell.includes('"')) return new Refusal(`${quoted(cell)} has a quote inside`);
  return undefined;
}

/** In Unicode's composed form, so that one client number has one spelling. */
export function readReference(cell: string): string | Refusal {
  const reference = cell.normalize('NFC');
  if (reference.length <= LONGEST_REFERENCE) return reference;
  return new Refusal(`${quoted(reference)} has ${reference.length} characters`);
}

/** An address without checksum is told to `onUnchecked`: nothing would show a mistyped digit. */
export function readAddress(cell: string, onUnchecked: () => void): Address | Refusal {
  const digits = cell.slice(2);
  if (!cell.startsWith('0x') || !isHex(cell)) return new Refusal(`${quoted(cell)} is not an address`);
  if (digits.length !== 40) return new Refusal(`${quoted(cell)} has ${digits.length} hex digits`);
  if (/^0+$/.test(digits)) return new Refusal(`${quoted(cell)} is the zero address`);
  const address = checksumAddress(cell);
  if (address === cell) return address;
  if (digits === digits.toLowerCase() || digits === digits.toUpperCase()) {
    onUnchecked();
    return address;
  }
  // Not told: the address with a right checksum. If a digit was mistyped, it would be a stranger's.
  return new Refusal(`${quoted(cell)} has a wrong checksum`, 'the address exactly as its owner gave it (EIP-55)');
}

export function readCountry(cell: string): number | Refusal {
  return findCountry(cell)?.numeric ?? new Refusal(`${quoted(cell)} is not an ISO 3166-1 code`);
}

export function readClass(cell: string): InvestorClass | Refusal {
  const known = CLASSES.find((name) => name === cell.toLowerCase());
  return known ?? new Refusal(`${quoted(cell)} is not a class`);
}

export function readEvidence(cell: string): EvidenceKind | Refusal {
  const known = EVIDENCE.find((name) => name === cell.toLowerCase());
  return known ?? new Refusal(`${quoted(cell)} is not a kind of evidence`);
}

export function readYesNo(cell: string): boolean | Refusal {
  const word = cell.toLowerCase();
  if (word === 'yes' || word === 'true') return true;
  if (word === 'no' || word === 'false') return false;
  return new Refusal(`${quoted(cell)} is neither yes nor no`);
}

export function readClients(cell: string): number | Refusal {
  const clients = /^\d{1,10}$/.test(cell) ? Number(cell) : Number.NaN;
  return clients <= MOST_CLIENTS ? clients : new Refusal(`${quoted(cell)} is not a whole number up to ${MOST_CLIENTS}`);
}

const isoDate = z.iso.date();
const isoDateTime = z.iso.datetime({ offset: true });

/** Seconds. A date without a time is a day in UTC: its first moment, or for `until` the first moment after it. */
export function readMoment(cell: string, { until }: { until: boolean }): number | Refusal {
  const isDay = isoDate.safeParse(cell).success;
  if (!isDay && !isoDateTime.safeParse(cell).success) {
    return new Refusal(`${quoted(cell)} is not an ISO date, nor an ISO date-time with its zone`);
  }
  const seconds = Math.floor(Date.parse(cell) / 1000);
  return isDay && until ? seconds + DAY : seconds;
}

/** Seconds as ISO writes them, in UTC. */
export function moment(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, -5)}Z`;
}
