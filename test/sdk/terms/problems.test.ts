import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { TermsRejected } from '../../../sdk/errors/terms.ts';
import { loadWaterfall } from '../../../sdk/terms/parseTerms.ts';
import { nearestWord } from '../../../sdk/terms/nearest.ts';
import { aroundOf, dealOf, refusalOf } from './deal.ts';

const EXAMPLE = readFileSync('scripts/demo/deals/example.yaml', 'utf8');

/** What is told of the example when one piece of it is another. */
function toldOf(from: string, to: string): string {
  expect(EXAMPLE).to.include(from);
  return refusalOf(EXAMPLE.replace(from, to)).message;
}

describe('problems of a deal file', () => {
  for (const [from, to, told] of [
    ['pay interest A,', 'pay interest AA,', 'line 36: "AA": expected a class or group of the deal; did you mean "A"?'],
    [
      'pay principal A, B',
      'pay pricipal A, B',
      '"pricipal": expected fee, interest, principal, an amount, or rest; did you mean "principal"?',
    ],
    ['in sequence', 'in turn', '"turn": expected "sequence"'],
    ['classes:  ', 'clases:  ', '"clases": expected a section of a deal file; did you mean "classes"?'],
    ['coupon: 4.00%', 'cupon: 4.00%', '"cupon": expected a key of class A: '],
    ['coupon: 4.00%', 'coupon: 4', '"4": expected a rate, in percent: 4.00%'],
    ['ACT/365F, inte', 'ACT/365, inte', 'did you mean "ACT/365F"?'],
    ['latched: true', 'latched: yes', '"yes": expected true or false'],
    [
      'test: after, waivable: true',
      'latched: true, waivable: true',
      'expected a trigger that is latched or waivable, not both',
    ],
    [
      'previous cumulativeDefaults',
      'prevous cumulativeDefaults',
      '"prevous": expected an amount; did you mean "previous"?',
    ],
    [
      'previous cumulativeDefaults',
      'cumulativeDefaults',
      'these need each other: cumulativeDefaults → cumulativeDefaults',
    ],
    [
      '6% of originalPool',
      '6% of orginalPool',
      '"orginalPool": expected the name of an amount; did you mean "originalPool"?',
    ],
    ['period <= 8', 'pool <= period', 'expected amounts of one kind: this is a count where money is needed'],
    ['150_000 every 12 dates', '150_000 each 12 dates', '"each": expected "every"'],
    ['reserve: { opening', 'reserve: { openning', 'did you mean "opening"?'],
    [
      'supported by reserve then principal',
      'supported by reserve then principal, up to 5',
      'expected from, up to, supported by, in this order and each once',
    ],
    [
      '- keep rest in unspent',
      '- keep rest in unspend',
      '"unspend": expected a bucket or account of the deal; did you mean "unspent"?',
    ],
    ['- keep rest in unspent', '- keep 5 in unspent', '"5": expected "rest"'],
    ['of: openingPool', 'of: openingPol', 'did you mean "openingPool"?'],
    ['98.5%', '98.505%', 'expected a price above 0% with at most two decimals: 98.5%'],
    ['[A, B, SUB]\n', '[A, C, SUB]\n', '"C": expected a class of the deal'],
    ['- book defaulted', '- boook defaulted', '"boook": expected a step: pay, cure, fill,'],
  ] as const) {
    it(`tells "${to.trim()}" with what was expected`, () => {
      expect(toldOf(from, to)).to.include(told);
    });
  }

  it('tells all of them at once, in the order of the file, each once', () => {
    const text = EXAMPLE.replace('coupon: 4.00%', 'cupon: 4.00%')
      .replace('pay interest B', 'pay interest BB')
      .replace('every: month', 'every: mnth');
    const { problems, values } = refusalOf(text);
    expect(problems.map(({ line, word, nearest }) => [line, word, nearest])).to.deep.equal([
      [2, 'mnth', 'month'],
      [4, 'cupon', 'coupon'],
      [38, 'BB', 'B'],
    ]);
    expect(values).to.deep.equal({ file: 'deal.yaml', count: 3 });
  });

  it('names the column of the word', () => {
    const [problem] = refusalOf(EXAMPLE.replace('pay interest B', 'pay interest BB')).problems;
    expect(EXAMPLE.split('\n')[37]?.indexOf('B,')).to.equal((problem?.column ?? 0) - 1);
  });

  for (const [what, sections, told] of [
    [
      'a bucket left open',
      { waterfall: '{ cash: [pay principal A] }' },
      '"cash": expected a last step, not under a "when", that takes the rest of the bucket cash',
    ],
    [
      'a bucket emptied only under a condition',
      { waterfall: '{ cash: [pay principal A, when pool > 1: pay rest to EQ] }' },
      'takes the rest of the bucket cash',
    ],
    [
      'a move into an emptied bucket',
      { accounts: '{ r: {} }', waterfall: '{ cash: [pay principal A, pay rest to EQ, release r] }' },
      '"release r": expected nothing moved into cash after its rest has been taken',
    ],
    [
      'an account never drawn',
      { accounts: '{ r: {} }', waterfall: '{ cash: [fill r to 5, pay principal A, pay rest to EQ] }' },
      '"r": expected a step that takes from the account r',
    ],
    ['a class never paid', { waterfall: '{ cash: [pay rest to EQ] }' }, '"A": expected a step "pay principal A"'],
    [
      'a class that can never be repaid',
      { waterfall: '{ cash: [when pool > 0: pay principal A, pay rest to EQ] }' },
      'class A can never be repaid',
    ],
    [
      'an account that can never be emptied',
      {
        accounts: '{ r: { opening: 5 } }',
        waterfall: '{ cash: [release r above 3, pay principal A, pay rest to EQ] }',
      },
      'what is in account r can never be paid out',
    ],
    [
      'interest that is never paid',
      { classes: '{ A: { face: 1_000, coupon: 4%, dayCount: 30/360 }, EQ: { residual: true } }' },
      'a step "pay interest A"',
    ],
    ['a fee that is never paid', { fees: '{ f: { amount: 3 } }' }, 'a step "pay fee f"'],
    [
      'a step over a cap that there is not',
      {
        fees: '{ f: { amount: 3 } }',
        waterfall: '{ cash: [pay fee f, pay fee f over cap, pay principal A, pay rest to EQ] }',
      },
      'a cap on the fee f',
    ],
    [
      'the same source twice',
      { waterfall: '{ cash: ["pay principal A, supported by cash", pay rest to EQ] }' },
      'sources that differ: cash is one already',
    ],
    [
      'a list that says no bucket',
      { waterfall: '{ other: [pay principal A], cash: [pay rest to EQ] }' },
      'a step with "from BUCKET": this list is not named like a bucket',
    ],
    [
      'a let used before its place',
      { waterfall: '{ cash: [pay x to EQ, let x be pool, pay principal A, pay rest to EQ] }' },
      'this let comes later; what it was is previous x',
    ],
    ['a name twice', { accounts: '{ A: {} }' }, '"A": expected a name that nothing else in the deal has'],
    ['a name of the grammar', { definitions: '{ rest: 5 }' }, '"rest": expected another name'],
    [
      'a face with too many decimals',
      { classes: '{ A: { face: 1.001 }, EQ: { residual: true } }' },
      '"1.001": expected an amount with at most 2 decimals',
    ],
    [
      'an opening above the face',
      { classes: '{ A: { face: 1, opening: 2 }, EQ: { residual: true } }' },
      'an opening balance not above the face',
    ],
    ['money times money', { definitions: '{ x: pool * A }' }, 'expected a product that is money, a count or a rate'],
    ['minus without spaces', { definitions: '{ x: pool-A }' }, 'minus is written with spaces: pool - A'],
    ['a comma inside braces', { definitions: '{ x: max(pool, A) }' }, 'a value with a comma inside { } is quoted'],
    ['a condition as amount', { definitions: '{ x: pool > 3 }' }, 'expected nothing more after'],
    ['a cycle', { definitions: '{ x: y + 1, y: z, z: x }' }, 'these need each other: x → y → z → x'],
    ['a fee as amount', { fees: '{ f: {} }', definitions: '{ x: f + 1 }' }, 'of a fee: fee due f'],
    ['a key twice', { accounts: '{ r: {}, r: {} }' }, 'Map keys must be unique'],
    [
      'deficiency without a ledger',
      { waterfall: '{ cash: [book pool, pay principal A, pay rest to EQ] }' },
      'a section "deficiencyLedgers"',
    ],
    [
      'a coupon without a day count',
      { classes: '{ A: { face: 1, coupon: 4% }, EQ: { residual: true } }' },
      '"A": expected a dayCount beside the coupon',
    ],
    [
      'a schedule that is missing',
      { definitions: '{ x: schedule plan }', schedules: '{ plans: [1] }' },
      'expected a schedule of the deal; did you mean "plans"?',
    ],
    ['no decimals', { decimals: '' }, 'expected a section "decimals"'],
  ] as const) {
    it(`tells ${what}`, () => {
      expect(refusalOf(aroundOf(sections)).message).to.include(told);
    });
  }

  it('accepts the sections that only the whole deal needs, and keeps them', async () => {
    const text = `${EXAMPLE}parties: { issuer: spv }\nname: Pearl River\n`;
    const terms = await loadWaterfall({ text });
    expect(terms.other.map(({ key }) => key.text)).to.deep.equal(['parties', 'name']);
    expect((await loadWaterfall('scripts/demo/deals/example.yaml')).classes).to.have.length(3);
  });

  it('reads quoted and unquoted scalars, block and flow, and comments alike', () => {
    const bytes = (waterfall: string): string => dealOf(aroundOf({ waterfall })).compiled.bytes;
    const flow = bytes('{ cash: [when pool > 3: pay principal A, pay principal A, pay rest to EQ] }');
    expect(
      bytes(
        '\n  cash: # the only one\n    - "when pool > 3: pay principal A"\n    - \'pay principal A\'\n    - pay rest to EQ',
      ),
    ).to.equal(flow);
    expect(
      bytes('\n  cash:\n    - when pool > 3:\n        - pay principal A\n    - pay principal A\n    - pay rest to EQ'),
    ).to.equal(flow);
  });

  it('refuses what is no deal file', () => {
    expect(refusalOf('').message).to.include('"an empty file": expected a deal file');
    expect(refusalOf('- a\n- b').message).to.include('"a list": expected a deal file');
    expect(() => dealOf('a: [')).to.throw(TermsRejected, 'expected YAML');
  });
});

describe('the nearest word', () => {
  it('counts letters changed, added, left out and swapped, and does not guess', () => {
    expect(nearestWord('pricipal', ['interest', 'principal'])).to.equal('principal');
    expect(nearestWord('ot', ['to', 'at'])).to.equal('to');
    expect(nearestWord('xyzzy', ['interest', 'principal'])).to.equal(undefined);
    expect(nearestWord('a', [])).to.equal(undefined);
  });
});
