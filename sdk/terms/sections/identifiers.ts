import type { Problems, Word } from '../problems.ts';
import { type Source, entriesOf, fieldsOf, textOf } from '../source.ts';
import type { Reading, Section } from './reading.ts';

/** Codes by which others know issuer and classes. */
export interface IdentifierTerms {
  /** ISO 17442. */
  issuerLei?: string;
  /** ISO 6166, by class. */
  isins: Readonly<Record<string, string>>;
}

/** Reads `identifiers: { issuerLei: …, classes: { A: { isin: … } } }`. Check digits are checked. */
export function readIdentifiers(
  section: Section,
  { classes, reading }: { classes: readonly string[]; reading: Reading },
): IdentifierTerms {
  const { problems } = reading;
  const fields = fieldsOf(section?.value, { keys: ['issuerLei', 'classes'], what: 'identifiers', problems });
  const issuerLei = codeOf(fields.issuerLei, { expected: LEI, flaw: leiFlaw, problems });
  const isins: Record<string, string> = {};
  for (const { key, value } of entriesOf(fields.classes, 'classes: { A: { isin: … } }', problems)) {
    if (!classes.includes(key.text)) problems.add(key, 'a class of the deal', classes);
    const { isin } = fieldsOf(value, { keys: ['isin'], what: `the identifiers of ${key.text}`, problems });
    const code = codeOf(isin, { expected: ISIN, flaw: isinFlaw, problems });
    const other = Object.entries(isins).find(([, known]) => known === code);
    if (isin && other) problems.add(key, `an ISIN of its own: ${other[0]} has the same`);
    else if (code !== undefined) isins[key.text] = code;
  }
  return { isins, ...(issuerLei === undefined ? {} : { issuerLei }) };
}

const LEI = 'an LEI: 18 capital letters and digits, and two check digits';
const ISIN = 'an ISIN: two capital letters, nine capital letters and digits, and a check digit';
const LEI_BASE = 97n;

function codeOf(
  source: Source | undefined,
  { expected, flaw, problems }: { expected: string; flaw: (text: string) => string | undefined; problems: Problems },
): string | undefined {
  const word: Word | undefined = source && textOf(source, expected, problems);
  if (word === undefined) return undefined;
  const found = flaw(word.text);
  if (found !== undefined) problems.add(word, found);
  return found === undefined ? word.text : undefined;
}

/** ISO 17442 with ISO/IEC 7064 MOD 97-10: letters are 10 to 35, and the number leaves 1 when divided by 97. */
export function leiFlaw(text: string): string | undefined {
  if (!/^[0-9A-Z]{18}\d{2}$/.test(text)) return LEI;
  const right = LEI_BASE + 1n - (numberOf(`${text.slice(0, -2)}00`) % LEI_BASE);
  const digits = right.toString().padStart(2, '0');
  if (text.endsWith(digits)) return undefined;
  return `an LEI whose check digits fit: after ${text.slice(0, -2)} they are ${digits}, so one of its characters is wrong`;
}

/** ISO 6166: letters are 10 to 35, then the digits are checked as Luhn does, every second from the right doubled. */
export function isinFlaw(text: string): string | undefined {
  if (!/^[A-Z]{2}[0-9A-Z]{9}\d$/.test(text)) return ISIN;
  const digits = expanded(text.slice(0, -1));
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const doubled = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return total + Math.floor(doubled / 10) + (doubled % 10);
  }, 0);
  const right = (10 - (sum % 10)) % 10;
  if (text.endsWith(String(right))) return undefined;
  return `an ISIN whose check digit fits: after ${text.slice(0, -1)} it is ${right}, so one of its characters is wrong`;
}

function numberOf(text: string): bigint {
  return BigInt(expanded(text));
}

/** Letters as two digits: A is 10, Z is 35. */
function expanded(text: string): string {
  return [...text].map((character) => Number.parseInt(character, 36)).join('');
}
