/** A table of Markdown: a head, and rows of as many cells. What a cell says is text, whatever signs are in it. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(cellOf).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)];
}

/** A file of lines. */
export function pageOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** What a deal file or a document says, as text: no markup, no second line. */
export function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_<>[\]#|]/g, '\\$&');
}

/** As the language of deal files, letter for letter. */
export function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.replaceAll(/\s+/g, ' ')}${fence}`;
}

/** A bar inside a cell would end it, also in code. */
function cellOf(text: string): string {
  return text.replaceAll(/(?<!\\)\|/g, '\\|');
}

/** A table as a CSV. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `${rows.map((row) => row.map(csvCell).join(',')).join('\n')}\n`;
}

/** What a spreadsheet would take for a formula is led by an apostrophe. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
