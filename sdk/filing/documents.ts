import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputUnreadable } from '../errors/files.ts';
import type { PackFile } from './pack.ts';

/**
 * Every file of a folder, in the order of their paths. Names that begin with a dot are what systems leave behind and are
 * not read; a link could bring in anything and is refused.
 *
 * @throws {InputUnreadable}
 */
export async function readDocuments(folder: string, as: string): Promise<PackFile[]> {
  const files = (await readFolder(folder, as)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  if (files.length > 0) return files;
  throw new InputUnreadable(folder, 'there is nothing in it', 'Put the documents of the offer into this folder.');
}

async function readFolder(folder: string, as: string): Promise<PackFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const problem = code === 'ENOENT' ? 'there is no such folder' : 'it could not be read as a folder';
    throw new InputUnreadable(folder, problem, 'Name the folder with the documents of the offer in filing.documents.');
  });
  const files: PackFile[] = [];
  for (const entry of entries) {
    const [path, name] = [join(folder, entry.name), `${as}/${entry.name}`];
    if (entry.name.startsWith('.')) continue;
    if (entry.isDirectory()) files.push(...(await readFolder(path, name)));
    else if (entry.isFile()) files.push({ path: name, content: await readFile(path) });
    else throw new InputUnreadable(path, 'it is no file but a link', 'Put the document itself into the folder.');
  }
  return files;
}
