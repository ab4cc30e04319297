import { type Token, tokensOf } from './lexer.ts';
import type { Problems, Word } from './problems.ts';

/** Words of the grammar that nothing in a deal can be called. */
export const RESERVED = [
  ...['if', 'then', 'else', 'and', 'or', 'not', 'of', 'max', 'min', 'previous', 'opening', 'schedule', 'deficiency'],
  ...['rest', 'rounded', 'up', 'from', 'to', 'by', 'in', 'pro', 'above', 'supported', 'at', 'for', 'on', 'due', 'be'],
  ...['over', 'every', 'when', 'let'],
];

/** What is left of a scalar could not be read: the problem is told already. */
export class Unreadable extends SyntaxError {
  override readonly name = 'Unreadable';
}

/** A hand on the tokens of one scalar. */
export interface Reader {
  readonly scalar: Word;
  readonly problems: Problems;
  peek(ahead?: number): Token;
  next(): Token;
  /** Takes the word or sign if it stands here. */
  accept(text: string): boolean;
  /** Takes it, or fails. `known` may have more words that would be right. */
  expect(text: string, known?: Iterable<string>): Token;
  /** A name that is no word of the grammar. */
  name(expected: string): Word;
  /** Whether the words stand here, one after the other. */
  at(...words: string[]): boolean;
  fail(expected: string, known?: Iterable<string>): never;
  /** Fails if anything is left. */
  end(known?: Iterable<string>): void;
}

export function readerOf(scalar: Word, problems: Problems): Reader {
  const tokens = tokensOf(scalar, problems);
  const last = tokens.at(-1);
  let at = 0;
  const peek = (ahead = 0): Token => {
    const token = tokens[at + ahead] ?? last;
    if (token === undefined) throw new Unreadable('no tokens');
    return token;
  };
  const reader: Reader = {
    scalar,
    problems,
    peek,
    next() {
      const token = peek();
      at += 1;
      return token;
    },
    accept(text) {
      const { kind, text: here } = peek();
      if (here !== text || kind === 'end') return false;
      at += 1;
      return true;
    },
    expect(text, known = []) {
      const token = peek();
      if (!reader.accept(text)) reader.fail(`"${text}"`, [text, ...known]);
      return token;
    },
    name(expected) {
      const token = peek();
      if (token.kind !== 'name' || RESERVED.includes(token.text)) reader.fail(expected);
      at += 1;
      return token;
    },
    at: (...words) => words.every((word, i) => peek(i).text === word),
    fail(expected, known = []) {
      const token = peek();
      problems.add(token, expected, token.kind === 'name' ? known : []);
      throw new Unreadable(expected);
    },
    end(known = []) {
      if (peek().kind !== 'end')
        reader.fail(`nothing more after "${scalar.text.slice(0, 40)}…"`.replace('…', ''), known);
    },
  };
  return reader;
}

/** What `read` makes of a scalar, all of it; nothing if it cannot be read, which is told. */
export function readAll<T>(scalar: Word, problems: Problems, read: (reader: Reader) => T): T | undefined {
  try {
    const reader = readerOf(scalar, problems);
    const result = read(reader);
    reader.end();
    return result;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
