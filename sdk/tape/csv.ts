import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { CsvError } from 'csv-parse';
import { type Finding, quoted } from '../csv/finding.ts';
import { type CsvParser, LONGEST_ROW, csvParser } from '../csv/parser.ts';
import { EXPECTED_FILE, otherThanCsv, reasonOf } from '../csv/unreadable.ts';

/** A CSV in a file, or its text. */
export type CsvSource = { path: string } | { text: string };

/** Rows as they are in the file, a batch at a time; the last batch may say why there are no more. */
export interface Batch {
  records: string[][];
  unreadable?: Finding;
}

const CHUNK = 256 * 1024;

/** Thrown into the stream where reading ends. */
class Unreadable extends TypeError {
  readonly finding: Finding;

  constructor(found: string, expected = EXPECTED_FILE) {
    super(found);
    this.finding = { found, expected };
  }
}

/** Rows of a CSV of any size, in batches. What is wrong ends the last batch, never as an exception. */
export async function* readCsv(
  source: CsvSource,
  onBytes: (done: number, all: number) => void = () => {},
): AsyncGenerator<Batch> {
  try {
    for await (const records of recordsOf(source, onBytes)) yield { records };
  } catch (error) {
    yield { records: [], unreadable: findingOf(error) };
  }
}

/**
 * Up to the first quote a row is a line and a cell is what lies between commas, and is cut right here: ten times faster.
 * From the chunk with the first quote on csv-parse reads.
 */
async function* recordsOf(source: CsvSource, onBytes: (done: number, all: number) => void): AsyncGenerator<string[][]> {
  let rest = '';
  let parser: CsvParser | undefined;
  for await (const text of textOf(source, onBytes)) {
    if (parser === undefined && text.includes('"')) {
      parser = csvParser();
      yield* parser.write(rest + text);
    } else if (parser === undefined) {
      const { lines, open } = linesIn(rest + text);
      rest = open;
      yield lines.map((line) => line.split(','));
      if (rest.length > LONGEST_ROW) throw tooLong();
    } else {
      yield* parser.write(text);
    }
  }
  if (parser !== undefined) yield* parser.end();
  else if (rest !== '') yield [rest.replace(/\r$/, '').split(',')];
}

/** Whole lines, whatever ends them, and the line that may go on. */
function linesIn(text: string): { lines: string[]; open: string } {
  // A carriage return at the end may be half of a line's end.
  const lines = text.includes('\r') ? text.split(/\r\n|\n|\r(?!$)/) : text.split('\n');
  const open = lines.pop() ?? '';
  if (lines.some(({ length }) => length > LONGEST_ROW)) throw tooLong();
  return { lines, open };
}

function tooLong(): Unreadable {
  return new Unreadable(
    `a row is longer than ${LONGEST_ROW} characters; nothing from there on was read`,
    'a row per receivable',
  );
}

async function* textOf(source: CsvSource, onBytes: (done: number, all: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const all = 'path' in source ? (await stat(source.path)).size : Buffer.byteLength(source.text);
  let done = 0;
  for await (const chunk of bytesOf(source)) {
    const other = done === 0 ? otherThanCsv(chunk) : undefined;
    if (other !== undefined) throw new Unreadable(other);
    done += chunk.length;
    yield decode(decoder, chunk);
    onBytes(done, all);
  }
  yield decode(decoder);
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    throw new Unreadable('the file has bytes that are not UTF-8', `${EXPECTED_FILE}: save it as "CSV UTF-8"`);
  }
}

async function* bytesOf(source: CsvSource): AsyncGenerator<Buffer> {
  if ('path' in source) {
    yield* createReadStream(source.path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>;
    return;
  }
  const bytes = Buffer.from(source.text);
  for (let start = 0; start < bytes.length; start += CHUNK) yield bytes.subarray(start, start + CHUNK);
}

function findingOf(error: unknown): Finding {
  if (error instanceof Unreadable) return error.finding;
  if (error instanceof CsvError) {
    if (error.code !== 'CSV_QUOTE_NOT_CLOSED') return tooLong().finding;
    return {
      found: 'a cell opens with a quote and never closes; nothing from there on was read',
      expected: '" at the end of the cell',
    };
  }
  if (!(error instanceof Error && 'code' in error)) throw error;
  const code = String(error.code);
  const found = reasonOf(code) ?? `the file cannot be read (${quoted(code)})`;
  return { found, expected: `the path of ${EXPECTED_FILE}` };
}
