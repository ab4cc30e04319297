import { type TermsProblem, TermsRejected } from '../errors/terms.ts';
import { nearestWord } from './nearest.ts';

/** A place in a deal file; 1 is the first line, and the first character. */
export interface Place {
  line: number;
  column: number;
}

/** A word where it stands. */
export interface Word {
  text: string;
  place: Place;
}

/** Where what is not in any file stands. */
export const NOWHERE: Place = { line: 0, column: 0 };

/** Gathers all that is wrong with a file, to be told at once. */
export interface Problems {
  readonly file: string;
  /** `known`: the words that would have been right there; the nearest is named. */
  add(found: Word, expected: string, known?: Iterable<string>): void;
  readonly count: number;
  /** @throws {TermsRejected} if there are any, or what the file is refused with instead */
  refuse(): void;
}

/** How a file is refused. */
export type Refusal = (told: { file: string; problems: readonly TermsProblem[] }) => Error;

/** Starts gathering the problems of a file: a deal file, unless it is refused as another one. */
export function takeProblems(file: string, refusal: Refusal = (told) => new TermsRejected(told)): Problems {
  const problems: TermsProblem[] = [];
  const said = new Set<string>();
  return {
    file,
    add({ text: word, place }, expected, known = []) {
      const nearest = nearestWord(word, known);
      const hint = nearest === undefined || nearest === word ? '' : `; did you mean "${nearest}"?`;
      const text = `${file} line ${place.line}: "${word}": expected ${expected}${hint}`;
      if (said.has(text)) return;
      said.add(text);
      problems.push({ file, ...place, word, expected, ...(hint === '' ? {} : { nearest: nearest ?? '' }), text });
    },
    get count() {
      return problems.length;
    },
    refuse() {
      if (problems.length === 0) return;
      const inOrder = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
      throw refusal({ file, problems: inOrder });
    },
  };
}
