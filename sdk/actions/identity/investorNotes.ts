/** An irregularity that does no harm: it was read past, and said. One note per kind, however many rows have it. */
export interface InvestorNote {
  field?: string;
  /** Empty if it is about the whole file. */
  rows: number[];
  /** In one line, with the first of its rows. */
  text: string;
}

/** Gathers the notes of one file. */
export function takeNotes(file: string) {
  const kinds = new Map<string, { field?: string; rows: number[]; told: string }>();

  /** Says it once; a further row of the same kind is only counted. `told` is of the first. */
  function note(kind: string, { row, field, told }: { row?: number; field?: string; told: string }): void {
    const key = `${kind} ${field ?? ''}`;
    const known = kinds.get(key) ?? { ...(field === undefined ? {} : { field }), rows: [], told };
    if (row !== undefined) known.rows.push(row);
    kinds.set(key, known);
  }

  function notes(): InvestorNote[] {
    return [...kinds.values()].map(({ told, ...rest }) => ({ ...rest, text: `${place(file, rest)}: ${told}` }));
  }

  return { note, notes };
}

export type Notes = ReturnType<typeof takeNotes>;

function place(file: string, { field, rows }: { field?: string; rows: readonly number[] }): string {
  const more = rows.length > 1 ? ` (and ${rows.length - 1} more)` : '';
  const row = rows[0] === undefined ? '' : ` row ${rows[0]}${more}`;
  return `${file}${row}${field === undefined ? '' : `, ${field}`}`;
}
