import { isoDay } from '../projection/deal.ts';
import { dealOfTerms } from '../projection/dealOfTerms.ts';
import { unknownInputs } from '../projection/inputs.ts';
import { measureClasses } from '../projection/measures.ts';
import { type Projection, project } from '../projection/project.ts';
import { poolOfTape } from '../projection/tapePool.ts';
import { formatAmount } from '../money/amount.ts';
import type { Tape } from '../tape/loadTape.ts';
import type { ResolvedTerms } from '../terms/deal.ts';
import { type Language, type Words, wordsIn } from './language.ts';
import { code, pageOf, plain, tableOf } from './markdown.ts';

/**
 * The deal if everybody pays as agreed: no prepayment, default, dilution or lateness, at the contract rate. Receivables are
 * the tape's, the run of each date is the program's.
 */
export function projectWithoutStress(terms: ResolvedTerms, tape: Tape): Projection {
  const pool = poolOfTape(tape, { contractRate: terms.currency.contractRate });
  return project({ deal: dealOfTerms(terms), pool });
}

const WORDS = {
  title: { en: 'projection without stress', zh: '现金流预测（零压力情景）' },
  assumed: {
    en: 'Assumed: every receivable is paid when it is due; no prepayment, default, dilution or lateness; cash is exchanged at the contract rate; new receivables are there to be bought where the deal buys them. A projection is no promise.',
    zh: '假设：全部应收款项按期足额支付，无提前偿还、违约、折让和逾期；资金按约定汇率兑换；循环购买期内有足够的合格资产。预测不构成任何承诺。',
  },
  zero: { en: 'Reported figures that nothing is known of, taken as 0', zh: '无从预知、按零计的报告数据' },
  classes: { en: 'What each class gets', zh: '各级证券所得' },
  dates: { en: 'Payment date by payment date', zh: '逐个支付日' },
  class: { en: 'class', zh: '级别' },
  opening: { en: 'balance', zh: '初始余额' },
  interest: { en: 'interest', zh: '利息' },
  principal: { en: 'principal', zh: '本金' },
  residual: { en: 'residual', zh: '剩余收益' },
  life: { en: 'average life, years', zh: '加权平均期限（年）' },
  unpaid: { en: 'principal unpaid at the end', zh: '期末未付本金' },
  date: { en: 'payment date', zh: '支付日' },
  pool: { en: 'pool at the end', zh: '期末资产池' },
  cash: { en: 'cash in', zh: '资金流入' },
  paid: { en: 'paid', zh: '支付' },
  bought: { en: 'bought', zh: '循环购买' },
  balance: { en: 'balance', zh: '余额' },
  columns: { en: 'All figures of all dates are in projection.csv.', zh: '全部数据见 projection.csv。' },
} as const satisfies Readonly<Record<string, Words>>;

/** What each class gets, and when. The figures of `projection.csv` that people ask for first. */
export function projectionPage(projection: Projection, language: Language): string {
  const { deal, dates } = projection;
  const word = wordsIn(WORDS, language);
  const money = (units: bigint): string =>
    formatAmount({ units, decimals: deal.program.decimals, symbol: deal.currency });
  const measures = measureClasses(projection);
  const zero = unknownInputs(deal, {});
  const paidTo = (k: number): bigint[] =>
    dates.map(({ classes }) => {
      const { interestPaid = 0n, principalPaid = 0n, residualPaid = 0n } = classes[k] ?? {};
      return interestPaid + principalPaid + residualPaid;
    });
  const ofClasses = measures.flatMap(({ name }, k) => {
    const paid = paidTo(k);
    return [
      { head: `${name}: ${word('paid')}`, cells: paid.map(money) },
      { head: `${name}: ${word('balance')}`, cells: dates.map(({ classes }) => money(classes[k]?.balance ?? 0n)) },
    ];
  });
  return pageOf([
    `# ${plain(deal.name)}: ${word('title')} (${deal.currency})`,
    '',
    word('assumed'),
    ...(zero.length > 0 ? ['', `${word('zero')}: ${zero.map(code).join(', ')}`] : []),
    ...['', `## ${word('classes')}`, ''],
    ...tableOf(
      (['class', 'opening', 'interest', 'principal', 'residual', 'life', 'unpaid'] as const).map(word),
      measures.map(({ name, opening, interestPaid, principalPaid, residualPaid, averageLife, loss }) => [
        ...[plain(name), money(opening), money(interestPaid), money(principalPaid), money(residualPaid)],
        ...[averageLife === undefined ? '' : averageLife.toFixed(2), money(loss)],
      ]),
    ),
    ...['', `## ${word('dates')}`, ''],
    ...tableOf(
      [...(['date', 'pool', 'cash', 'bought'] as const).map(word), ...ofClasses.map(({ head }) => plain(head))],
      dates.map(({ day, pool, cashIn, bought }, i) => [
        ...[isoDay(day), money(pool.closing), money(cashIn), money(bought)],
        ...ofClasses.map(({ cells }) => cells[i] ?? ''),
      ]),
    ),
    '',
    word('columns'),
  ]);
}
