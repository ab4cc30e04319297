import { fieldsOf, wordOf } from '../source.ts';
import { type Reading, type Section, choiceOf, countOf, daysOf, present, requireKeys, wordsOf } from './reading.ts';
import { flagOf, moneyOf } from './values.ts';

/** Which authority hears of the deal. */
export const ROUTES = ['ABS', 'foreign debt', 'equity-like', 'other'] as const;
export type FilingRoute = (typeof ROUTES)[number];

/** What is filed before anything is issued. */
export interface FilingTerms {
  route: FilingRoute;
  /** The originator controls the issuer. */
  controlledByOriginator: boolean;
  /** Most that may be issued under the filing, base units. */
  amount: bigint;
  /** Days from its record for which the filing is good. */
  validity: number;
  /** Persons whose data leave the mainland for this deal in its year; undefined if the file does not say. */
  personsExported?: number;
  /** Paths as the file has them, from the deal file's folder. */
  attestations?: string;
  documents?: string;
}

const KEYS = [
  ...([
    'route',
    'controlledByOriginator',
    'amount',
    'validity',
    'personsExported',
    'attestations',
    'documents',
  ] as const),
];
const NEEDED = {
  route: `the way it is filed: ${ROUTES.join(', ')}`,
  controlledByOriginator: 'whether the originator controls the issuer',
  amount: 'the most that may be issued under the filing',
  attestations: 'the file with the attestations on the negative lists',
  documents: 'the folder with the documents of the offer',
};
/** Amounts filed have 128 bits on chain. */
const AMOUNT_LIMIT = 1n << 128n;
const DEFAULT_VALIDITY = 365;

/** Reads `filing`. `faces` is the sum of all classes, which the amount must cover. */
export function readFiling(section: Section, { faces, reading }: { faces: bigint; reading: Reading }): FilingTerms {
  const { problems } = reading;
  const fields = fieldsOf(section?.value, { keys: KEYS, what: 'filing', problems });
  requireKeys(section, { name: 'filing', keys: NEEDED, reading });
  const amount = moneyOf(fields.amount, reading);
  if (fields.amount && amount !== undefined && amount < faces) {
    problems.add(wordOf(fields.amount), 'an amount that covers the faces of all classes together');
  }
  if (fields.amount && amount !== undefined && amount >= AMOUNT_LIMIT)
    problems.add(wordOf(fields.amount), 'an amount below 2^128 base units');
  return {
    route: choiceOf(fields.route, ROUTES, problems) ?? 'ABS',
    controlledByOriginator: flagOf(fields.controlledByOriginator, problems),
    amount: amount ?? 0n,
    validity: daysOf(fields.validity, { what: 'how long the filing is good', least: 1, problems }) ?? DEFAULT_VALIDITY,
    ...present({
      personsExported: countOf(fields.personsExported, {
        expected: 'a number of persons whose data leave the mainland: 2_000',
        problems,
      }),
      attestations: wordsOf(fields.attestations, 'the path of a file: attestations.yaml', problems),
      documents: wordsOf(fields.documents, 'the path of a folder: documents/', problems),
    }),
  };
}
