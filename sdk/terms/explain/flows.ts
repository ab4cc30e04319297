import {
  ACCOUNTS,
  CALCULATING_OPS,
  INPUTS,
  NONE,
  OPS,
  OWN_INPUTS,
  PAY,
  PAY_MODE,
  type Step as MachineStep,
  VALUES,
} from '../../engine/program.ts';
import type { Expr, Step, Suffix } from '../ast.ts';
import type { Word } from '../problems.ts';
import type { Words } from './amounts.ts';
import { CLASS_BLOCK, type Reading, cashName, notExplained, word } from './reading.ts';

/** Names of the classes or fees of a mask. */
function masked(names: readonly string[], mask: number): Word[] {
  return names.filter((_, k) => (mask >> k) & 1).map(word);
}

/** Whether it moves cash or claims. */
export function isFlow({ op }: MachineStep): boolean {
  return OPS.indexOf(op) >= CALCULATING_OPS;
}

/** The cell of cash from which a step takes first; none if it takes no cash. */
export function sourceCell({ op, a }: MachineStep): number | undefined {
  return op === 'move' || op === 'pay' || op === 'buy' ? a : undefined;
}

/** The words of one step of the waterfall, with every source said. */
export function explainFlow(reading: Reading, words: Words, index: number): Step {
  const step = reading.step(index);
  const { op, mode, mask, d, a, b, c, e } = step;
  const cash = (cell: number): Word => word(cashName(reading, cell, index));
  const upTo = e === NONE ? {} : { upTo: words.amount(e, index) };
  const from = (rest: Partial<Suffix> = {}): Suffix => ({ from: cash(a), support: [], ...rest });
  const none: Suffix = { support: [] };
  const W = word('');
  switch (op) {
    case 'move':
      return move();
    case 'pay':
      return pay();
    case 'buy': {
      const price = reading.constant(b) ?? notExplained(index, 'a price that is no number');
      if (reading.inputs[c - OWN_INPUTS] !== 'offered') notExplained(index, 'a purchase of what was not offered');
      return { word: W, verb: 'buy', price, suffix: from(upTo) };
    }
    case 'book':
      return { word: W, verb: 'book', amount: words.amount(a, index), suffix: none };
    case 'write': {
      const names = masked(reading.classes, mask);
      return { word: W, verb: 'write', up: mode === 1, names, amount: words.amount(a, index), suffix: none };
    }
    case 'capitalise':
      return {
        word: W,
        verb: 'capitalise',
        name: word(reading.classes[d / CLASS_BLOCK] ?? ''),
        suffix: { ...none, ...upTo },
      };
    case 'add':
    case 'less':
    case 'min':
    case 'max':
    case 'part':
    case 'above':
    case 'pick':
    case 'look':
    case 'owe':
    case 'accrue':
      return notExplained(index, `${op} stands among the steps of the waterfall`);
  }

  function move(): Step {
    if (c !== NONE) {
      const name = word(reading.classes[Math.floor(c / CLASS_BLOCK)] ?? notExplained(index, 'a cure of no class'));
      return { word: W, verb: 'cure', name, suffix: from(upTo) };
    }
    const limit = difference(e);
    if (a >= ACCOUNTS && e === NONE) return { word: W, verb: 'release', name: cash(a), to: cash(d), suffix: none };
    if (a >= ACCOUNTS && limit?.a === a) {
      const above = words.amount(limit.b, index);
      return { word: W, verb: 'release', name: cash(a), above, to: cash(d), suffix: none };
    }
    if (d >= ACCOUNTS && limit?.b === d) {
      return { word: W, verb: 'fill', name: cash(d), amount: words.amount(limit.a, index), suffix: from() };
    }
    const amount = e === NONE ? 'rest' : words.amount(e, index);
    const keep = e === NONE && d >= ACCOUNTS ? { keep: true } : {};
    return { word: W, verb: 'move', amount, to: cash(d), ...keep, suffix: from() };
  }

  /** The difference that a limit is, if it has no name of its own and an account's balance is in it. */
  function difference(cell: number): MachineStep | undefined {
    const at = cell >= VALUES ? reading.writer.get(cell) : undefined;
    const limit = at === undefined || reading.program.shown.includes(cell) ? undefined : reading.step(at);
    if (limit?.op !== 'less') return undefined;
    const isCash = (one: number): boolean => one >= ACCOUNTS && one < INPUTS;
    return isCash(limit.a) || isCash(limit.b) ? limit : undefined;
  }

  function pay(): Step {
    const support = [b, c].filter((source) => source !== NONE).map(cash);
    if (d === PAY.residual || d === PAY.rest) {
      const [to] = masked(d === PAY.residual ? reading.classes : reading.fees, mask);
      const amount: Expr | 'rest' = e === NONE ? 'rest' : words.amount(e, index);
      return { word: W, verb: 'payOut', amount, to: to ?? notExplained(index, 'no payee'), suffix: from({ support }) };
    }
    const isFee = d === PAY.fee || d === PAY.feeOverCap;
    const claim = isFee ? 'fee' : d === PAY.interest ? 'interest' : 'principal';
    return {
      word: W,
      verb: 'pay',
      claim,
      names: masked(isFee ? reading.fees : reading.classes, mask),
      proRata: (mode & PAY_MODE.proRata) !== 0,
      toTarget: d === PAY.principalToTarget,
      overCap: d === PAY.feeOverCap,
      suffix: from({ ...upTo, support }),
    };
  }
}
