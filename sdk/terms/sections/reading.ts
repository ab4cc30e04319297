// What the readers of a deal's sections share: one scalar of each kind, read or told.
import { decimalOf } from '../lexer.ts';
import type { Problems, Word } from '../problems.ts';
import { dayOf, instantOf, secondsOf } from '../recordDate.ts';
import { type Entry, type Source, textOf, wordOf } from '../source.ts';

/** What every reader of a section is given. */
export interface Reading {
  /** Of the deal's money. */
  decimals: number;
  problems: Problems;
  /** The deal is to be issued: what is missing is a problem. A study of the waterfall may leave it out. */
  complete: boolean;
}

/** A section of the file as it stands there; undefined if it does not. */
export type Section = Entry | undefined;

/** Parts of 1e-9: 100% is 1,000,000,000. */
export const WHOLE = 1_000_000_000n;
const BASIS_POINT = 100_000n;
export const DAY_SECONDS = 86_400;

const PERCENT_PLACES = 7;
const MOST_DAYS = 65_535;
const WHOLE_FILE: Word = { text: 'the file', place: { line: 1, column: 1 } };

/** The word that what is missing from a section is told at. */
export function headOf(section: Section): Word {
  return section?.key ?? WHOLE_FILE;
}

/** Tells what a deal that is issued must say in a section and does not: the section, or keys of it, with what they mean. */
export function requireKeys(
  section: Section,
  { name, keys, reading }: { name: string; keys: Readonly<Record<string, string>>; reading: Reading },
): void {
  if (!reading.complete) return;
  if (section === undefined) {
    reading.problems.add(WHOLE_FILE, `a section "${name}" with ${Object.keys(keys).join(', ')}`);
    return;
  }
  for (const [key, meaning] of Object.entries(keys)) {
    if (entryIn(section, key) === undefined) reading.problems.add(section.key, `"${key}": ${meaning}`);
  }
}

/** An entry of a section's mapping. */
export function entryIn(section: Section, name: string): Entry | undefined {
  return section?.value.kind === 'map' ? section.value.entries.find(({ key }) => key.text === name) : undefined;
}

/** What `read` makes of a scalar; what it can't read is told with what was expected. */
export function scalarOf<T>(
  source: Source | undefined,
  {
    expected,
    known = [],
    problems,
    read,
  }: { expected: string; known?: Iterable<string>; problems: Problems; read: (text: string) => T | undefined },
): T | undefined {
  if (source === undefined) return undefined;
  const word = textOf(source, expected, problems);
  if (word === undefined) return undefined;
  const value = read(word.text.trim().replaceAll(/\s+/g, ' '));
  if (value === undefined) problems.add(word, expected, known);
  return value;
}

/** One of a few words; the nearest is named. */
export function choiceOf<Choice extends string>(
  source: Source | undefined,
  choices: readonly Choice[],
  problems: Problems,
): Choice | undefined {
  const last = choices.at(-1) ?? '';
  const expected = choices.length > 1 ? `${choices.slice(0, -1).join(', ')} or ${last}` : last;
  return scalarOf(source, { expected, known: choices, problems, read: (text) => choices.find((one) => one === text) });
}

/** Words as they are. */
export function wordsOf(source: Source | undefined, expected: string, problems: Problems): string | undefined {
  return scalarOf(source, { expected, problems, read: (text) => text });
}

/** `4.25%` as parts of 1e-9, exact. */
export function percentOf(source: Source | undefined, expected: string, problems: Problems): bigint | undefined {
  return scalarOf(source, { expected, problems, read: parsePercent });
}

export function parsePercent(text: string): bigint | undefined {
  const value = text.endsWith('%') ? decimalOf(text.slice(0, -1).trim()) : undefined;
  if (value === undefined || value.places > PERCENT_PLACES) return undefined;
  return value.digits * 10n ** BigInt(PERCENT_PLACES - value.places);
}

/** Contracts keep some parts in 1/10,000: at most a whole, and nothing finer. */
export function isBasisPoints(part: bigint): boolean {
  return part <= WHOLE && part % BASIS_POINT === 0n;
}

