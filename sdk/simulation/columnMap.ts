import { ColumnMapUnreadable } from '../errors/simulation.ts';
import type { ColumnMap } from './inputColumns.ts';

/**
 * Reads `pool=Ending Balance,collections=Cash`: the deal's names of columns, and what a file calls them. A comma that no
 * name with = follows belongs to the file's name.
 *
 * @throws {ColumnMapUnreadable} for a part that is not `OURS=THEIRS`
 */
export function parseColumnMap(text: string): ColumnMap {
  const parts = text.split(/,(?=[^,=]*=)/).map((part) => {
    const [, ours, theirs] = /^\s*([^=]+?)\s*=\s*(.+?)\s*$/.exec(part) ?? [];
    if (ours === undefined || theirs === undefined) throw new ColumnMapUnreadable(part);
    return [ours, theirs] as const;
  });
  return Object.fromEntries(parts);
}
