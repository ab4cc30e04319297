import { mkdir, mkdtemp, readFile, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { FilingPackInTheWay } from '../errors/filing.ts';
import { OutputNotWritten } from '../errors/files.ts';
import { bytesOf } from './manifest.ts';
import type { FilingPack } from './pack.ts';

/**
 * Writes a filing pack as a folder: whole, or not at all. It is written beside under another name and moved there at the
 * end, so that an interrupted run leaves nothing half; what it leaves is called `.FOLDER-` and six letters. A folder that
 * holds this very pack is left as it is.
 *
 * @throws {FilingPackInTheWay} if the folder holds something else
 * @throws {OutputNotWritten}
 * @example
 * await writeFilingPack(await makeFilingPack({ terms, tape, termsHash, chainId: 1 }), 'filing');
 */
export async function writeFilingPack(pack: FilingPack, folder: string): Promise<void> {
  if (await isThere(pack, folder)) return;
  const target = resolve(folder);
  let draft: string | undefined;
  try {
    await mkdir(dirname(target), { recursive: true });
    draft = await mkdtemp(join(dirname(target), `.${basename(target)}-`));
    for (const { path, content } of pack.files) {
      const file = join(draft, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content, { flag: 'wx' });
    }
    await makeWay(target);
    await rename(draft, target);
  } catch (cause) {
    if (draft !== undefined) await rm(draft, { recursive: true, force: true });
    // Somebody else was faster: with the same pack that is as good.
    if (isTaken(cause) && (await isThere(pack, folder))) return;
    throw new OutputNotWritten(folder, cause);
  }
}

/** Whether the folder holds the pack already. @throws {FilingPackInTheWay} if it holds something else */
async function isThere(pack: FilingPack, folder: string): Promise<boolean> {
  const present = await filesIn(folder);
  if (present.length === 0) return false;
  const known = new Map(pack.files.map(({ path, content }) => [path, bytesOf(content)]));
  const other = present.find((path) => !known.has(path));
  if (other !== undefined) throw new FilingPackInTheWay({ folder, differs: `it holds ${other}` });
  for (const [path, bytes] of known) {
    if (!present.includes(path)) throw new FilingPackInTheWay({ folder, differs: `it has no ${path}` });
    const there = await readFile(join(folder, path));
    if (!there.equals(bytes)) throw new FilingPackInTheWay({ folder, differs: `${path} is another one` });
  }
  return true;
}

/** Everything in a folder, empty folders among it; nothing if there is none. */
async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const parents = new Set(entries.map(({ parentPath }) => resolve(parentPath)));
    return entries
      .map((entry) => ({ path: join(entry.parentPath, entry.name), isFolder: entry.isDirectory() }))
      .filter(({ path, isFolder }) => !isFolder || !parents.has(resolve(path)))
      .map(({ path }) => relative(folder, path).split(sep).join('/'));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    if (codeOf(cause) === 'ENOTDIR') throw new FilingPackInTheWay({ folder, differs: 'it is a file', cause });
    throw new OutputNotWritten(folder, cause);
  }
}

/** An empty folder gives way: where it stands, not every system lets a folder be moved. */
async function makeWay(target: string): Promise<void> {
  const present = await stat(target).catch(() => undefined);
  if (present?.isDirectory() === true) await rmdir(target);
}

/** What systems say of a folder that may not be replaced. */
function isTaken(cause: unknown): boolean {
  return ['EEXIST', 'ENOTEMPTY', 'ENOTDIR', 'EPERM'].includes(codeOf(cause));
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}
