import type { NegativeListItem } from '../errors/oversightWords.ts';
import type { Words } from './language.ts';

/** Where the items come from. */
export const NEGATIVE_LISTS = {
  csrc: {
    en: 'CSRC Announcement [2026] No. 1, in force since 6 February 2026',
    zh: '中国证监会公告〔2026〕1号（自2026年2月6日起施行）',
  },
  amac: {
    en: 'AMAC, negative list of underlying assets of securitisation, revised 29 March 2024',
    zh: '中国证券投资基金业协会《资产证券化业务基础资产负面清单》（2024年3月29日修订）',
  },
} as const satisfies Readonly<Record<string, Words>>;

export interface NegativeListWords extends Words {
  list: keyof typeof NEGATIVE_LISTS;
}

/**
 * What each item means, in short: the text that is in force decides. "Assets or who controls them" are the underlying
 * assets and the onshore entity that actually controls them.
 */
export const NEGATIVE_LIST_WORDS: Readonly<Record<NegativeListItem, NegativeListWords>> = {
  'financing forbidden by law': {
    list: 'csrc',
    en: 'Law, administrative regulation or a rule of the state forbids financing by the capital market.',
    zh: '法律、行政法规或者国家有关规定明确禁止通过资本市场融资。',
  },
  'harm to national security': {
    list: 'csrc',
    en: 'The departments concerned of the State Council have found, on review under law, that it may harm national security.',
    zh: '经国务院有关主管部门依法审查认定，可能危害国家安全。',
  },
  'conviction within three years': {
    list: 'csrc',
    en: 'The onshore entity, its controlling shareholder or its actual controller committed, within three years, corruption, bribery, embezzlement, misappropriation of property or a crime against the order of the socialist market economy.',
    zh: '境内主体或者其控股股东、实际控制人最近3年内存在贪污、贿赂、侵占财产、挪用财产或者破坏社会主义市场经济秩序的刑事犯罪。',
  },
  'investigation not concluded': {
    list: 'csrc',
    en: 'The onshore entity is under formal investigation for a suspected crime or major violation of law, without a conclusion so far.',
    zh: '境内主体因涉嫌犯罪或者重大违法违规行为正在被依法立案调查，尚未有明确结论意见。',
  },
  'ownership disputed or asset not transferable': {
    list: 'csrc',
    en: 'There is a major dispute over who owns the underlying assets, or they may not be transferred under law.',
    zh: '基础资产存在重大权属纠纷，或者依法不得转让。',
  },
  'on the domestic securitisation negative list': {
    list: 'csrc',
    en: 'The underlying assets are of a kind that the domestic negative list of securitisation forbids.',
    zh: '基础资产存在境内资产证券化业务基础资产负面清单所列的禁止情形。',
  },
  'local government debt': {
    list: 'amac',
    en: 'Assets that add to the debt of local governments.',
    zh: '新增地方政府债务的基础资产。',
  },
  'important payer on the list of dishonest persons': {
    list: 'amac',
    en: 'An important provider of the cash flow (more than 15% of it) is listed as a dishonest person subject to enforcement or sanctions.',
    zh: '重要现金流提供方（占比超过15%）被列入失信被执行人等失信名单。',
  },
  'highly uncertain cash flow': {
    list: 'amac',
    en: 'Assets whose ability to produce cash flow is highly uncertain.',
    zh: '产生现金流的能力具有较大不确定性的资产。',
  },
  'vacant or unfinished real estate': {
    list: 'amac',
    en: 'Real estate that stands empty or is under construction, or claims on it.',
    zh: '空置、在建的不动产及相关权益。',
  },
  'cash only by disposing of the asset': {
    list: 'amac',
    en: 'Assets that bring cash only when they themselves are disposed of.',
    zh: '不能直接产生现金流、仅依托处置资产才能产生现金流的基础资产。',
  },
  'unrelated legal types in one pool': {
    list: 'amac',
    en: 'A pool of assets that differ in legal type and business and have nothing to do with each other.',
    zh: '法律界定及业务形态属于不同类型且缺乏相关性的资产组合。',
  },
  'unlawful asset': {
    list: 'amac',
    en: 'Assets that break laws, regulations or policy.',
    zh: '违反相关法律法规或者政策规定的资产。',
  },
  'looks through to one of these': {
    list: 'amac',
    en: 'Assets whose final investment, looked through, is one of the above.',
    zh: '最终投资标的为上述资产的基础资产。',
  },
};

export const FINDING_WORDS = {
  clear: { en: 'clear', zh: '不存在该情形' },
  adverse: { en: 'ADVERSE', zh: '存在该情形' },
} as const;

export const SIGNER_WORDS = {
  originator: { en: 'filer (originator)', zh: '备案主体（发起机构）' },
  filingAgent: { en: 'filing agent', zh: '备案代理人' },
} as const;
