import { getAddress, zeroAddress } from 'viem';
import type { Problems, Word } from '../problems.ts';
import { type Source, entriesOf, textOf } from '../source.ts';
import { type Reading, type Section, headOf } from './reading.ts';

/** Without these no deal is issued. */
export const NEEDED_PARTIES = [
  ...(['originator', 'issuer', 'servicer', 'verifier', 'trustee', 'transferAgent', 'filingAgent'] as const),
];
/** Who follows a silent party. */
export const OTHER_PARTIES = ['backupServicer', 'backupVerifier', 'backupTrustee'] as const;
const PARTIES = [...NEEDED_PARTIES, ...OTHER_PARTIES];

export type NeededParty = (typeof NEEDED_PARTIES)[number];
export type PartyRole = NeededParty | (typeof OTHER_PARTIES)[number];

/** The parties of a deal. `Who` is a word of the file until names are resolved, and then an address. */
export type Parties<Who> = Readonly<Record<NeededParty, Who> & Partial<Record<PartyRole, Who>>>;

/** The section `parties` as it was read. */
export interface PartySection {
  parties: Partial<Record<PartyRole, Word>>;
  /** Who is no party and is paid: by the name that fees and proceeds call them. */
  payees: Record<string, Word>;
}

const EXPECTED = 'an address, or the name of a key: 0x and 40 hex digits, or pearl-river';

/** Reads `parties: { issuer: spv, …, payees: { rating: 0x… } }`. */
export function readParties(section: Section, reading: Reading): PartySection {
  const { problems } = reading;
  const read: PartySection = { parties: {}, payees: {} };
  for (const { key, value } of entriesOf(section?.value, 'parties: { issuer: address or name, … }', problems)) {
    const role = PARTIES.find((one) => one === key.text);
    if (key.text === 'payees') readPayees(value, { payees: read.payees, problems });
    else if (role === undefined) {
      problems.add(key, `a party (${PARTIES.join(', ')}), or "payees" with others who are paid`, [
        ...PARTIES,
        'payees',
      ]);
    } else {
      const who = readWho(value, problems);
      if (who) read.parties[role] = who;
    }
  }
  const told = new Set(entriesOf(section?.value, '', problems).map(({ key }) => key.text));
  for (const role of NEEDED_PARTIES) {
    if (reading.complete && !told.has(role)) problems.add(headOf(section), `a party "${role}": ${DUTIES[role]}`);
  }
  checkSeparation(read.parties, { same: sameText, problems });
  return read;
}

/** What each does: what a message says of one that is missing. */
const DUTIES: Readonly<Record<NeededParty, string>> = {
  originator: 'who controls the assets onshore and files the deal',
  issuer: 'who issues the notes',
  servicer: 'who collects and signs reports',
  verifier: 'who countersigns reports',
  trustee: 'who confirms orders and acts for holders',
  transferAgent: 'who keeps the register and proposes orders',
  filingAgent: 'who records the outcome of the filing',
};

function readPayees(source: Source, { payees, problems }: { payees: Record<string, Word>; problems: Problems }): void {
  for (const { key, value } of entriesOf(source, 'payees: { name: address or name }', problems)) {
    const who = readWho(value, problems);
    if (PARTIES.some((one) => one === key.text)) problems.add(key, 'a name that no party has');
    else if (who) payees[key.text] = who;
  }
}

/** An address (its checksum is checked if it has one) or a name. */
export function readWho(source: Source | undefined, problems: Problems): Word | undefined {
  if (source === undefined) return undefined;
  const word = textOf(source, EXPECTED, problems);
  if (word === undefined) return undefined;
  const text = word.text.trim();
  const flaw = flawOf(text);
  if (flaw !== undefined) problems.add(word, flaw);
  if (flaw !== undefined) return undefined;
  return { text: isHexText(text) ? getAddress(text.toLowerCase()) : text, place: word.place };
}

/** What is wrong with an address or name: what was expected instead. */
export function flawOf(text: string): string | undefined {
  if (!isHexText(text)) return /^\p{L}[\p{L}\p{N}_.-]*$/u.test(text) ? undefined : EXPECTED;
  const digits = text.slice(2);
  if (!/^[0-9a-fA-F]{40}$/.test(digits))
    return `an address of 0x and 40 hex digits; this has ${digits.length} characters`;
  const right = getAddress(text.toLowerCase());
  if (right === zeroAddress) return 'an address that somebody has the key of: this is zero';
  if (digits === digits.toLowerCase() || text === right) return undefined;
  return `an address whose capitals fit its digits: ${right} if every digit is right (copy it again from where it comes from), or all of it in lower case`;
}

export function isHexText(text: string): boolean {
  return text.startsWith('0x');
}

/** Who must not be who, and why. */
const SEPARATE: readonly (readonly [PartyRole, PartyRole, why: string])[] = [
  ...pairsOf(['servicer', 'verifier', 'trustee', 'filingAgent'], 'each of the four checks the others'),
  ['transferAgent', 'trustee', 'an order takes two keys'],
  ['transferAgent', 'backupTrustee', 'an order takes two keys'],
  ['filingAgent', 'issuer', 'the outcome of a filing is not recorded by who wants it'],
  ['filingAgent', 'originator', 'the outcome of a filing is not recorded by who files'],
  ...(['backupServicer', 'backupVerifier', 'backupTrustee'] as const).flatMap((backup) =>
    (['servicer', 'verifier', 'trustee', 'filingAgent'] as const).map(
      (other) => [backup, other, 'a backup that is one of them could never take over'] as const,
    ),
  ),
];

function pairsOf(roles: readonly PartyRole[], why: string): (readonly [PartyRole, PartyRole, string])[] {
  return roles.flatMap((one, i) => roles.slice(i + 1).map((other) => [one, other, why] as const));
}

/** Tells parties that must be different and are `same`, each with the line of the other. */
export function checkSeparation(
  parties: Partial<Readonly<Record<PartyRole, Word>>>,
  { same, problems }: { same: (a: Word, b: Word) => boolean; problems: Problems },
): void {
  for (const [one, other, why] of SEPARATE) {
    const [a, b] = [parties[one], parties[other]];
    if (!a || !b || !same(a, b)) continue;
    const [first, later] = isBefore(a, b) ? [one, other] : [other, one];
    const [early, late] = isBefore(a, b) ? [a, b] : [b, a];
    problems.add(late, `a ${later} other than the ${first} of line ${early.place.line}: ${why}`);
  }
}

function isBefore({ place: a }: Word, { place: b }: Word): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

function sameText(a: Word, b: Word): boolean {
  return a.text === b.text;
}

/**
 * Who is meant by a payee, holder or account: a party by its role, one of `payees` by its name, an address, or the name of
 * a key. A role that the deal leaves out is told.
 */
export function whoIsMeant(
  word: Word | undefined,
  { parties, payees, problems }: PartySection & { problems: Problems },
): Word | undefined {
  if (word === undefined) return undefined;
  const role = PARTIES.find((one) => one === word.text);
  if (role === undefined) return (Object.hasOwn(payees, word.text) ? payees[word.text] : undefined) ?? word;
  const party = parties[role];
  if (party === undefined) problems.add(word, `a party that the deal names: "parties" has no ${role}`);
  return party;
}
