import { type Canonical, canonicalTerms } from '../terms/canonical.ts';
import type { ResolvedTerms } from '../terms/deal.ts';
import { explain } from '../terms/explain/explain.ts';
import { parseTerms } from '../terms/parseTerms.ts';
import { glossaryOf } from './glossary.ts';
import { type Language, wordsIn } from './language.ts';
import { code, pageOf, plain, tableOf } from './markdown.ts';

/** The program of a deal, told from its bytes in the words of deal files. */
export interface Priority {
  accounts: readonly string[];
  fees: readonly (readonly [name: string, what: string])[];
  definitions: readonly (readonly [name: string, amount: string])[];
  triggers: readonly (readonly [name: string, when: string])[];
  funds: readonly (readonly [name: string, amount: string])[];
  lists: readonly { name: string; steps: readonly Canonical[] }[];
}

type Fields = Readonly<Record<string, Canonical>>;

/**
 * Tells the priority of payments of a deal from its bytes: what it says compiles to them again, so that the page is of what
 * the chain runs.
 *
 * @throws {ProgramNotExplained} if the bytes were not compiled from a deal file
 */
export function priorityOf({ bytes, labels }: Pick<ResolvedTerms, 'bytes' | 'labels'>): Priority {
  const told = canonicalTerms(parseTerms({ text: explain(bytes, labels), file: 'program' }));
  const section = (key: string): readonly Fields[] => listOf(told[key]).map(fieldsOf);
  const text = (fields: Fields, key: string): string => textOf(fields[key]);
  return {
    accounts: section('accounts').map((one) => text(one, 'name')),
    fees: section('fees').map((one) => [text(one, 'name'), feeText(one)]),
    definitions: section('definitions').map((one) => [text(one, 'name'), text(one, 'amount')]),
    triggers: section('triggers').map((one) => [text(one, 'name'), triggerText(one)]),
    funds: section('funds').map((one) => [text(one, 'name'), text(one, 'amount')]),
    lists: section('waterfall').map((one) => ({ name: text(one, 'name'), steps: listOf(one['steps']) })),
  };
}

function feeText(fee: Fields): string {
  const { amount, rate, of, cap, every } = fee;
  const what = amount === undefined ? `${textOf(rate)} of ${textOf(of)}` : textOf(amount);
  return cap === undefined ? what : `${what}, up to ${textOf(cap)} every ${textOf(every)} dates`;
}

function triggerText(trigger: Fields): string {
  const notes = [
    ...(trigger['latched'] === true ? ['latched'] : []),
    ...(trigger['test'] === 'after' ? ['tested after'] : []),
    ...(trigger['waivable'] === true ? ['waivable'] : []),
  ];
  return [textOf(trigger['when']), ...notes].join(', ');
}

/** Steps as a nested list that is numbered as people cite it: 1, 2, 2.1. */
function stepLines(steps: readonly Canonical[], { prefix = '', indent = '' } = {}): string[] {
  return steps.flatMap((step, i) => {
    const number = `${prefix}${i + 1}`;
    if (typeof step === 'string') return [`${indent}- **${number}** ${code(step)}`];
    const { when, then } = fieldsOf(step);
    return [
      `${indent}- **${number}** ${code(`when ${textOf(when)}`)}`,
      ...stepLines(listOf(then), { prefix: `${number}.`, indent: `${indent}  ` }),
    ];
  });
}

const WORDS = {
  title: { en: 'priority of payments', zh: '支付顺序（现金流分配瀑布）' },
  intro: {
    en: 'On each payment date the program below runs, on chain and without discretion. Its lines are told from the bytes that are filed: compiled, they give these bytes again.',
    zh: '每一支付日，链上程序按下列步骤自动执行，不作裁量。各行文字由已备案的程序字节码还原而成，重新编译后与该字节码完全一致；英文行为程序原文，中文释义见文末词汇表。',
  },
  cash: { en: 'Cash to be paid out', zh: '可分配资金' },
  fees: { en: 'Fees', zh: '费用' },
  definitions: { en: 'Defined amounts', zh: '定义金额' },
  triggers: { en: 'Triggers', zh: '触发事件' },
  accounts: { en: 'Accounts', zh: '账户' },
  steps: { en: 'Steps, from', zh: '支付步骤，资金来源' },
  before: { en: 'Steps before all others', zh: '先于其他步骤执行' },
  glossary: { en: 'What the words mean', zh: '步骤与用语词汇表' },
  name: { en: 'name', zh: '名称' },
  what: { en: 'what it is', zh: '内容' },
  word: { en: 'words', zh: '用语' },
  meaning: { en: 'meaning', zh: '含义' },
} as const;

/** The priority of payments as a page. */
export function priorityPage(name: string, { priority, language }: { priority: Priority; language: Language }): string {
  const word = wordsIn(WORDS, language);
  const named = (title: keyof typeof WORDS, rows: Priority['fees']): string[] => {
    if (rows.length === 0) return [];
    const cells = rows.map(([one, what]) => [code(one), code(what)]);
    return ['', `## ${word(title)}`, '', ...tableOf([word('name'), word('what')], cells)];
  };
  const { accounts, fees, definitions, triggers, funds, lists } = priority;
  const isFund = (list: string): boolean => funds.some(([fund]) => fund === list);
  const steps = lists.flatMap((list) => [
    '',
    `## ${isFund(list.name) ? `${word('steps')} ${code(list.name)}` : `${word('before')}: ${code(list.name)}`}`,
    '',
    ...stepLines(list.steps),
  ]);
  const said = [...steps, ...[...fees, ...definitions, ...triggers, ...funds].map(([, what]) => what)];
  const glossary = glossaryOf(said.map((line) => line.replace(/^\s*- \*\*[\d.]+\*\* `+/, '')));
  return pageOf([
    `# ${plain(name)}: ${word('title')}`,
    '',
    word('intro'),
    ...named('cash', funds),
    ...steps,
    ...named('fees', fees),
    ...named('definitions', definitions),
    ...named('triggers', triggers),
    ...(accounts.length > 0 ? ['', `## ${word('accounts')}`, '', accounts.map(code).join(', ')] : []),
    '',
    `## ${word('glossary')}`,
    '',
    ...tableOf(
      [word('word'), word('meaning')],
      glossary.map((one) => [code(one.word), one[language]]),
    ),
  ]);
}

function isList(value: Canonical | undefined): value is readonly Canonical[] {
  return Array.isArray(value);
}

function listOf(value: Canonical | undefined): readonly Canonical[] {
  return isList(value) ? value : [];
}

function fieldsOf(value: Canonical): Fields {
  return typeof value === 'object' && !isList(value) ? value : {};
}

function textOf(value: Canonical | undefined): string {
  return typeof value === 'string' ? value : '';
}
