import { writeFileSync } from 'node:fs';
import { OutputNotWritten } from '../errors/files.ts';

/** A line of what was asked for, to the standard output. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** What is told beside, so that the output can be piped. */
export function remark(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** What is wrong, and that it went wrong. */
export function fail(lines: string): void {
  remark(lines);
  process.exitCode = 1;
}

/** Writes a file as a whole, or says why not. @throws {OutputNotWritten} */
export function writeOutput(file: string, text: string, { secret = false }: { secret?: boolean } = {}): void {
  try {
    // Keys are for their owner alone, and are never written over.
    writeFileSync(file, text, secret ? { mode: 0o600, flag: 'wx' } : {});
  } catch (cause) {
    throw new OutputNotWritten(file, cause);
  }
}

/** JSON as files have it: amounts are texts, because numbers of other languages are not exact. */
export function toJson(value: unknown): string {
  const plain = (_: string, part: unknown): unknown => (typeof part === 'bigint' ? part.toString() : part);
  return `${JSON.stringify(value, plain, 2)}\n`;
}
