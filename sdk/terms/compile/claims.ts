import { NONE, PERIOD, classCell, feeCell } from '../../engine/program.ts';
import { DAY_COUNTS } from '../dayCount.ts';
import { accrualDays, collectionDays } from '../periods.ts';
import type { DayCount, FeeTerms } from '../terms.ts';
import type { Compilation } from './compilation.ts';
import type { Node } from './graph.ts';
import { RATE_UNIT, multipleOf } from './numbers.ts';
import type { Origin } from './drafts.ts';

/** Days of this date's period, and the days of a year times 1e9. */
function basisOf(
  { terms, graph, amounts, scope }: Compilation,
  dayCount: DayCount,
  collection = false,
): { days: Node; denominator: bigint } {
  if ('table' in dayCount) {
    const table = amounts.table(scope.table(dayCount.table.text) ?? -1);
    return { days: graph.look(table, graph.cell(PERIOD)), denominator: dayCount.denominator * RATE_UNIT };
  }
  const table = (collection ? collectionDays : accrualDays)(terms.schedule, dayCount.rule);
  const denominator = DAY_COUNTS[dayCount.rule]?.denominator ?? 1n;
  return { days: graph.look(table, graph.cell(PERIOD)), denominator: denominator * RATE_UNIT };
}

/** Step 3 of a date: what each class may keep. */
export function compileTargets({ terms, graph, amounts, drafts }: Compilation): void {
  terms.classes.forEach(({ name, target }, k) => {
    const origin = { section: 'target', name: name.text, word: target?.word ?? name };
    const amount = target && amounts.amount(target);
    // Targets are 0 unless something is written there.
    if (amount === undefined || (amount.type === 'constant' && amount.value === 0n)) return;
    const cell = classCell(k, 'target');
    drafts.write({ cell }, amount, origin);
    graph.touch([cell]);
  });
}

/** Step 4: fees fall due, in file order. */
export function compileFees(compilation: Compilation): void {
  const { terms, graph, amounts, drafts } = compilation;
  terms.fees.forEach((fee, k) => {
    const origin: Origin = { section: 'fee', name: fee.name.text, word: fee.name };
    const amount = dueOf(compilation, fee);
    if (amount === undefined) return;
    if (fee.cap) return compileCap(compilation, { fee, k, amount, origin });
    if (amount.type === 'constant' && amount.value === 0n) return;
    drafts.flow({ op: 'owe', d: feeCell(k), a: amount, origin });
    graph.touch([feeCell(k)]);
  });

  function dueOf(of: Compilation, { amount, rate }: FeeTerms): Node | undefined {
    if (amount) return amounts.amount(amount);
    if (rate === undefined) return undefined;
    const { days, denominator } = basisOf(of, rate.dayCount, rate.collection);
    const base = amounts.amount(rate.of);
    const times = multipleOf(graph, amounts.amount(rate.rate), days);
    return graph.part(base, times, graph.constant(denominator), amounts.round);
  }
}

/** What the cap still allows is due, the rest is due over cap. It starts again on dates 1, N + 1, 2N + 1. */
function compileCap(
  { terms, graph, amounts, drafts, remember }: Compilation,
  { fee, k, amount, origin }: { fee: FeeTerms; k: number; amount: Node; origin: Origin },
): void {
  if (!fee.cap) return;
  const { every } = fee.cap;
  const cap = amounts.amount(fee.cap.amount);
  const dates = terms.schedule.dates.length;
  // 0 on the dates on which the cap starts again.
  const goesOn = Array.from({ length: dates }, (_, i) => (i % every === 0 ? 0n : 1n));
  const used =
    every === 1
      ? graph.constant(0n)
      : graph.pick(graph.look(goesOn, graph.cell(PERIOD)), graph.memory(`cap ${fee.name.text}`), graph.constant(0n));
  const within = graph.min(amount, graph.less(cap, used));
  const over = graph.less(amount, within);
  drafts.flow({ op: 'owe', d: feeCell(k), a: within, origin });
  drafts.flow({ op: 'owe', d: feeCell(k, 'over'), a: over, origin });
  graph.touch([feeCell(k), feeCell(k, 'over')]);
  remember(`cap ${fee.name.text}`, { value: () => graph.add(used, within), origin });
}

/** Step 5: interest accrues, in class order. */
export function compileInterest(compilation: Compilation): void {
  const { terms, graph, amounts, drafts } = compilation;
  terms.classes.forEach(({ name, coupon, dayCount, interestOnInterest, notional }, k) => {
    if (!coupon || !dayCount) return;
    const { days, denominator } = basisOf(compilation, dayCount);
    const rate = multipleOf(graph, amounts.amount(coupon), days);
    const onInterest = interestOnInterest ? multipleOf(graph, amounts.amount(interestOnInterest), days) : rate;
    const isNothing = (node: Node): boolean => node.type === 'constant' && node.value === 0n;
    if (isNothing(rate) && isNothing(onInterest)) return;
    drafts.flow({
      op: 'accrue',
      mode: amounts.round,
      d: classCell(k),
      a: notional ? amounts.amount(notional) : graph.cell(classCell(k)),
      b: rate,
      c: isNothing(onInterest) ? NONE : onInterest,
      e: graph.constant(denominator),
      origin: { section: 'interest', name: name.text, word: coupon.word },
    });
    graph.touch([classCell(k, 'interestDue')]);
  });
}
