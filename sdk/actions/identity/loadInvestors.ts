import { InvestorsRejected, type InvestorProblem } from '../../errors/InvestorsRejected.ts';
import type { Investor } from './investor.ts';
import { type Finding, lineOf } from '../../csv/finding.ts';
import { type CsvSource, readCsv } from './investorCsv.ts';
import { type InvestorNote, type Notes, takeNotes } from './investorNotes.ts';
import { type Offer, type OfferParameters, readOffer } from './investorOffer.ts';
import { type InvestorRecord, readRecords } from './investorRecords.ts';
import { findRepeats } from './investorRepeats.ts';
import { readInvestor } from './readInvestor.ts';

/**
 * The path of a CSV, or its text: a string with a line break is text. `{ text }` is text in any case, and may name the
 * file it is of. Or an array, of records as in the CSV or of investors loaded before.
 */
export type InvestorSource = string | { text: string; file?: string } | readonly InvestorRecord[];

export interface LoadInvestorsParameters extends OfferParameters {
  /** `refuse` (default): one wrong row refuses all. `skip`: wrong rows are left out and returned beside. */
  onProblem?: 'refuse' | 'skip';
  /** Receives each irregularity that did no harm. */
  onNote?: (note: InvestorNote) => void;
}

/** A row that was left out. Reference and wallet are as the file has them: wrong, or even a formula. */
export interface RefusedInvestor {
  row: number;
  reference: string;
  wallet: string;
  problems: InvestorProblem[];
}

/** What `skip` gives. */
export interface LoadedInvestors {
  investors: Investor[];
  refused: RefusedInvestor[];
  notes: InvestorNote[];
}

export type LoadInvestorsReturnType = Investor[] | LoadedInvestors;
export type LoadInvestorsErrorType = InvestorsRejected;

/**
 * Reads a list of investors and checks every cell, before anything is sent. All problems come at once, one line each.
 * Columns, in any order: reference, wallet, identity, country, class, validUntil, usPerson, evidence, evidenceDate; and if
 * wanted connected, clients. A date is a day in UTC: evidence is of its beginning, validity lasts to its end.
 * A reference, wallet or identity that comes again refuses the later row.
 *
 * Warning: a file that cannot be read as a list (no rows, no header, an open quote) is refused with `skip` too.
 *
 * @throws {InvestorsRejected} with a line per problem
 * @example
 * const investors = await loadInvestors('investors.csv', { closedCountries: ['CN'] });
 */
export async function loadInvestors(
  source: InvestorSource,
  parameters: LoadInvestorsParameters & { onProblem: 'skip' },
): Promise<LoadedInvestors>;
export async function loadInvestors(
  source: InvestorSource,
  parameters?: LoadInvestorsParameters & { onProblem?: 'refuse' },
): Promise<Investor[]>;
export async function loadInvestors(
  source: InvestorSource,
  parameters: LoadInvestorsParameters = {},
): Promise<LoadInvestorsReturnType> {
  const file = nameOf(source);
  const offer = readOffer(parameters);
  const notes = takeNotes(file);
  const { loaded, fatal } = await readAll(source, { file, offer, notes });
  for (const note of loaded.notes) parameters.onNote?.(note);
  const problems = [...loaded.refused.flatMap((row) => row.problems), ...fatal];
  if (fatal.length > 0 || (parameters.onProblem !== 'skip' && problems.length > 0)) {
    throw new InvestorsRejected({ file, problems });
  }
  return parameters.onProblem === 'skip' ? loaded : loaded.investors;
}

/** Sorts the rows into good and refused. `fatal` says why the list ended before its end, or that it is empty. */
async function readAll(
  source: InvestorSource,
  { file, offer, notes }: { file: string; offer: Offer; notes: Notes },
): Promise<{ loaded: LoadedInvestors; fatal: InvestorProblem[] }> {
  const repeats = findRepeats();
  const investors: Investor[] = [];
  const refused: RefusedInvestor[] = [];
  let fatal: InvestorProblem[] | undefined;
  for await (const row of rowsOf(source, notes)) {
    const tell = (finding: Finding) => told(file, { row: row.row, finding });
    if ('unreadable' in row) {
      fatal = row.unreadable.map(tell);
      break;
    }
    const { facts, investor, problems } = readInvestor(row, { offer, notes });
    problems.push(...repeats(facts, row.row));
    const { reference = '', wallet = '' } = row.cells;
    if (investor && problems.length === 0) investors.push(investor);
    else refused.push({ row: row.row, reference, wallet, problems: problems.map(tell) });
  }
  if (investors.length + refused.length === 0) fatal ??= [told(file, { row: undefined, finding: NO_ROWS })];
  return { loaded: { investors, refused, notes: notes.notes() }, fatal: fatal ?? [] };
}

const NO_ROWS: Finding = { found: 'there are no rows', expected: 'a row per investor' };

function isText(source: string): boolean {
  return source === '' || /[\r\n]/.test(source);
}

function isRecords(source: InvestorSource): source is readonly InvestorRecord[] {
  return Array.isArray(source);
}

/** How messages call a list. */
export function nameOf(source: InvestorSource): string {
  if (isRecords(source)) return 'investors';
  if (typeof source === 'string') return isText(source) ? 'CSV' : source;
  return source.file ?? 'CSV';
}

function rowsOf(source: InvestorSource, notes: Notes) {
  return isRecords(source) ? readRecords(source) : readCsv(csvOf(source), notes);
}

function csvOf(source: Exclude<InvestorSource, readonly InvestorRecord[]>): CsvSource {
  if (typeof source === 'string') return isText(source) ? { text: source } : { path: source };
  return source;
}

/** A finding in the one line that names file, row, field and what was expected. */
function told(file: string, { row, finding }: { row: number | undefined; finding: Finding }): InvestorProblem {
  const place = `${file}${row === undefined ? '' : ` row ${row}`}`;
  return { ...(row === undefined ? {} : { row }), ...finding, text: `${place}${lineOf(finding)}` };
}
