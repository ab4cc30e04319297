import { readFile } from 'node:fs/promises';
import { InputUnreadable } from '../errors/files.ts';

/** The path of a deal file, or its text; `file` is how messages call it. */
export type TermsSource = string | DealText;

export interface DealText {
  text: string;
  file?: string;
}

/** The text of a deal file, or of a file that goes with it. @throws {InputUnreadable} */
export async function readDealFile(
  source: TermsSource,
  advice = 'Name the deal file, a YAML in UTF-8.',
): Promise<DealText> {
  if (typeof source !== 'string') return source;
  const text = await readFile(source, 'utf8').catch((error: unknown) => {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new InputUnreadable(source, missing ? 'there is no such file' : 'it could not be read', advice);
  });
  return { text, file: source };
}
