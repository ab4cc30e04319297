import { globSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The folder of the project, whatever folder a script was started from. */
export const root = join(import.meta.dirname, '..');

/** Files of the project that match, sorted, with forward slashes whatever the system. */
export function files(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root })
    .map((file) => file.split(sep).join('/'))
    .sort();
}

export function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** A path as the user knows it. */
export function shown(file: string): string {
  return relative(process.cwd(), join(root, file));
}

export interface Artifact {
  contractName: string;
  sourceName: string;
  abi: readonly object[];
  deployedBytecode: string;
}

/** What the last build made of contracts/, by name. Run `npm run build` first: this only reads. */
export function artifacts(): Artifact[] {
  const found = files('artifacts/contracts/**/*.json').map((file) => JSON.parse(read(file)) as Artifact);
  if (found.length === 0) throw new Error('No artifacts of contracts/: run `npm run build` first.');
  return found.sort((a, b) => (a.contractName < b.contractName ? -1 : 1));
}
