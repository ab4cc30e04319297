import type { Hex } from 'viem';
import { FIRST_WAIVER, OUTSIDE, OWN_INPUT, type Program, decodeProgram, encodeProgram } from '../../engine/program.ts';
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
  // An input of the deal's own may be money or not: where names don't say, the cash order may.
  for (const kind of labels ? [undefined] : [undefined, 'count' as const]) {
    const text = wordsOf(program, labels, kind);
    try {
      if (compileTerms(parseTerms({ text, file: 'program' }), { unproven: true }).bytes === bytes) return text;
      first ??= { text, reason: undefined };
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

/** The words of a program, whether or not they give its bytes again. */
export function wordsOf(program: Program, labels: Labels | undefined, ownKind?: Kind): string {
  const reading = readProgram(program, labels);
  const previousName = memoryNames(reading);
  const tables = nameTables(reading);
  const words = makeWords(reading, { previousName, noteTable: (table) => void tables.table(table) });
  const caps = capMemory(reading);
  const classes = explainClasses(reading, words, tables);
  const start = program.memory.flatMap((value, i) => {
    if (value === 0n) return [];
    const memory = 0x1d0 + i;
    const fee = caps.get(memory);
    const name = fee === undefined ? previousName(memory, 0) : (reading.fees[fee] ?? '');
    return [{ name: word(name), value: { type: 'raw' as const, word: word(''), value } }];
  });
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
    inputs: inputsOf(reading, labels, ownKind),
    definitions: explainDefinitions(reading, words, labels),
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
