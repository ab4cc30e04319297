import { type CsvError, parse } from 'csv-parse';

/** Characters or bytes; a longer row is a quote that was never closed, or no table. */
export const LONGEST_ROW = 100_000;

/** A CSV read piece by piece: each call gives the rows that are whole by then. */
export interface CsvParser {
  write: (piece: string | Buffer) => AsyncGenerator<string[][]>;
  end: () => AsyncGenerator<string[][]>;
}

/**
 * Reads rows as they come, cells as they are. A parser read as a stream would lose the rows before an error: here they are
 * given first, and then a CsvError is thrown.
 */
export function csvParser(): CsvParser {
  let records: string[][] = [];
  const parser = parse({
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    // Rows of another length and quotes in odd places are told of in our words, with all other problems.
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: LONGEST_ROW,
    on_record: (record: string[]) => {
      records.push(record);
      return null;
    },
  });
  // Errors reach the callbacks below; without a listener they would end the process as well.
  parser.on('error', () => {});
  async function* taken(fed: Promise<unknown>): AsyncGenerator<string[][]> {
    const failure = await fed;
    yield records;
    records = [];
    if (failure) throw failure as CsvError;
  }
  return {
    write: (piece) => taken(new Promise((resolve) => parser.write(piece, resolve))),
    end: () => taken(new Promise((resolve) => parser.end(resolve))),
  };
}
