import { readAmount } from './amounts.ts';
import type { Claim, Expr, Step, Suffix } from './ast.ts';
import type { Problems, Word } from './problems.ts';
import { type Reader, readAll } from './reader.ts';

const VERBS = ['pay', 'cure', 'fill', 'release', 'move', 'keep', 'buy', 'book', 'write', 'capitalise', 'let', 'when'];
const SUFFIXES = ['from', 'up', 'supported', 'in', 'pro', 'to', 'over'];
const NO_SUFFIX: Suffix = { support: [] };

/** Reads one step; several of the same kind if it names several classes where the machine takes one at a time. */
export function parseSteps(scalar: Word, problems: Problems): Step[] {
  const steps = readAll(scalar, problems, (reader) => {
    const read = readStep(reader);
    reader.end(SUFFIXES);
    return read;
  });
  return steps ?? [];
}

function readStep(reader: Reader): Step[] {
  const word = reader.scalar;
  const verb = reader.peek();
  if (verb.kind === 'name') reader.next();
  switch (verb.text) {
    case 'pay':
      return [readPay(reader)];
    case 'cure': {
      reader.expect('deficiency');
      const names = readNames(reader, 'a class with a deficiency ledger');
      const suffix = readSuffix(reader, ['from', 'up to']);
      return names.map((name) => ({ word, suffix, verb: 'cure', name }));
    }
    case 'fill': {
      const name = reader.name('an account');
      reader.expect('to');
      const amount = readAmount(reader);
      return [{ word, verb: 'fill', name, amount, suffix: readSuffix(reader, ['from', 'up to']) }];
    }
    case 'release':
      return [readRelease(reader)];
    case 'move':
      return [readMove(reader)];
    case 'keep': {
      reader.expect('rest');
      reader.expect('in');
      const to = reader.name('an account');
      return [{ word, verb: 'move', amount: 'rest', to, keep: true, suffix: readSuffix(reader, ['from', 'up to']) }];
    }
    case 'buy':
      return [readBuy(reader)];
    case 'book':
      return [{ word, verb: 'book', amount: readAmount(reader), suffix: NO_SUFFIX }];
    case 'write':
      return [readWrite(reader)];
    case 'capitalise': {
      reader.expect('interest');
      const names = readNames(reader, 'a class');
      const suffix = readSuffix(reader, ['up to']);
      return names.map((name) => ({ word, suffix, verb: 'capitalise', name }));
    }
    case 'let': {
      const name = reader.name('a name');
      reader.expect('be');
      return [{ word, verb: 'let', name, amount: readAmount(reader), suffix: NO_SUFFIX }];
    }
    default:
      reader.problems.add(verb, `a step: ${VERBS.join(', ')}`, VERBS);
      return [];
  }
}

/** `pay interest A` names a claim; `pay interest to SUB` names the bucket. */
function claimHere(reader: Reader): Claim | undefined {
  const { text } = reader.peek();
  if (text !== 'interest' && text !== 'principal' && text !== 'fee') return undefined;
  const after = reader.peek(1);
  if (after.kind !== 'name') return after.kind === 'end' ? text : undefined;
  return ['to', 'due', 'on', 'from'].includes(after.text) ? undefined : text;
}

function readPay(reader: Reader): Step {
  const word = reader.scalar;
  const claim = claimHere(reader);
  if (claim === undefined) {
    const amount = readAmountOrRest(reader);
    reader.expect('to', ['of']);
    const to = reader.name('a class or a fee');
    return { word, verb: 'payOut', amount, to, suffix: readSuffix(reader) };
  }
  reader.next();
  const names = readNames(reader, claim === 'fee' ? 'a fee' : 'a class or a group');
  const overCap = claim === 'fee' && reader.accept('over');
  if (overCap) reader.expect('cap');
  let proRata = false;
  if (reader.accept('in')) reader.expect('sequence');
  else if (reader.accept('pro')) {
    reader.expect('rata');
    proRata = true;
  }
  const toTarget = claim === 'principal' && reader.accept('to');
  if (toTarget) reader.expect('target');
  return { word, verb: 'pay', claim, names, overCap, proRata, toTarget, suffix: readSuffix(reader) };
}

