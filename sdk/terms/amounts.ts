import { type Claim, type Comparison, type Expr, isCondition } from './ast.ts';
import { type Problems, type Word } from './problems.ts';
import { RESERVED, type Reader, readAll } from './reader.ts';

const COMPARISONS = ['<', '<=', '>', '>=', '='] as const satisfies readonly Comparison[];
const CLAIMS = ['interest', 'principal', 'fee'] as const satisfies readonly Claim[];

/** An amount, alone in its scalar. */
export function parseAmountText(scalar: Word, problems: Problems): Expr | undefined {
  return readAll(scalar, problems, readAmount);
}

/** A condition, alone in its scalar. */
export function parseConditionText(scalar: Word, problems: Problems): Expr | undefined {
  return readAll(scalar, problems, readCondition);
}

export function readAmount(reader: Reader): Expr {
  const expr = readSum(reader);
  if (isCondition(expr)) tellCondition(reader, expr);
  return expr;
}

function tellCondition(reader: Reader, { word }: Expr): void {
  reader.problems.add(word, 'an amount; this is a condition: write "if … then 1 else 0", or make it a trigger');
}

export function readCondition(reader: Reader): Expr {
  let left = readConjunction(reader);
  while (reader.peek().text === 'or') {
    const word = reader.next();
    left = { type: 'or', word, left, right: readConjunction(reader) };
  }
  return left;
}

function readConjunction(reader: Reader): Expr {
  let left = readNegation(reader);
  while (reader.peek().text === 'and') {
    const word = reader.next();
    left = { type: 'and', word, left, right: readNegation(reader) };
  }
  return left;
}

function readNegation(reader: Reader): Expr {
  const word = reader.peek();
  if (reader.accept('not')) return { type: 'not', word, of: readNegation(reader) };
  const left = readSum(reader);
  const comparison = COMPARISONS.find((sign) => sign === reader.peek().text);
  if (comparison === undefined) return left;
  const sign = reader.next();
  const right = readSum(reader);
  for (const side of [left, right]) if (isCondition(side)) tellCondition(reader, side);
  return { type: 'compare', word: sign, comparison, left, right };
}

/** An amount; or a condition, if it is all of what stands in parentheses. */
function readSum(reader: Reader): Expr {
  const word = reader.peek();
  if (reader.accept('if')) {
    const when = readCondition(reader);
    reader.expect('then', ['and', 'or']);
    const then = readAmount(reader);
    reader.expect('else');
    return { type: 'if', word, when, then, otherwise: readAmount(reader) };
  }
  let left = readTerm(reader);
  for (;;) {
    const sign = reader.peek();
    if (sign.text !== '+' && sign.text !== '-') return left;
    reader.next();
    const right = readTerm(reader);
    for (const side of [left, right]) if (isCondition(side)) tellCondition(reader, side);
    left = { type: 'sum', word: sign, sign: sign.text, left, right };
  }
}

function readTerm(reader: Reader): Expr {
  let a = readFactor(reader);
  for (;;) {
    const word = reader.peek();
    if (isCondition(a) && (word.text === '*' || word.text === '/')) tellCondition(reader, a);
    if (reader.accept('*')) {
      const b = readFactor(reader);
      a = reader.accept('/') ? { type: 'product', word, a, b, c: readFactor(reader) } : { type: 'product', word, a, b };
    } else if (reader.accept('/')) a = { type: 'product', word, a, c: readFactor(reader) };
    else return a;
  }
}

function readFactor(reader: Reader): Expr {
  const word = reader.peek();
  switch (word.kind) {
    case 'number':
      reader.next();
      return { type: 'number', word, value: word.value };
    case 'percent': {
      reader.next();
      if (!reader.accept('of')) return { type: 'percent', word, value: word.value };
      const of = readFactor(reader);
      const up = reader.at('rounded');
      if (up) {
        reader.next();
        reader.expect('up');
      }
      return { type: 'percentOf', word, value: word.value, of, up };
    }
    case 'sign':
      if (!reader.accept('(')) return reader.fail('an amount');
      return readInner(reader);
    case 'name':
      return readNamed(reader);
    case 'end':
      return reader.fail('an amount');
  }
}

function readInner(reader: Reader): Expr {
  const inner = readCondition(reader);
  close(reader);
  return inner;
}

function readNamed(reader: Reader): Expr {
  const word = reader.peek();
  const { text } = word;
  if (text === 'max' || text === 'min') return readExtreme(reader, text);
  if (text === 'previous' || text === 'opening' || text === 'schedule') {
    reader.next();
    return { type: text, word, name: reader.name(`a name after "${text}"`) };
  }
  if (text === 'deficiency') {
    reader.next();
    return { type: 'deficiency', word, name: reader.name('a class or a group after "deficiency"') };
  }
  if (reader.at('interest', 'on')) return readInterestOn(reader);
  const claim = CLAIMS.find((one) => reader.at(one, 'due'));
  if (claim !== undefined) {
    reader.next();
    reader.next();
    return { type: 'due', word, claim, name: reader.name(claim === 'fee' ? 'a fee' : 'a class or a group') };
  }
  const after = reader.peek(1);
  // A name with another amount behind it was meant as a word of the grammar.
  if (after.kind === 'number' || after.text === '(' || (after.kind === 'name' && !RESERVED.includes(after.text))) {
    return reader.fail('an amount', OPENERS);
  }
  return { type: 'name', word, name: reader.name('an amount') };
}

/** Words with which an amount can begin. */
const OPENERS = [
  'if',
  'max',
  'min',
  'not',
  'previous',
  'opening',
  'schedule',
  'deficiency',
  'interest',
  'principal',
  'fee',
];

function close(reader: Reader): void {
  const cut = reader.peek().kind === 'end' ? ' (a value with a comma inside { } is quoted)' : '';
  if (!reader.accept(')')) reader.fail(`")"${cut}`);
}

function readExtreme(reader: Reader, which: 'max' | 'min'): Expr {
  const word = reader.next();
  reader.expect('(');
  const items = [readAmount(reader)];
  while (reader.accept(',')) items.push(readAmount(reader));
  close(reader);
  return { type: 'extreme', word, which, items };
}

function readInterestOn(reader: Reader): Expr {
  const word = reader.next();
  reader.next();
  const base = readFactor(reader);
  reader.expect('at');
  const rate = readFactor(reader);
  reader.expect('for');
  const days = readWhole(reader, 'a whole number of days');
  reader.expect('/');
  const basis = reader.peek();
  const denominator = readWhole(reader, 'the days of a year: 360 or 365');
  if (denominator === 0n) reader.problems.add(basis, 'the days of a year: 360 or 365');
  return { type: 'interestOn', word, base, rate, days, denominator };
}

export function readWhole(reader: Reader, expected: string): bigint {
  const token = reader.peek();
  if (token.kind !== 'number' || token.value.places > 0) return reader.fail(expected);
  reader.next();
  return token.value.digits;
}
