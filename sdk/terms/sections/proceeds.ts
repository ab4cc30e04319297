import type { Problems, Word } from '../problems.ts';
import { fieldsOf, itemsOf, textOf, wordOf } from '../source.ts';
import { readWho } from './parties.ts';
import { type Reading, type Section, headOf } from './reading.ts';
import { moneyOf } from './values.ts';

/** What money raised may be spent on, and at most how much of it, base units. */
export interface ProceedsTerms<Who> {
  purpose: string;
  /** Who is paid; the reserve has none: it goes to the accounts of the waterfall. */
  payee?: Who;
  cap: bigint;
}

/** Caps have 128 bits on chain. */
const CAP_LIMIT = 1n << 128n;
const KEYS = ['purpose', 'payee', 'cap'] as const;

/**
 * Reads `proceeds: [{ purpose: …, payee: …, cap: … }, …]`. The one purpose without a payee is the reserve: its cap is what
 * the accounts open with.
 */
export function readProceeds(
  section: Section,
  { accounts, money, reading }: { accounts: bigint; money: (units: bigint) => string; reading: Reading },
): ProceedsTerms<Word>[] {
  const { problems } = reading;
  if (!section && reading.complete)
    problems.add(headOf(section), 'a section "proceeds" with purpose, payee and cap of what the money is spent on');
  const lines = itemsOf(section?.value).map((item) => {
    const fields = fieldsOf(item, { keys: KEYS, what: 'proceeds', problems });
    const word = wordOf(item);
    if (!fields.purpose) problems.add(word, 'a "purpose": what the money is spent on');
    if (!fields.cap) problems.add(word, 'a "cap": the most that may be spent on it');
    const purpose = fields.purpose && textOf(fields.purpose, 'what the money is spent on', problems);
    const cap = moneyOf(fields.cap, reading);
    if (fields.cap && cap !== undefined && cap >= CAP_LIMIT)
      problems.add(wordOf(fields.cap), 'a cap below 2^128 base units');
    const payee = readWho(fields.payee, problems);
    return { fields, word, purpose, cap, payee };
  });
  checkRepeats(lines, problems);
  const readable = lines.flatMap(({ purpose, cap, payee, fields, word }) =>
    purpose && cap !== undefined && (payee || !fields.payee)
      ? [{ purpose: purpose.text, cap, payee, word, fields }]
      : [],
  );
  if (section && reading.complete && readable.length === lines.length) {
    checkReserve(readable, { accounts, money, at: headOf(section), problems });
  }
  return readable.map(({ purpose, cap, payee }) => ({ purpose, cap, ...(payee ? { payee } : {}) }));
}

function checkRepeats(lines: readonly { purpose: Word | undefined }[], problems: Problems): void {
  const seen = new Set<string>();
  for (const { purpose } of lines) {
    if (purpose && seen.has(purpose.text)) problems.add(purpose, 'a purpose that no other line has');
    if (purpose) seen.add(purpose.text);
  }
}

function checkReserve(
  lines: readonly { payee: Word | undefined; cap: bigint; word: Word; purpose: string }[],
  {
    accounts,
    money,
    at,
    problems,
  }: { accounts: bigint; money: (units: bigint) => string; at: Word; problems: Problems },
): void {
  const [reserve, second] = lines.filter(({ payee }) => payee === undefined);
  if (second)
    problems.add({ ...second.word, text: second.purpose }, 'a payee: only one purpose, the reserve, has none');
  if (reserve === undefined && accounts > 0n)
    problems.add(at, `a purpose without a payee, the reserve, for the ${money(accounts)} that accounts open with`);
  if (reserve === undefined || reserve.cap === accounts) return;
  const expected =
    accounts > 0n
      ? `a reserve of ${money(accounts)}, what the accounts open with together`
      : 'a payee: without one it is the reserve, and no account has an opening';
  problems.add({ ...reserve.word, text: accounts > 0n ? money(reserve.cap) : reserve.purpose }, expected);
}
