import type { Hex } from 'viem';
import {
  FIRST_WAIVER,
  MEMORY,
  OUTSIDE,
  OWN_INPUT,
  type Program,
  VALUES,
  decodeProgram,
  encodeProgram,
} from '../../engine/program.ts';
import type { Kind } from '../ast.ts';
import type { Labels } from '../compile/labels.ts';
import { compileTerms } from '../compileTerms.ts';
import { ProgramNotExplained } from '../../errors/terms.ts';
import { parseTerms } from '../parseTerms.ts';
import type { FundTerms, InputTerms, Terms } from '../terms.ts';
import { makeWords } from './amounts.ts';
import { capMemory, explainClasses, explainFees, nameTables } from './claims.ts';
import { explainLists } from './lists.ts';
import { printTerms } from './printTerms.ts';
import { type Reading, readProgram, word } from './reading.ts';
import { explainChecks, explainDefinitions, explainTriggers, memoryNames } from './values.ts';

/**
 * Tells a program in the words of deal files: compiling what it says gives the same bytes, and it says nothing before it
 * has made sure of that. Names come from the labels; without them it writes `class1`, `fee1`, `value1`. What a program does
 * not know is told as it knows it: payment dates one by one, days as tables.
 *
 * @throws {ProgramNotExplained} if the program was not compiled from a deal file
 * @throws {ProgramUnreadable} if the bytes are no program
 * @example
 * console.log(explain(bytes, labels));
 */
export function explain(given: Program | Hex, labels?: Labels): string {
  const program = typeof given === 'string' ? decodeProgram(given) : given;
  const bytes = encodeProgram(program);
  let first: { text: string; reason: unknown } | undefined;
  for (const guess of labels ? [{}, { anchored: true }] : guesses(program)) {
    let text = '';
    try {
      text = wordsOf(program, labels, guess);
      if (compileTerms(parseTerms({ text, file: 'program' }), { unproven: true }).bytes === bytes) return text;
      if (!first || first.text === '') first = { text, reason: undefined };
    } catch (reason) {
      first ??= { text, reason };
    }
  }
  throw new ProgramNotExplained({
    step: differingStep(program, first?.text ?? ''),
    reason: first?.reason instanceof Error ? first.reason.message : 'its words would give other bytes',
    cause: first?.reason,
  });
}

/** What a program leaves open: without labels, of what kind its own inputs are, and numbers that are remembered. */
interface Guess {
  /** Products of money say that they are, also where it should be clear. */
  anchored?: boolean;
  inputs?: Kind;
  numbers?: ReadonlyMap<string, Kind>;
}

const KINDS: readonly Kind[] = ['money', 'count', 'rate'];
/** More numbers than these are taken for money. */
const OPEN_NUMBERS = 4;

/** All that may be, the likeliest first. */
function guesses(program: Program): Guess[] {
  const { shown, step, constant, writer } = readProgram(program, undefined);
  const kept = new Set(
    [...writer].flatMap(([cell, index]) => (cell >= MEMORY && cell < VALUES ? [step(index).a] : [])),
  );
  const open = shown.filter(({ cell }) => constant(cell) !== undefined && kept.has(cell)).slice(0, OPEN_NUMBERS);
  const numbers = open.reduce<ReadonlyMap<string, Kind>[]>(
    (all, { name }) => KINDS.flatMap((kind) => all.map((one) => new Map([...one, [name, kind]]))),
    [new Map()],
  );
  const inputs = program.inputs.some((code, i) => code === OWN_INPUT && !program.cashOrder.includes(i)) ? KINDS : [];
  const plain = numbers.flatMap((one) => [
    { numbers: one },
    ...inputs.slice(1).map((kind) => ({ numbers: one, inputs: kind })),
  ]);
  return [...plain, ...plain.map((guess) => ({ ...guess, anchored: true }))];
}

/** The words of a program, whether or not they give its bytes again. */
export function wordsOf(program: Program, labels: Labels | undefined, guess: Guess = {}): string {
  const reading = readProgram(program, labels);
  const previousName = memoryNames(reading);
  const tables = nameTables(reading);
  const { anchored } = guess;
  const words = makeWords(reading, { previousName, noteTable: (table) => void tables.table(table), anchored });
  const caps = capMemory(reading);
  const classes = explainClasses(reading, words, tables);
  const start = program.memory.flatMap((value, i) => {
    if (value === 0n) return [];
    const memory = 0x1d0 + i;
    const fee = caps.get(memory);
    const name = fee === undefined ? previousName(memory, 0) : (reading.fees[fee] ?? '');
    return [{ name: word(name), value: { type: 'raw' as const, word: word(''), value } }];
  });
  const kindOfNumber = (name: string): Kind | undefined =>
    labels ? labels.definitions.find((one) => one.name === name)?.kind : guess.numbers?.get(name);
  const terms: Terms = {
    file: 'program',
    decimals: program.decimals,
    rounding: reading.halfUp ? 'half up' : 'down',
    schedule: scheduleOf(program),
    classes,
    groups: [],
    accounts: program.accounts.map((opening, i) => ({ name: word(reading.accounts[i] ?? ''), opening })),
    ledgers: reading.classes.filter((_, k) => (program.ledgerMask >> k) & 1).map(word),
    tables: [],
    inputs: inputsOf(reading, labels, guess.inputs),
    definitions: explainDefinitions(reading, words, kindOfNumber),
    triggers: explainTriggers(reading, words, previousName),
    fees: explainFees(reading, words, tables),
    start,
    funds: fundsOf(reading, words),
    lists: explainLists(reading, words, labels),
    checks: explainChecks(reading, words),
    other: [],
  };
  return printTerms({ ...terms, tables: tables.all() });
}

function scheduleOf(program: Program): Terms['schedule'] {
  return {
    dates: program.dates.map(({ payment, record }) => ({ nominal: payment, payment, record })),
    recordTime: program.recordTime,
    runsFrom: program.firstDate,
    other: [],
    word: word('schedule'),
  };
}

function inputsOf({ program, inputs }: Reading, labels: Labels | undefined, ownKind: Kind | undefined): InputTerms[] {
  return program.inputs.flatMap((code, i) => {
    if (code !== OWN_INPUT || code >= FIRST_WAIVER) return [];
    const cash = program.cashOrder.includes(i);
    const kind = labels?.inputs[i]?.kind ?? (cash ? 'money' : ownKind);
    return [{ name: word(inputs[i] ?? ''), ...(kind ? { kind } : {}) }];
  });
}

function fundsOf(reading: Reading, words: ReturnType<typeof makeWords>): FundTerms[] {
  return reading.buckets.map((name, k) => {
    const index = reading.steps.findIndex(({ op, a, d }) => op === 'move' && a === OUTSIDE && d === 0x180 + k);
    const nothing = { type: 'raw' as const, word: word(''), value: 0n };
    return { name: word(name), amount: index < 0 ? nothing : words.amount(reading.step(index).e, index) };
  });
}

/** The first step that the words would give otherwise; the last if they give none at all. */
function differingStep(program: Program, text: string): number {
  try {
    const { steps } = compileTerms(parseTerms({ text, file: 'program' }), { unproven: true }).program;
    return program.steps.findIndex((step, i) => JSON.stringify(step) !== JSON.stringify(steps[i]));
  } catch {
    return program.steps.length - 1;
  }
}