function readAmountOrRest(reader: Reader): Expr | 'rest' {
  if (reader.accept('rest')) return 'rest';
  const known = ['fee', 'interest', 'principal', 'rest'];
  const { kind, text } = reader.peek();
  // "pay pricipal A": an unknown name with another name behind it was meant as one of these.
  const grammar = ['to', 'due', 'on', 'of', 'rounded'];
  const plain = ![
    'previous',
    'opening',
    'schedule',
    'deficiency',
    'if',
    'interest',
    'principal',
    'fee',
    'not',
  ].includes(text);
  if (kind === 'name' && plain && reader.peek(1).kind === 'name' && !grammar.includes(reader.peek(1).text)) {
    return reader.fail('fee, interest, principal, an amount, or rest', known);
  }
  return readAmount(reader);
}

function readNames(reader: Reader, expected: string): Word[] {
  const names = [reader.name(expected)];
  while (reader.peek().text === ',' && !['up', 'supported', 'from'].includes(reader.peek(1).text)) {
    reader.next();
    names.push(reader.name(expected));
  }
  return names;
}

function readRelease(reader: Reader): Step {
  const name = reader.name('an account');
  const above = reader.accept('above') ? readAmount(reader) : undefined;
  const to = reader.accept('to') ? reader.name('a bucket or an account') : undefined;
  return {
    word: reader.scalar,
    verb: 'release',
    name,
    ...(above ? { above } : {}),
    ...(to ? { to } : {}),
    suffix: readSuffix(reader, ['up to']),
  };
}

function readMove(reader: Reader): Step {
  const word = reader.scalar;
  const amount = readAmountOrRest(reader);
  reader.expect('to');
  const to = reader.name('a bucket or an account');
  return { word, verb: 'move', amount, to, suffix: readSuffix(reader, ['from', 'up to']) };
}

/** Prices are kept per 10,000 of face. */
function readBuy(reader: Reader): Step {
  reader.expect('receivables');
  reader.expect('at');
  const token = reader.peek();
  if (token.kind !== 'percent') return reader.fail('a price in percent: 98.5%');
  reader.next();
  const { digits, places } = token.value;
  const exact = places <= 2;
  const price = exact ? digits * 10n ** BigInt(2 - places) : 0n;
  if (price === 0n) reader.problems.add(token, 'a price above 0% with at most two decimals: 98.5%');
  return { word: reader.scalar, verb: 'buy', price, suffix: readSuffix(reader, ['from', 'up to']) };
}

function readWrite(reader: Reader): Step {
  const up = reader.accept('up');
  if (!up) reader.expect('down', ['up']);
  const names = readNames(reader, 'a class or a group');
  reader.expect('by');
  return { word: reader.scalar, verb: 'write', up, names, amount: readAmount(reader), suffix: NO_SUFFIX };
}

type SuffixName = 'from' | 'up to' | 'supported by';
const ORDER: readonly SuffixName[] = ['from', 'up to', 'supported by'];

/** `from B`, `up to AMOUNT`, `supported by X then Y`, in this order. */
function readSuffix(reader: Reader, allowed: readonly SuffixName[] = ORDER): Suffix {
  const suffix: Suffix = { support: [] };
  let reached = -1;
  for (;;) {
    const comma = reader.peek().text === ',' ? 1 : 0;
    const here = ORDER.findIndex((one) => one.split(' ')[0] === reader.peek(comma).text);
    const which = ORDER[here];
    if (which === undefined) {
      if (comma === 1) {
        reader.next();
        reader.fail(allowed.join(', '), allowed);
      }
      return suffix;
    }
    if (!allowed.includes(which) || here <= reached) {
      if (comma === 1) reader.next();
      reader.fail(`${allowed.join(', ')}, in this order and each once`);
    }
    reached = here;
    if (comma === 1) reader.next();
    reader.next();
    if (which === 'from') suffix.from = reader.name('a bucket or an account');
    else if (which === 'up to') {
      reader.expect('to');
      suffix.upTo = readAmount(reader);
    } else {
      reader.expect('by');
      suffix.support.push(reader.name('a bucket or an account'));
      if (reader.accept('then')) suffix.support.push(reader.name('a bucket or an account'));
      if (reader.at('then')) reader.fail('at most two sources of support');
    }
  }
}
