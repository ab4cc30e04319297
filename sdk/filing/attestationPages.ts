import type { Hex } from 'viem';
import { negativeListItems } from '../errors/oversightWords.ts';
import type { ResolvedTerms } from '../terms/deal.ts';
import { ATTESTING_PARTIES, type Attestations, type ItemAttestation } from './attestations.ts';
import { type Language, type Words, wordsIn } from './language.ts';
import { code, pageOf, plain, tableOf } from './markdown.ts';
import { FINDING_WORDS, NEGATIVE_LISTS, NEGATIVE_LIST_WORDS, SIGNER_WORDS } from './negativeListWords.ts';

const WORDS = {
  title: { en: 'statement on the negative lists', zh: '负面清单声明' },
  intro: {
    en: 'Of the underlying assets and of the onshore entity that actually controls them, each signer says the following of the items that bear its name. An adverse item blocks the issue until the same signer takes it back on a later day.',
    zh: '各签署人就基础资产及实际控制基础资产的境内主体，对其名下各项作如下声明。任何一项存在所列情形的，不得发行，直至同一签署人于其后日期另行声明。',
  },
  short: {
    en: 'The texts are short; those in force decide.',
    zh: '本页所列为摘要，以有效文件原文为准。',
  },
  terms: { en: 'Hash of the filed terms', zh: '备案条款哈希' },
  item: { en: 'item', zh: '事项' },
  finding: { en: 'finding', zh: '结论' },
  signer: { en: 'signer', zh: '签署人' },
  signedOn: { en: 'signed on', zh: '签署日期' },
  expires: { en: 'counts until the day before', zh: '失效日（当日起失效）' },
  evidence: { en: 'evidence (keccak256)', zh: '依据文件（keccak256）' },
  signatures: { en: 'Signatures', zh: '签署' },
  place: { en: 'name, capacity, date, seal', zh: '姓名、职务、日期、盖章' },
} as const satisfies Readonly<Record<string, Words>>;

interface StatementFacts {
  attestations: Attestations;
  termsHash: Hex;
  language: Language;
}

/** The fourteen items as a paper to sign: on chain the same is signed with `signNegativeList`. */
export function attestationPage(
  { name, parties }: Pick<ResolvedTerms, 'name' | 'parties'>,
  { attestations, termsHash, language }: StatementFacts,
): string {
  const word = wordsIn(WORDS, language);
  const numbered = attestations.items.map((one) => ({ ...one, number: negativeListItems.indexOf(one.item) + 1 }));
  const row = ({ number, item, finding, signer, signedOn, expiresOn, evidence }: (typeof numbered)[number]) => [
    ...[String(number), plain(NEGATIVE_LIST_WORDS[item][language]), FINDING_WORDS[finding][language]],
    ...[SIGNER_WORDS[signer][language], signedOn, expiresOn, code(evidence)],
  ];
  const head = ['#', ...(['item', 'finding', 'signer', 'signedOn', 'expires', 'evidence'] as const).map(word)];
  const lists = (['csrc', 'amac'] as const).flatMap((list) => [
    ...['', `## ${NEGATIVE_LISTS[list][language]}`, ''],
    ...tableOf(head, numbered.filter(({ item }) => NEGATIVE_LIST_WORDS[item].list === list).map(row)),
  ]);
  const signers = ATTESTING_PARTIES.filter((party) => attestations.items.some(({ signer }) => signer === party));
  return pageOf([
    `# ${plain(name)}: ${word('title')}`,
    '',
    word('intro'),
    '',
    word('short'),
    '',
    `- ${word('terms')}: ${code(termsHash)}`,
    ...lists,
    ...['', `## ${word('signatures')}`, ''],
    ...tableOf(
      ['', '', '#', word('place')],
      signers.map((party) => [
        ...[SIGNER_WORDS[party][language], code(parties[party])],
        ...[numbersOf(numbered, party), ''],
      ]),
    ),
  ]);
}

function numbersOf(items: readonly (ItemAttestation & { number: number })[], party: ItemAttestation['signer']): string {
  return items.flatMap(({ number, signer }) => (signer === party ? [String(number)] : [])).join(', ');
}
