import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type Hex, keccak256, zeroHash } from 'viem';
import { AttestationsRejected } from '../errors/filing.ts';
import { type NegativeListItem, negativeListItems } from '../errors/oversightWords.ts';
import { readDealFile } from '../terms/dealFile.ts';
import { formatDay } from '../terms/days.ts';
import { type Problems, takeProblems } from '../terms/problems.ts';
import { choiceOf, dayIn } from '../terms/sections/reading.ts';
import { type Entry, type Source, entriesOf, fieldsOf, isEmpty, readSource, textOf, wordOf } from '../terms/source.ts';

/** Who may sign: the filer, or the filing's agent. */
export const ATTESTING_PARTIES = ['originator', 'filingAgent'] as const;
export type AttestingParty = (typeof ATTESTING_PARTIES)[number];

const FINDINGS = ['clear', 'adverse'] as const;
export type NegativeListFinding = (typeof FINDINGS)[number];

/** What one party found of one item of the negative lists. */
export type ItemAttestation = {
  item: NegativeListItem;
  finding: NegativeListFinding;
  signer: AttestingParty;
  /** `2026-04-01`. */
  signedOn: string;
  /** First day on which what is clear no longer counts. */
  expiresOn: string;
  /** keccak256 of what it rests on. */
  evidence: Hex;
  /** As the file names it; absent if it gives the hash alone. */
  evidenceFile?: string;
};

/** Items that one signature speaks to: with `filings`, `filing` and `signer` as an address, what `signNegativeList` takes. */
export type NegativeListStatement = {
  party: AttestingParty;
  clear: readonly NegativeListItem[];
  adverse: readonly NegativeListItem[];
  signedOn: string;
  expiresOn: string;
  evidence: Hex;
};

export type Attestations = {
  /** As it was given. */
  file: string;
  /** All fourteen, in the order of the lists. */
  items: readonly ItemAttestation[];
  /** The same by signature. */
  statements: readonly NegativeListStatement[];
};

/** Days of what counts have 16 bits on chain: 6 June 2149. */
const LAST_DAY = 0xffff;

const SHARED = ['signer', 'signedOn', 'expires', 'evidence'] as const;
const OF_ITEM = ['finding', ...SHARED] as const;
const KEYS = [...SHARED, 'items'] as const;

type Fields = Partial<Record<(typeof OF_ITEM)[number], Source>>;

const EXPECTED = {
  signer: 'who signs: originator or filingAgent',
  signedOn: 'the day it is signed, such as 2026-04-01',
  expires: 'the first day on which it no longer counts, such as 2026-09-30',
  evidence: 'a file from the folder of this one, or its hash: 0x and 64 hex digits',
};

/**
 * Reads what filer and filing agent found of the fourteen items of the negative lists: the file that a deal file names as
 * `filing.attestations`. Each item is `clear`, `adverse`, or a mapping with `finding` and what differs from the head of
 * the file: `signer`, `signedOn`, `expires`, `evidence`. Evidence is a file, which is hashed, or a hash.
 *
 * @throws {AttestationsRejected} with a line per problem
 * @throws {InputUnreadable} if the file cannot be read
 * @example
 * const { statements } = await loadAttestations('attestations.yaml');
 * for (const { party, ...statement } of statements) {
 *   await signNegativeList(clients[party], { filings, filing: filed.number, ...statement });
 * }
 */
export async function loadAttestations(path: string): Promise<Attestations> {
  const { text } = await readDealFile(path, 'Name the file with the attestations, a YAML in UTF-8.');
  const problems = takeProblems(path, (told) => new AttestationsRejected(told));
  const source = readSource(text, problems);
  if (source !== undefined && isEmpty(source)) {
    problems.add({ text: 'nothing', place: source.place }, `the attestations: a mapping of ${KEYS.join(', ')}`);
  }
  const head = source && fieldsOf(source, { keys: KEYS, what: 'the attestations', problems });
  const told = head ? await readItems(head, { folder: dirname(path), problems }) : [];
  problems.refuse();
  const items = negativeListItems.flatMap((item) => told.filter((one) => one.item === item));
  return { file: path, items, statements: statementsOf(items) };
}

type Reading = { folder: string; problems: Problems };

