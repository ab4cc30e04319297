/** What is wrong, before it is told of which file and row. */
export interface Finding {
  field?: string;
  found: string;
  expected: string;
}

/** A finding as the end of a line that begins with file and row. */
export function lineOf({ field, found, expected }: Finding): string {
  return `${field === undefined ? '' : `, ${field}`}: ${found}; expected ${expected}`;
}

const LONGEST_SHOWN = 60;

/** A value as a message shows it: quoted, at most 60 characters, with everything invisible written out. */
export function quoted(value: string): string {
  const short = value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
  return JSON.stringify(short).replaceAll(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
