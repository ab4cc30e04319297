import type { Problems, Word } from './problems.ts';
import { placeIn } from './source.ts';

/** A number as it was written: `digits` / 10^`places`, exact. */
export interface Decimal {
  digits: bigint;
  places: number;
}

export type Token = Word &
  ({ kind: 'number' | 'percent'; value: Decimal } | { kind: 'name' } | { kind: 'sign' } | { kind: 'end' });

const SPACE = /\s+/y;
const NUMBER = /(\d[\d_]*)(?:\.(\d[\d_]*))?( ?%)?/y;
const NAME = /\p{L}[\p{L}\p{N}]*(?:[-.][\p{L}\p{N}]+)*/uy;
const SIGN = /<=|>=|[-+*/()<>=,:]/y;

/** A number with underscores where people put them. No sign, no exponent. */
export function decimalOf(text: string): Decimal | undefined {
  const { whole, rest = '' } = /^(?<whole>\d[\d_]*)(?:\.(?<rest>\d[\d_]*))?$/.exec(text)?.groups ?? {};
  if (whole === undefined) return undefined;
  const decimals = rest.replaceAll('_', '');
  return { digits: BigInt(whole.replaceAll('_', '') + decimals), places: decimals.length };
}

/** Cuts an amount, a condition or a step into words, numbers and signs. Ends with an `end`. */
export function tokensOf(scalar: Word, problems: Problems): Token[] {
  const { text } = scalar;
  const tokens: Token[] = [];
  let offset = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = offset;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    offset += found[0].length;
    return found;
  };
  while (offset < text.length) {
    if (take(SPACE) !== undefined) continue;
    const place = placeIn(scalar, offset);
    const number = take(NUMBER);
    if (number !== undefined) {
      const [written, whole = '', rest] = number;
      const value = decimalOf(rest === undefined ? whole : `${whole}.${rest}`) ?? { digits: 0n, places: 0 };
      tokens.push({ kind: written.endsWith('%') ? 'percent' : 'number', text: written, value, place });
      continue;
    }
    const name = take(NAME);
    if (name !== undefined) tokens.push({ kind: 'name', text: name[0], place });
    else {
      const sign = take(SIGN);
      if (sign !== undefined) tokens.push({ kind: 'sign', text: sign[0], place });
      else {
        const strange = String.fromCodePoint(text.codePointAt(offset) ?? 0);
        problems.add({ text: strange, place }, 'a name, a number, or one of + - * / ( ) < <= > >= = ,');
        offset += strange.length;
      }
    }
  }
  tokens.push({ kind: 'end', text: 'the end', place: placeIn(scalar, text.length) });
  return tokens;
}
