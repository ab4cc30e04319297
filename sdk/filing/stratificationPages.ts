import { formatAmount } from '../money/amount.ts';
import { percent } from '../tape/eligibility.ts';
import type { Tape } from '../tape/loadTape.ts';
import { formatDay } from '../tape/receivable.ts';
import type { Stratification, Stratum } from '../tape/stratify.ts';
import { type Language, type Words, wordsIn } from './language.ts';
import { csvOf, pageOf, plain, tableOf } from './markdown.ts';

/** What of a tape its pages tell: nothing of single receivables, and nothing of where its file lies. */
export type TapeFacts = Pick<Tape, 'cutOff' | 'currency' | 'decimals'>;

const CUTS = [
  ['type', 'byType'],
  ['region', 'byRegion'],
  ['daysPastDue', 'byAgeing'],
  ['daysToDue', 'byTenor'],
  ['obligor', 'byObligor'],
] as const satisfies readonly (readonly [string, keyof Stratification])[];

const WORDS = {
  title: { en: 'stratification of the receivables', zh: '资产池分层统计' },
  cutOff: { en: 'Cut-off day', zh: '基准日' },
  count: { en: 'Open receivables', zh: '未结清应收款项笔数' },
  obligors: { en: 'Obligors', zh: '债务人数量' },
  outstanding: { en: 'outstanding', zh: '未偿本金余额' },
  share: { en: 'share', zh: '占比' },
  number: { en: 'number', zh: '笔数' },
  rate: { en: 'rate', zh: '利率' },
  tenor: { en: 'days to due', zh: '剩余天数' },
  late: { en: 'days late', zh: '逾期天数' },
  averages: {
    en: 'Rate, days to due and days late are averages weighted by what is outstanding. Parts are rounded down. Obligors are pseudonyms.',
    zh: '利率、剩余天数和逾期天数均以未偿本金余额加权平均，比例向下取整；债务人以代号列示。',
  },
  warnings: { en: 'What a reader should look at', zh: '提示事项（英文原文）' },
  type: { en: 'By type', zh: '按资产类型' },
  region: { en: 'By region', zh: '按地区' },
  daysPastDue: { en: 'By days past due', zh: '按逾期天数' },
  daysToDue: { en: 'By days to the due date', zh: '按剩余天数' },
  obligor: { en: 'By obligor, the largest first', zh: '按债务人（自余额最大者起）' },
  all: { en: 'all', zh: '合计' },
} as const satisfies Readonly<Record<string, Words>>;

/** The receivables, cut by type, region, lateness, tenor and obligor. */
export function stratificationPage(
  name: string,
  { strata, tape, language }: { strata: Stratification; tape: TapeFacts; language: Language },
): string {
  const word = wordsIn(WORDS, language);
  const head = [
    ...[word('number'), `${word('outstanding')} (${tape.currency})`, word('share')],
    ...[word('rate'), word('tenor'), word('late')],
  ];
  const row = (one: Stratum, label = one.name): string[] => [plain(label), ...cellsOf(one, tape)];
  return pageOf([
    `# ${plain(name)}: ${word('title')}`,
    '',
    `- ${word('cutOff')}: ${formatDay(tape.cutOff)}`,
    `- ${word('count')}: ${strata.total.count}`,
    `- ${word('obligors')}: ${strata.obligors}`,
    '',
    word('averages'),
    ...CUTS.flatMap(([cut, key]) => [
      ...['', `## ${word(cut)}`, ''],
      ...tableOf(['', ...head], [...strata[key].map((one) => row(one)), row(strata.total, word('all'))]),
    ]),
    ...(strata.warnings.length > 0
      ? ['', `## ${word('warnings')}`, '', ...strata.warnings.map((text) => `- ${plain(text)}`)]
      : []),
  ]);
}

/** The same as a table: a row a stratum. */
export function stratificationCsv(strata: Stratification, tape: TapeFacts): string {
  const head = ['cut', 'name', 'number', 'outstanding', 'share', 'rate', 'daysToDue', 'daysLate'];
  const row = (cut: string, one: Stratum): string[] => {
    const [number = '', outstanding = '', ...rest] = cellsOf(one, tape);
    return [cut, one.name, number, outstanding.replaceAll(',', ''), ...rest];
  };
  const rows = CUTS.flatMap(([cut, key]) => strata[key].map((one) => row(cut, one)));
  return csvOf([head, ...rows, row('all', strata.total)]);
}

function cellsOf({ count, outstanding, share, averages }: Stratum, { decimals, currency }: TapeFacts): string[] {
  return [
    String(count),
    formatAmount({ units: outstanding, decimals, symbol: currency }),
    percent(share),
    percent(averages.rate),
    hundredths(averages.remainingTenor),
    hundredths(averages.daysPastDue),
  ];
}

function hundredths(value: bigint): string {
  return `${value / 100n}.${(value % 100n).toString().padStart(2, '0')}`;
}
