import type { Kind } from './ast.ts';
import { type KindVar, lastOf } from './kinds.ts';
import type { Problems, Word } from './problems.ts';

/** `a * b / c` and the kind of what comes out. */
export interface Product {
  a: KindVar;
  b: KindVar;
  c: KindVar;
  result: KindVar;
  word: Word;
}

/** What a product is of: how often money and rates are in it. Counts are pure numbers. */
interface Dimension {
  money: number;
  rate: number;
}

const DIMENSIONS: Readonly<Record<Kind, Dimension>> = {
  money: { money: 1, rate: 0 },
  rate: { money: 0, rate: 1 },
  count: { money: 0, rate: 0 },
};

/** Finds what products are of, from what is known; where nothing decides, the defaults do, one after the other. */
export function settleProducts(
  products: readonly Product[],
  { problems, defaults }: { problems: Problems; defaults: readonly { variable: KindVar; kind: Kind }[] },
): void {
  let open = [...products];
  const settle = (): void => {
    for (let before = -1; before !== open.length;) {
      before = open.length;
      open = open.filter((product) => !settled(product, problems));
    }
  };
  settle();
  for (const { variable, kind } of defaults) {
    const last = lastOf(variable);
    if (last.kind !== undefined) continue;
    last.kind = kind;
    settle();
  }
}

/** Whether at most one kind was unknown: that one is known now, or the product makes no sense, which is told. */
function settled({ a, b, c, result, word }: Product, problems: Problems): boolean {
  const sides: { variable: KindVar; sign: 1 | -1 }[] = [
    { variable: a, sign: 1 },
    { variable: b, sign: 1 },
    { variable: c, sign: -1 },
    { variable: result, sign: -1 },
  ];
  const unknown = sides.filter(({ variable }) => lastOf(variable).kind === undefined);
  if (new Set(unknown.map(({ variable }) => lastOf(variable))).size > 1) return false;
  const sum: Dimension = { money: 0, rate: 0 };
  for (const { variable, sign } of sides) {
    const { kind } = lastOf(variable);
    if (kind === undefined) continue;
    sum.money += sign * DIMENSIONS[kind].money;
    sum.rate += sign * DIMENSIONS[kind].rate;
  }
  const [first] = unknown;
  const weight = unknown.reduce((total, { sign }) => total + sign, 0);
  // The same unknown on both sides of the line says nothing about itself.
  if (first && weight === 0 && sum.money === 0 && sum.rate === 0) return true;
  const kind = (['count', 'money', 'rate'] as const).find((one) => {
    const { money, rate } = DIMENSIONS[one];
    return sum.money + weight * money === 0 && sum.rate + weight * rate === 0;
  });
  if (first && kind !== undefined) lastOf(first.variable).kind = kind;
  else if (first === undefined ? sum.money !== 0 || sum.rate !== 0 : true) {
    problems.add(
      word,
      'a product that is money, a count or a rate: money times money is over money; "P% of x" takes a part',
    );
    for (const { variable } of unknown) lastOf(variable).kind = 'money';
  }
  return true;
}
