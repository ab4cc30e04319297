import { backgroundOf } from './background.ts';
import { checkTerms } from './check.ts';
import { compileTerms } from './compileTerms.ts';
import type { DealTerms, StudyTerms } from './deal.ts';
import { type DealText, type TermsSource, readDealFile } from './dealFile.ts';
import { readDecimals } from './decimals.ts';
import { type Problems, takeProblems } from './problems.ts';
import { DEAL_SECTIONS, readDeal } from './readDeal.ts';
import { readSchedule } from './schedule.ts';
import { readAccounts, readClasses, readFees, readGroups } from './sections/claims.ts';
import * as values from './sections/values.ts';
import { readWaterfall } from './sections/waterfall.ts';
import { type Entry, type Source, isEmpty, itemsOf, readSource, textOf, wordOf } from './source.ts';
import type { Rounding, Terms } from './terms.ts';

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

/**
 * Reads a deal file of which only the waterfall must be there (from `decimals` and `schedule` to `waterfall`): for studies.
 * Other sections are read as far as they are there. All that is wrong is told at once, each with line, word, nearest known
 * word, and what was expected.
 *
 * @throws {TermsRejected} with a line per problem
 * @example
 * const terms = await loadWaterfall('deal.yaml');
 * const { bytes, labels } = compileTerms(terms);
 */
export async function loadWaterfall(source: TermsSource): Promise<StudyTerms> {
  return parseTerms(await readDealFile(source));
}

/** `loadWaterfall` for a text at hand. */
export function parseTerms({ text, file = 'deal.yaml' }: DealText): StudyTerms {
  const problems = takeProblems(file);
  const terms = readTerms(text, problems);
  readDeal(terms, { problems, complete: false });
  problems.refuse();
  return { ...terms, ...backgroundOf(terms) };
}

/**
 * Reads a whole deal file: the deal that is filed and issued, with its program. Nothing that it needs may be missing. All
 * that is wrong is told at once, each with line, word, nearest known word, and what was expected. Names of parties are
 * resolved by `resolveParties`.
 *
 * @throws {TermsRejected} with a line per problem
 * @example
 * const terms = await loadTerms('deal.yaml');
 * const { hash } = resolveParties(terms, { spv: '0x…', … });
 */
export async function loadTerms(source: TermsSource): Promise<DealTerms> {
  return parseDeal(await readDealFile(source));
}

/** `loadTerms` for a text at hand. */
export function parseDeal({ text, file = 'deal.yaml' }: DealText): DealTerms {
  const problems = takeProblems(file);
  const terms = readTerms(text, problems);
  const deal = readDeal(terms, { problems, complete: true });
  problems.refuse();
  return { ...deal, ...compileTerms(terms) };
}

/** What makes the program, checked. A text that is no mapping is refused outright. */
function readTerms(text: string, problems: Problems): Terms {
  const source = readSource(text, problems);
  const read = source && readSections(source, problems);
  if (read) checkTerms(read.terms, { problems, complete: read.complete });
  else problems.refuse();
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
    else if (DEAL_SECTIONS.some((one) => one === key.text)) other.push(entry);
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

function readRounding(source: Source | undefined, problems: Problems): Rounding {
  if (source === undefined) return 'down';
  const word = textOf(source, 'down or half up', problems);
  if (word && word.text !== 'down' && word.text !== 'half up')
    problems.add(word, 'down or half up', ['down', 'half up']);
  return word?.text === 'half up' ? 'half up' : 'down';
}
