// What a deal raises, and what that money must have room for. The factory of deals asks the same.
import { formatAmount } from '../money/amount.ts';
import type { DealClass, DealTerms } from './deal.ts';
import type { Problems, Word } from './problems.ts';
import { type Section, WHOLE, entryIn, headOf } from './sections/reading.ts';
import { wordOf } from './source.ts';
import type { Terms } from './terms.ts';

type Raising = Pick<DealTerms, 'classes' | 'offering' | 'proceeds'>;

/** Caps are counted in eight bits on chain. */
const MOST_PURPOSES = 255;

/**
 * Whatever is raised has a purpose, also the receivables that are taken for retained notes; the reserve is what accounts
 * open with, and is raised in any case; the limit of the exemption holds.
 */
export function checkMoney(
  { accounts, decimals }: Pick<Terms, 'accounts' | 'decimals'>,
  { classes, offering, proceeds }: Raising,
  { at, problems }: { at: { offering: Section; proceeds: Section }; problems: Problems },
): void {
  const money = (units: bigint): string => formatAmount({ units, decimals, symbol: '' });
  const tell = (expected: string, text: string): void => problems.add({ ...headOf(at.proceeds), text }, expected);
  const [retained, sold] = [classes.filter((one) => one.retained), classes.filter((one) => !one.retained)];
  if (sold.length === 0) problems.add(headOf(at.offering), 'a class that is sold: all of them are retained');
  const inKind = sumOf(retained.map(({ units }) => units));
  const most = sumOf(sold.map(({ name, units }) => priced(units, offering.price[name.text])));
  const least = sumOf(sold.map(({ name }) => priced(offering.minimum[name.text] ?? 0n, offering.price[name.text])));
  const openings = sumOf(accounts.map(({ opening }) => opening));
  if (proceeds.length > 0) {
    const caps = sumOf(proceeds.map(({ cap }) => cap));
    if (caps < most + inKind)
      tell(
        `caps of at least ${money(most + inKind)} together, which the classes raise: the rest could never be spent`,
        money(caps),
      );
    if (proceeds.length > MOST_PURPOSES) tell(`at most ${MOST_PURPOSES} purposes`, `${proceeds.length} purposes`);
    checkInKind(retained, { proceeds, inKind, money, tell });
  }
  if (most > 0n && least < openings) {
    const minimum = entryIn(at.offering, 'minimum');
    const expected = `minimums that raise at least ${money(openings)}, with which the accounts open in any case`;
    problems.add({ ...(minimum ? wordOf(minimum.value) : headOf(at.offering)), text: money(least) }, expected);
  }
  checkExemption({ offering, sold, most, money }, { at: at.offering, problems });
}

/** Retained notes are given for the receivables: their holder is paid with them by the first purpose that names it. */
function checkInKind(
  retained: readonly DealClass<Word>[],
  {
    proceeds,
    inKind,
    money,
    tell,
  }: Pick<Raising, 'proceeds'> & {
    inKind: bigint;
    money: (units: bigint) => string;
    tell: (expected: string, text: string) => void;
  },
): void {
  if (inKind === 0n) return;
  const holders = retained.flatMap(({ retained: kept }) => (kept ? [kept.holder.text] : []));
  const paid = proceeds.find(({ payee }) => payee !== undefined && holders.includes(payee.text));
  const names = retained.map(({ name }) => name.text).join(', ');
  const expected = `a purpose that pays the holder of ${names}, which is paid in kind, with a cap of at least ${money(inKind)}`;
  if (paid === undefined || paid.cap < inKind) tell(expected, paid ? money(paid.cap) : 'proceeds');
}

function checkExemption(
  {
    offering,
    sold,
    most,
    money,
  }: Pick<Raising, 'offering'> & {
    sold: readonly DealClass<Word>[];
    most: bigint;
    money: (units: bigint) => string;
  },
  { at, problems }: { at: Section; problems: Problems },
): void {
  const { exemption } = offering;
  const written = entryIn(at, 'exemption');
  if (written === undefined) return;
  if (exemption.kind === 'total' && most > exemption.most)
    problems.add(wordOf(written.value), `an exemption for the ${money(most)} that the classes raise`);
  if (exemption.kind !== 'each') return;
  for (const { name, denomination } of sold) {
    if (priced(denomination, offering.price[name.text]) >= exemption.least) continue;
    problems.add(
      name,
      `a denomination of which the price is at least ${money(exemption.least)}, as the exemption asks`,
    );
  }
}

/** Rounded up, as an order is. */
function priced(units: bigint, price = WHOLE): bigint {
  return (units * price + WHOLE - 1n) / WHOLE;
}

function sumOf(amounts: readonly bigint[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount, 0n);
}
