// What the classes say of the notes that are issued.
import { investorClasses } from '../../errors/words.ts';
import { type Problems, type Word } from '../problems.ts';
import { type Source, fieldsOf, itemsOf, textOf, wordOf } from '../source.ts';
import type { ClassTerms } from '../terms.ts';
import { readWho } from './parties.ts';
import { type Reading, WHOLE, dayIn, percentOf, present, scalarOf } from './reading.ts';
import { moneyOf } from './values.ts';

/** Who may hold a class. */
export const INVESTORS = investorClasses.filter((one) => one !== 'none');
export type InvestorKind = (typeof INVESTORS)[number];

/** What a holder must keep. */
export interface RetentionTerms<Who> {
  holder: Who;
  /** Part of all faces together that is kept in this class, in 1e-9. */
  floor: bigint;
  /** The same in base units, rounded up. */
  amount: bigint;
  /** Last day on which it is kept; undefined for as long as the class lasts. */
  until?: number;
}

/** What a deal file says of a class's notes. Amounts are base units. */
export interface NoteTerms<Who> {
  symbol: string;
  /** Most that can ever exist: the face; of a class without one, what the file says. */
  units: bigint;
  /** Least that may be held and subscribed for; 0 for any. */
  denomination: bigint;
  /** Holdings are multiples of it; 0 for any. */
  lot: bigint;
  investors: readonly InvestorKind[];
  retained?: RetentionTerms<Who>;
}

/** Units have 96 bits on chain. */
const UNIT_LIMIT = 1n << 96n;
const DEFAULT_INVESTORS: readonly InvestorKind[] = ['professional', 'institutional'];

/** Reads what the classes add for their notes: symbol, denomination, lot, investors and what is retained. */
export function readNotes(
  { name, face, other }: Pick<ClassTerms, 'name' | 'face' | 'other'>,
  { faces, symbol, reading }: { faces: bigint; symbol: string; reading: Reading },
): NoteTerms<Word> {
  const { problems } = reading;
  const field = (key: string): Source | undefined => other.find((entry) => entry.key.text === key)?.value;
  const units = readUnits(field('units'), { name, face, reading });
  const [denomination, lot] = [moneyOf(field('denomination'), reading) ?? 0n, moneyOf(field('lot'), reading) ?? 0n];
  checkSizes({ name, units, sizes: [field('denomination'), field('lot')], denomination, lot, problems });
  const written = scalarOf(field('symbol'), {
    expected: 'a symbol of at most 20 capital letters, digits, - and .',
    problems,
    read: (text) => (/^[A-Z0-9][A-Z0-9.-]{0,19}$/.test(text) ? text : undefined),
  });
  const kinds = field('investors');
  const expected = `kinds of investors: ${INVESTORS.join(', ')}`;
  if (kinds && itemsOf(kinds).length === 0) problems.add(wordOf(kinds), expected);
  const investors = itemsOf(kinds).flatMap((item) => {
    const word = textOf(item, expected, problems);
    const kind = INVESTORS.find((one) => one === word?.text);
    if (word && kind === undefined) problems.add(word, `a kind of investors: ${INVESTORS.join(', ')}`, INVESTORS);
    return kind ?? [];
  });
  return {
    symbol: written ?? symbol,
    units,
    denomination,
    lot,
    investors: kinds ? [...new Set(investors)] : DEFAULT_INVESTORS,
    ...present({ retained: readRetained(field('retained'), { units, faces, problems }) }),
  };
}

/** A face is the units of its class; one without a face (a residual, interest alone) says how many it has. */
function readUnits(
  source: Source | undefined,
  { name, face, reading }: { name: Word; face: bigint; reading: Reading },
): bigint {
  const { problems, complete } = reading;
  if (source && face > 0n) problems.add(wordOf(source), `no units: those of ${name.text} are its face`);
  if (!source && face === 0n && complete)
    problems.add(name, '"units": how many notes there are of a class that has no face');
  const units = face > 0n ? face : (moneyOf(source, reading) ?? 0n);
  if (source && face === 0n && units === 0n) problems.add(wordOf(source), 'units above 0');
  if (complete && units >= UNIT_LIMIT)
    problems.add(source ? wordOf(source) : name, 'a class of less than 2^96 base units');
  return units;
}

function checkSizes({
  name,
  units,
  sizes: [ofDenomination, ofLot],
  denomination,
  lot,
  problems,
}: {
  name: Word;
  units: bigint;
  sizes: readonly [Source | undefined, Source | undefined];
  denomination: bigint;
  lot: bigint;
  problems: Problems;
}): void {
  if (ofDenomination && denomination > units)
    problems.add(wordOf(ofDenomination), `a denomination not above the face of ${name.text}`);
  if (ofLot && lot > 0n && units % lot !== 0n)
    problems.add(wordOf(ofLot), `a lot of which the face of ${name.text} is a multiple`);
  if (ofLot && ofDenomination && lot > 0n && denomination % lot !== 0n)
    problems.add(wordOf(ofLot), 'a lot of which the denomination is a multiple');
}

function readRetained(
  source: Source | undefined,
  { units, faces, problems }: { units: bigint; faces: bigint; problems: Problems },
): RetentionTerms<Word> | undefined {
  if (source === undefined) return undefined;
  const fields = fieldsOf(source, { keys: ['holder', 'floor', 'until'], what: 'retained', problems });
  const word = wordOf(source);
  if (!fields.holder) problems.add(word, 'retained: { holder: who keeps it, floor: 5% }');
  if (!fields.floor) problems.add(word, 'a "floor": which part of all classes together the holder keeps here, 5%');
  const holder = readWho(fields.holder, problems);
  const floor = percentOf(fields.floor, 'which part of all classes together the holder keeps here: 5%', problems);
  const until = dayIn(fields.until, 'the last day on which it is kept: 2030-04-20', problems);
  if (holder === undefined || floor === undefined) return undefined;
  // Rounded up: a floor that is missed by a part of a unit would be missed.
  const amount = (faces * floor + WHOLE - 1n) / WHOLE;
  if (fields.floor && amount > units)
    problems.add(
      wordOf(fields.floor),
      'a floor that this class has room for: of all faces together, kept in this class',
    );
  return { holder, floor, amount, ...present({ until }) };
}

/** `Pearl River Trade 2026-1` and `A`: `PRT2026-1-A`. */
export function symbolOf(deal: string, className: string): string {
  const words = deal.split(/\s+/).map((word) => (/\d/.test(word) ? word : (/\p{L}/u.exec(word)?.[0] ?? '')));
  return [words.join(''), className]
    .filter((part) => part !== '')
    .join('-')
    .toUpperCase();
}
