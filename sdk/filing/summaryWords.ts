import type { FilingRoute } from '../terms/sections/filing.ts';
import type { Exemption } from '../terms/sections/offering.ts';
import type { PartyRole } from '../terms/sections/parties.ts';
import type { PoolType } from '../terms/sections/pool.ts';
import type { Words } from './language.ts';

export const SUMMARY_WORDS = {
  title: { en: 'summary of the filing', zh: '备案摘要' },
  intro: {
    en: 'Asset-backed notes issued abroad as tokens, paid from onshore receivables. What counts is the deal file in terms.json and the hashes below; this page tells it in short.',
    zh: '以境内应收款项产生的现金流为偿付支持、在境外发行的资产支持证券代币。以 terms.json 所载条款及下列哈希为准，本页为摘要。',
  },
  what: { en: 'what', zh: '事项' },
  is: { en: 'is', zh: '内容' },
  filing: { en: 'Filing', zh: '备案' },
  route: { en: 'Route', zh: '备案路径' },
  controlled: { en: 'The originator controls the issuer', zh: '发起机构控制发行人' },
  amount: { en: 'Most that may be issued', zh: '备案发行额度' },
  validity: { en: 'Days for which it is good', zh: '备案有效天数' },
  persons: { en: 'Persons whose data leave the mainland in the year', zh: '当年出境个人信息涉及人数' },
  adverse: { en: 'Items of the negative lists that stand against it', zh: '负面清单中存在的情形' },
  none: { en: 'none', zh: '无' },
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  any: { en: 'any', zh: '不限' },
  parties: { en: 'Parties', zh: '参与机构' },
  lei: { en: 'LEI of the issuer', zh: '发行人法人机构识别编码（LEI）' },
  classes: { en: 'Classes, the most senior first', zh: '证券分级（自最优先级起）' },
  class: { en: 'class', zh: '级别' },
  name: { en: 'name', zh: '名称' },
  face: { en: 'face', zh: '面值' },
  coupon: { en: 'coupon a year', zh: '年票面利率' },
  rest: { en: 'what is left', zh: '剩余收益' },
  denomination: { en: 'least holding', zh: '最低持有' },
  lot: { en: 'lot', zh: '递增单位' },
  retained: { en: 'retained', zh: '自持（风险自留）' },
  receivables: { en: 'Receivables', zh: '基础资产' },
  type: { en: 'Type', zh: '类型' },
  cutOff: { en: 'Cut-off day', zh: '基准日' },
  count: { en: 'Number', zh: '笔数' },
  performing: { en: 'Performing', zh: '正常' },
  delinquent: { en: 'Overdue', zh: '逾期' },
  defaulted: { en: 'In default', zh: '违约' },
  rate: { en: 'Contract rate', zh: '约定汇率' },
  offering: { en: 'Offer and dates', zh: '发售与日程' },
  exemption: { en: 'Offered to', zh: '发售对象及豁免依据' },
  opens: { en: 'Opens', zh: '认购开始' },
  closes: { en: 'Closes', zh: '认购截止' },
  settles: { en: 'Settles at the latest', zh: '最晚交收' },
  allotment: { en: 'Allotment', zh: '配售方式' },
  'pro rata': { en: 'pro rata', zh: '按比例' },
  'first come': { en: 'first come, first served', zh: '先到先得' },
  prices: { en: 'Price', zh: '发行价格' },
  dates: { en: 'Payment dates', zh: '支付日' },
  legalFinal: { en: 'Legal final day', zh: '法定到期日' },
  proceeds: { en: 'Use of proceeds', zh: '募集资金用途' },
  purpose: { en: 'purpose', zh: '用途' },
  payee: { en: 'payee', zh: '收款方' },
  cap: { en: 'at most', zh: '上限' },
  reserve: { en: 'accounts of the waterfall', zh: '瀑布账户' },
  hashes: { en: 'Hashes', zh: '哈希' },
  termsHash: { en: 'Terms, as they are filed on chain', zh: '链上备案条款' },
  document: { en: 'Deal file (terms.json)', zh: '条款文件（terms.json）' },
  root: { en: 'Root of the tape', zh: '资产清单默克尔根' },
  chain: { en: 'Chain', zh: '区块链编号' },
  files: {
    en: 'manifest.json names every file of this pack with its keccak256; the keccak256 of manifest.json is the hash of the pack that is signed.',
    zh: 'manifest.json 列明本备案包内每一文件及其 keccak256 哈希；manifest.json 自身的 keccak256 即所签署的备案包哈希。',
  },
} as const satisfies Readonly<Record<string, Words>>;

export const EXEMPTION_WORDS: Readonly<Record<Exemption['kind'], Words>> = {
  'professional investors': { en: 'professional investors only', zh: '仅限专业投资者' },
  persons: { en: 'offerees, at most', zh: '要约对象人数不超过' },
  total: { en: 'in all, at most', zh: '募集总额不超过' },
  each: { en: 'each, at least', zh: '每名投资者认购不低于' },
};

export const ROUTE_WORDS: Readonly<Record<FilingRoute, Words>> = {
  ABS: { en: 'asset-backed, CSRC Announcement [2026] No. 1', zh: '资产支持证券类（中国证监会公告〔2026〕1号）' },
  'foreign debt': { en: 'foreign debt, NDRC and SAFE', zh: '外债类（国家发展改革委、国家外汇局）' },
  'equity-like': { en: 'equity-like, CSRC', zh: '股权类（中国证监会）' },
  other: { en: 'other, CSRC with the departments concerned', zh: '其他形式（中国证监会会同相关部门）' },
};

export const POOL_WORDS: Readonly<Record<PoolType, Words>> = {
  'trade receivables': { en: 'trade receivables', zh: '贸易应收账款' },
  'finance leases': { en: 'finance leases', zh: '融资租赁债权' },
  'revenue right': { en: 'revenue right', zh: '收益权' },
};

export const PARTY_WORDS: Readonly<Record<PartyRole, Words>> = {
  originator: { en: 'Originator, who files', zh: '发起机构（备案主体）' },
  issuer: { en: 'Issuer', zh: '发行人' },
  filingAgent: { en: 'Filing agent', zh: '备案代理人' },
  servicer: { en: 'Servicer', zh: '资产服务机构' },
  verifier: { en: 'Verifier', zh: '核验机构' },
  trustee: { en: 'Trustee', zh: '受托人' },
  transferAgent: { en: 'Transfer agent', zh: '过户登记代理人' },
  backupServicer: { en: 'Backup servicer', zh: '后备资产服务机构' },
  backupVerifier: { en: 'Backup verifier', zh: '后备核验机构' },
  backupTrustee: { en: 'Backup trustee', zh: '后备受托人' },
};
