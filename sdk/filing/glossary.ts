import type { Words } from './language.ts';

/** A word of the language of deal files, where a line has it, and what it means. */
interface Term extends Words {
  word: string;
  pattern: RegExp;
}

function term(word: string, { pattern, ...words }: Words & { pattern?: RegExp }): Term {
  return { word, pattern: pattern ?? new RegExp(`\\b${word}\\b`), ...words };
}

/** Steps, what they add, and what amounts are made of, in the order in which they are told. */
const TERMS: readonly Term[] = [
  term('pay fee', { en: 'pays what is due of a fee', zh: '支付到期费用' }),
  term('pay interest', { en: 'pays interest due on a class', zh: '支付某级证券的到期利息' }),
  term('pay principal', {
    en: 'repays principal of a class, at most its balance',
    zh: '偿付某级证券的本金，以其未偿余额为限',
  }),
  term('pay rest', { en: 'pays all cash that is left', zh: '支付剩余的全部资金' }),
  term('pay … to', { pattern: /^pay (?!fee|interest|principal|rest)/, en: 'pays an amount', zh: '支付指定金额' }),
  term('in sequence', {
    en: 'the first named is paid in full before the next',
    zh: '按所列顺序依次支付，前者足额后方支付后者',
  }),
  term('pro rata', { en: 'in proportion to what each is due', zh: '按各自应付金额的比例支付' }),
  term('to target', {
    en: 'at most what brings the class down to its target balance',
    zh: '以使该级证券降至目标余额所需金额为限',
  }),
  term('over cap', { en: 'what of a fee was above its cap', zh: '费用中超过上限的部分' }),
  term('supported by', { en: 'what is missing is taken from this account', zh: '不足部分由所列账户补足' }),
  term('up to', { en: 'at most this amount', zh: '以该金额为限' }),
  term('cure deficiency', { en: 'makes good what was written on a deficiency ledger', zh: '弥补亏损账簿中记录的亏损' }),
  term('fill', { en: 'fills an account to an amount', zh: '将账户补足至指定金额' }),
  term('release', {
    en: 'takes from an account what is above an amount, or all of it',
    zh: '释放账户中超过指定金额的部分（未指定的为全部）',
  }),
  term('move', { en: 'moves an amount to an account or to another use', zh: '将指定金额转入账户或者其他用途' }),
  term('keep rest', { en: 'keeps what is left in an account', zh: '将剩余资金留存于账户' }),
  term('buy receivables', {
    en: 'buys new receivables at a price of their face',
    zh: '按面值的一定比例购买新的应收款项（循环购买）',
  }),
  term('book', {
    en: 'writes a loss on the deficiency ledgers, the most junior first',
    zh: '将损失记入亏损账簿，自最次级起',
  }),
  term('write down', { en: 'writes down the balance of a class', zh: '减记某级证券的余额' }),
  term('write up', { en: 'takes back a write-down', zh: '恢复此前减记的余额' }),
  term('capitalise interest', { en: 'adds unpaid interest to principal', zh: '将未付利息计入本金' }),
  term('let', { en: 'gives an amount a name, at this place', zh: '在该步骤为某一金额命名' }),
  term('when', { en: 'only if this holds on the payment date', zh: '仅在该支付日条件成立时执行' }),
  term('if', {
    pattern: /\bif .* then\b/,
    en: 'one amount or another, as a condition holds',
    zh: '视条件是否成立取不同金额',
  }),
  term('previous', { en: 'the value of the payment date before', zh: '上一支付日的数值' }),
  term('opening', { en: 'the balance at the beginning', zh: '期初余额' }),
  term('latched', { en: 'once met, it holds for ever', zh: '一经触发即持续有效' }),
  term('tested after', { en: 'tested when all is paid, and not before', zh: '在全部支付完成后测试' }),
  term('waivable', { en: 'the trustee may waive it for a date', zh: '受托人可就某一支付日豁免' }),
  term('interest on', {
    en: 'an amount at a yearly rate for days of a year',
    zh: '以某一金额为基数，按年利率和计息天数计算的金额',
  }),
  term('period', { en: 'the number of the payment date', zh: '支付日的序号' }),
  term('collections', { en: 'what debtors paid', zh: '债务人的付款（回收款）' }),
  term('interestCollected', { en: 'interest that debtors paid', zh: '收到的利息' }),
  term('principalCollected', { en: 'principal that debtors paid', zh: '收到的本金' }),
  term('recoveries', { en: 'what was recovered from defaulted receivables', zh: '违约资产的回收金额' }),
  term('revenue', { en: 'revenue of the right', zh: '收益权产生的收入' }),
  term('supportGiven', { en: 'what a supporter paid in', zh: '增信方支付的款项' }),
  term('redemptionMoney', { en: 'what was paid in to redeem the notes', zh: '为赎回证券而支付的款项' }),
  term('openingPool', { en: 'principal of the pool at the beginning of the period', zh: '期初资产池未偿本金' }),
  term('pool', { en: 'principal of the pool at the end of the period', zh: '期末资产池未偿本金' }),
  term('bought', { en: 'face of what was bought on this date', zh: '本支付日所购资产的面值' }),
  term('defaulted', { en: 'what went into default', zh: '新增违约金额' }),
  term('diluted', { en: 'what fell away by discounts, returns and set-off', zh: '因折扣、退货或者抵销而减少的金额' }),
  term('losses', { en: 'what was lost for good', zh: '确认的损失' }),
  term('delinquent', { en: 'what is overdue', zh: '逾期金额' }),
  term('offered', { en: 'face of the receivables that may be bought', zh: '可供购买的应收款项面值' }),
  term('expensesDue', { en: 'expenses as reported', zh: '报告所列的应付费用' }),
  term('called', { en: 'the notes are called', zh: '行使赎回权' }),
  term('accelerated', { en: 'the trustee has made everything due', zh: '受托人已宣布加速到期' }),
  term('noReport', { en: 'no report came in time', zh: '未按时提交报告' }),
  term('openingYieldSupplement', { en: 'yield supplement at the beginning of the period', zh: '期初收益补足金额' }),
  term('yieldSupplement', { en: 'yield supplement at the end of the period', zh: '期末收益补足金额' }),
  term('index', { en: 'the reference rate', zh: '参考利率' }),
  term('shortfall', { en: 'cash that was reported and has not arrived', zh: '已报告但尚未到账的资金' }),
  term('fxGain', { en: 'gained against the contract rate', zh: '相对约定汇率的汇兑收益' }),
  term('fxLoss', { en: 'lost against the contract rate', zh: '相对约定汇率的汇兑损失' }),
];

/** The words that these lines use. */
export function glossaryOf(lines: readonly string[]): readonly (Words & { word: string })[] {
  return TERMS.filter(({ pattern }) => lines.some((line) => pattern.test(line)));
}
