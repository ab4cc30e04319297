const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder',
  EACCES: 'the file may not be read',
};

/** What a reader of tables takes. */
export const EXPECTED_FILE = 'a CSV file in UTF-8';

/** Why a file could not be opened, in words; undefined where we have none for it. */
export function reasonOf(code: string): string | undefined {
  return REASONS[code];
}

/** What a file is that begins with these bytes, if that is no CSV in UTF-8. */
export function otherThanCsv(chunk: Buffer): string | undefined {
  const start = chunk.subarray(0, 4).toString('latin1');
  if (start.startsWith('PK\x03\x04')) return 'the file is a workbook or an archive';
  if (start.startsWith('\xff\xfe') || start.startsWith('\xfe\xff')) return 'the file is in UTF-16';
  return undefined;
}