/** `30 days`. */
export function daysOf(
  source: Source | undefined,
  { what, least = 0, most = MOST_DAYS, problems }: { what: string; least?: number; most?: number; problems: Problems },
): number | undefined {
  const range =
    least > 0 || most < MOST_DAYS ? `, ${most < MOST_DAYS ? `${least} to ${most}` : `${least} or more`}` : '';
  return scalarOf(source, {
    expected: `${what}, in days: ${Math.max(least, Math.min(30, most))} days${range}`,
    problems,
    read: (text) => {
      const days = /^(\d{1,5}) days?$/.exec(text)?.[1];
      return days === undefined ? undefined : within(Number(days), { least, most });
    },
  });
}

/** A whole number, with underscores where people put them. */
export function countOf(
  source: Source | undefined,
  {
    expected,
    least = 0,
    most = 1_000_000_000,
    problems,
  }: {
    expected: string;
    least?: number;
    most?: number;
    problems: Problems;
  },
): number | undefined {
  return scalarOf(source, {
    expected,
    problems,
    read: (text) =>
      /^\d[\d_]{0,14}$/.test(text) ? within(Number(text.replaceAll('_', '')), { least, most }) : undefined,
  });
}

export function within(value: number, { least, most }: { least: number; most: number }): number | undefined {
  return value >= least && value <= most ? value : undefined;
}

/** `2026-04-20` as a day number. */
export function dayIn(source: Source | undefined, expected: string, problems: Problems): number | undefined {
  if (source === undefined) return undefined;
  const word = textOf(source, expected, problems);
  return word && dayOf(word, problems);
}

const MOMENT = /^(?<day>\S+)(?: (?<hour>\d{1,2}):(?<minute>\d{2}) (?<zone>\S+))?$/;

/**
 * A moment in seconds since 1970: `2026-04-17 18:00 Asia/Hong_Kong`. A day alone is its beginning in UTC, or with
 * `throughout` its end.
 */
export function momentIn(
  source: Source | undefined,
  { expected, throughout = false, problems }: { expected: string; throughout?: boolean; problems: Problems },
): number | undefined {
  if (source === undefined) return undefined;
  const word = textOf(source, expected, problems);
  if (word === undefined) return undefined;
  const found = MOMENT.exec(word.text.trim().replaceAll(/\s+/g, ' '))?.groups;
  if (found === undefined) {
    problems.add(word, `${expected}, or with a time: 2026-04-17 18:00 Asia/Hong_Kong`);
    return undefined;
  }
  const day = dayOf({ ...word, text: found['day'] ?? '' }, problems);
  if (day === undefined) return undefined;
  const { zone } = found;
  if (zone === undefined) return (day + (throughout ? 1 : 0)) * DAY_SECONDS;
  const seconds = secondsOf(found);
  if (seconds === undefined) problems.add(word, 'a time of day from 00:00 to 23:59');
  const moment = seconds === undefined ? undefined : instantOf(day * DAY_SECONDS + seconds, zone);
  if (seconds !== undefined && moment === undefined) {
    problems.add({ ...word, text: zone }, 'a time zone: UTC, Asia/Hong_Kong', [
      'UTC',
      'Asia/Hong_Kong',
      'Asia/Shanghai',
    ]);
  }
  return moment;
}

/** Three capital letters of ISO 4217. */
export function currencyOf(source: Source | undefined, what: string, problems: Problems): string | undefined {
  return scalarOf(source, {
    expected: `${what}, three capital letters such as CNY`,
    problems,
    read: (text) => (/^[A-Z]{3}$/.test(text) ? text : undefined),
  });
}

/** The fields that are there. */
export function present<Fields extends Record<string, unknown>>(
  fields: Fields,
): { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [Key in keyof Fields]?: Exclude<Fields[Key], undefined> };
}

/** The place of a value that may not be there: else that of its section. */
export function placeOf(source: Source | undefined, section: Section): Word {
  return source === undefined ? headOf(section) : wordOf(source);
}
