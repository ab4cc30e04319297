import { CASH_LIMIT, LARGEST } from '../../sdk/engine/index.ts';

/** Numbers that look random and are the same for the same seed. */
export interface Dice {
  /** From 0 to `sides − 1`. */
  below(sides: number): number;
  /** From `least` to `most`. */
  between(least: number, most: number): number;
  /** Whether it happens, of `of` times `times`. */
  happens(times: number, of: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** An amount from 0 to 2^120 − 1: often 0, 1, the largest, or near a power of two. */
  amount(): bigint;
  /** An amount that can be deposited, below 2^100. */
  cash(): bigint;
}

/** xorshift128, seeded by one number. */
export function makeDice(seed: number): Dice {
  let [x, y, z, w] = [seed | 1, 0x6c078965, 0x9908b0df, seed ^ 0x5bd1e995];
  const next = () => {
    const t = x ^ (x << 11);
    [x, y, z] = [y, z, w];
    w = w ^ (w >>> 19) ^ (t ^ (t >>> 8));
    return w >>> 0;
  };
  for (let i = 0; i < 16; i += 1) next();
  const below = (sides: number) => next() % sides;
  const bits = (count: number) => {
    let value = 0n;
    for (let got = 0; got < 128; got += 32) value = (value << 32n) | BigInt(next());
    return value & ((1n << BigInt(count)) - 1n);
  };
  const happens = (times: number, of: number) => below(of) < times;
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[below(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  const amount = () => {
    if (happens(1, 4)) return pick([0n, 0n, 1n, 2n, LARGEST, LARGEST - 1n, CASH_LIMIT, CASH_LIMIT - 1n, 10_000n]);
    if (happens(1, 8)) return (1n << BigInt(below(120))) + BigInt(below(3)) - 1n;
    return bits(happens(2, 3) ? between(1, 50) : between(1, 120));
  };
  const between = (least: number, most: number) => least + below(most - least + 1);
  const cash = () => {
    if (happens(1, 6)) return pick([0n, 1n, CASH_LIMIT - 1n]);
    return bits(happens(3, 4) ? between(20, 60) : between(1, 100));
  };
  return { below, between, happens, pick, amount, cash };
}
