import { readFile } from 'node:fs/promises';
import { InputUnreadable } from '../errors/files.ts';
import { checkTerms } from './check.ts';
import { type Problems, takeProblems } from './problems.ts';
import { readSchedule } from './schedule.ts';
import { readAccounts, readClasses, readFees, readGroups } from './sections/claims.ts';
import * as values from './sections/values.ts';
import { readWaterfall } from './sections/waterfall.ts';
import { type Entry, type Source, isEmpty, itemsOf, readSource, textOf, wordOf } from './source.ts';
import type { Rounding, Terms } from './terms.ts';

/** The path of a deal file, or its text; `file` is how messages call it. */
export type TermsSource = string | { text: string; file?: string };

/** Sections that make the program: read here. */
const WATERFALL_SECTIONS = [
  ...([
    'decimals',
    'rounding',
    'schedule',
    'holidays',
    'classes',
    'groups',
    'accounts',
    'fees',
    'deficiencyLedgers',
  ] as const),
  ...(['schedules', 'inputs', 'definitions', 'triggers', 'start', 'funds', 'checks', 'waterfall'] as const),
];
type Section = (typeof WATERFALL_SECTIONS)[number];

/** Sections of the whole deal: kept as they are in `terms.other`, for those who read them. */
export const DEAL_SECTIONS = [
  ...['sluice', 'name', 'parties', 'identifiers', 'filing', 'currency', 'pool', 'offering', 'proceeds'],
  ...['eventsOfDefault', 'calls', 'tax'],
];

const MOST_DECIMALS = 18;

/**
 * Reads a deal file: its sections from `schedule` to `waterfall`. The others are accepted and handed on in `other`.
 * All that is wrong is told at once, each with line, word, nearest known word, and what was expected.
 *
 * @throws {TermsRejected} with a line per problem
 * @example
 * const terms = await loadTerms('deal.yaml');
 * const { bytes, labels } = compileTerms(terms);
 */
export async function loadTerms(source: TermsSource): Promise<Terms> {
  if (typeof source !== 'string') return parseTerms(source);
  const text = await readFile(source, 'utf8').catch((error: unknown) => {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new InputUnreadable(
      source,
      missing ? 'there is no such file' : 'it could not be read',
      'Name the deal file, a YAML in UTF-8.',
    );
  });
  return parseTerms({ text, file: source });
}

/** `loadTerms` for a text at hand. */
export function parseTerms({ text, file = 'deal.yaml' }: { text: string; file?: string }): Terms {
  const problems = takeProblems(file);
  const source = readSource(text, problems);
  const read = source && readSections(source, problems);
  if (read) checkTerms(read.terms, { problems, complete: read.complete });
  problems.refuse();
  // Without terms there was a problem, and refusing threw.
  return read?.terms as Terms;
}

/** `complete`: nothing of what cash flows through was unreadable. */
function readSections(source: Source, problems: Problems): { terms: Terms; complete: boolean } | undefined {
  if (source.kind !== 'map') {
    problems.add(isEmpty(source) ? { text: 'an empty file', place: source.place } : wordOf(source), 'a deal file');
    return undefined;
  }
  const sections: Partial<Record<Section, Source>> = {};
  const other: Entry[] = [];
  for (const entry of source.entries) {
    const { key, value } = entry;
    const section = WATERFALL_SECTIONS.find((one) => one === key.text);
    if (section) sections[section] = value;
    else if (DEAL_SECTIONS.includes(key.text)) other.push(entry);
    else problems.add(key, 'a section of a deal file', [...WATERFALL_SECTIONS, ...DEAL_SECTIONS]);
  }
  const decimals = readDecimals(sections.decimals, problems);
  const reading = { decimals, problems };
  const before = problems.count;
  const schedule = readSchedule(sections.schedule, { holidays: sections.holidays, problems });
  const ofSchedule = problems.count - before;
  const none = { nominal: 0, payment: 0, record: 0 };
  const terms: Terms = {
    file: problems.file,
    decimals,
    rounding: readRounding(sections.rounding, problems),
    schedule: schedule ?? { dates: [none], recordTime: 0, runsFrom: 1, other: [], word: wordOf(source) },
    classes: readClasses(sections.classes, reading),
    groups: readGroups(sections.groups, problems),
    accounts: readAccounts(sections.accounts, reading),
    fees: readFees(sections.fees, reading),
    ledgers: itemsOf(sections.deficiencyLedgers).flatMap((item) => textOf(item, 'a class', problems) ?? []),
    tables: values.readTables(sections.schedules, problems),
    inputs: values.readInputs(sections.inputs, problems),
    definitions: values.readDefinitions(sections.definitions, problems),
    triggers: values.readTriggers(sections.triggers, problems),
    start: values.readStart(sections.start, problems),
    funds: values.readFunds(sections.funds, problems),
    checks: values.readChecks(sections.checks, problems),
    lists: readWaterfall(sections.waterfall, problems),
    other,
  };
  return { terms, complete: problems.count === ofSchedule };
}

function readDecimals(source: Source | undefined, problems: Problems): number {
  const expected = `the decimals of the deal's money, 0 to ${MOST_DECIMALS}`;
  if (source === undefined) {
    problems.add({ text: 'the file', place: { line: 1, column: 1 } }, `a section "decimals": ${expected}`);
    return 0;
  }
  const word = textOf(source, expected, problems);
  const decimals = /^\d{1,2}$/.test(word?.text ?? '') ? Number(word?.text) : undefined;
  if (decimals !== undefined && decimals <= MOST_DECIMALS) return decimals;
  if (word) problems.add(word, expected);
  return 0;
}

function readRounding(source: Source | undefined, problems: Problems): Rounding {
  if (source === undefined) return 'down';
  const word = textOf(source, 'down or half up', problems);
  if (word && word.text !== 'down' && word.text !== 'half up')
    problems.add(word, 'down or half up', ['down', 'half up']);
  return word?.text === 'half up' ? 'half up' : 'down';
}