async function readItems(
  { items, ...shared }: Fields & { items?: Source },
  reading: Reading,
): Promise<ItemAttestation[]> {
  const { problems } = reading;
  if (items === undefined) {
    const known = negativeListItems.join('; ');
    problems.add({ text: 'the file', place: { line: 1, column: 1 } }, `"items" with a finding for each of: ${known}`);
    return [];
  }
  const entries = entriesOf(items, 'items: { ITEM: clear, … }', problems);
  for (const item of negativeListItems) {
    const isThere = entries.some(({ key }) => key.text === item);
    if (!isThere) problems.add({ text: 'items', place: items.place }, `a finding for "${item}": clear or adverse`);
  }
  const told: ItemAttestation[] = [];
  for (const entry of entries) {
    const one = await readItem(entry, { shared, reading });
    if (one) told.push(one);
  }
  return told;
}

async function readItem(
  { key, value }: Entry,
  { shared, reading }: { shared: Fields; reading: Reading },
): Promise<ItemAttestation | undefined> {
  const { problems } = reading;
  const item = negativeListItems.find((one) => one === key.text);
  if (item === undefined) {
    problems.add(key, `an item of the negative lists: ${negativeListItems.join('; ')}`, negativeListItems);
    return undefined;
  }
  const own: Fields =
    value.kind === 'map' ? fieldsOf(value, { keys: OF_ITEM, what: 'an item', problems }) : { finding: value };
  const fields = { ...shared, ...own };
  for (const name of SHARED) {
    if (fields[name] === undefined) problems.add(key, `"${name}", here or at the head of the file: ${EXPECTED[name]}`);
  }
  if (fields.finding === undefined) problems.add(key, '"finding": clear or adverse');
  const finding = choiceOf(fields.finding, FINDINGS, problems);
  const signer = choiceOf(fields.signer, ATTESTING_PARTIES, problems);
  const signedOn = dayIn(fields.signedOn, EXPECTED.signedOn, problems);
  const expires = dayIn(fields.expires, EXPECTED.expires, problems);
  if (fields.expires && expires !== undefined && expires > LAST_DAY) {
    problems.add(wordOf(fields.expires), `a day up to ${formatDay(LAST_DAY)}: chains have room for no later one`);
  } else if (fields.expires && expires !== undefined && signedOn !== undefined && expires <= signedOn) {
    problems.add(wordOf(fields.expires), `a day after it is signed, which is ${formatDay(signedOn)}`);
  }
  const evidence = await readEvidence(fields.evidence, reading);
  if (!finding || !signer || signedOn === undefined || expires === undefined || !evidence) return undefined;
  return { item, finding, signer, signedOn: formatDay(signedOn), expiresOn: formatDay(expires), ...evidence };
}

async function readEvidence(
  source: Source | undefined,
  { folder, problems }: Reading,
): Promise<Pick<ItemAttestation, 'evidence' | 'evidenceFile'> | undefined> {
  const word = source && textOf(source, EXPECTED.evidence, problems);
  if (word === undefined) return undefined;
  const text = word.text.trim();
  if (text.startsWith('0x')) {
    const hash = text.toLowerCase() as Hex;
    if (/^0x[0-9a-f]{64}$/.test(hash) && hash !== zeroHash) return { evidence: hash };
    problems.add(word, EXPECTED.evidence);
    return undefined;
  }
  try {
    return { evidence: keccak256(await readFile(resolve(folder, text))), evidenceFile: text };
  } catch {
    problems.add(word, `${EXPECTED.evidence}; this can not be read`);
    return undefined;
  }
}

/** Items by who signs, when, for how long and on what: each is one signature. */
function statementsOf(items: readonly ItemAttestation[]): NegativeListStatement[] {
  const groups = Map.groupBy(items, ({ signer, signedOn, expiresOn, evidence }) =>
    [signer, signedOn, expiresOn, evidence].join(' '),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { signer: party, signedOn, expiresOn, evidence } = first;
    const those = (finding: NegativeListFinding): NegativeListItem[] =>
      group.filter((one) => one.finding === finding).map(({ item }) => item);
    return [{ party, clear: those('clear'), adverse: those('adverse'), signedOn, expiresOn, evidence }];
  });
}
