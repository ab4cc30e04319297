import { expect } from 'chai';
import { type Change, DEAL, dealWith, expectOne, refusedWith, saying } from '../wholeDeal.ts';

const at = (text: string): number => Date.parse(text) / 1000;
const CLOSES = 'closes: 2026-04-17 18:00 Asia/Hong_Kong';

describe('the offering of a deal', () => {
  it('has moments, prices, minimums and those it is closed to', () => {
    expect(dealWith(['minimum: { A: 60_000_000 }', 'minimum: { A: 60_000_000, B: 0 }']).offering).to.deep.equal({
      exemption: { kind: 'professional investors' },
      opens: at('2026-04-06T00:00Z'),
      closes: at('2026-04-17T10:00Z'),
      settleBy: at('2026-04-27T10:00Z'),
      allotment: 'pro rata',
      price: { A: 1_000_000_000n, B: 1_000_000_000n },
      minimum: { A: 60_000_000_000_000n, B: 0n },
      closedTo: { countries: [156], usPersons: true },
    });
  });

  it('takes subscriptions through the last day, if that has no time', () => {
    const { offering } = dealWith([CLOSES, 'closes: 2026-04-17\n  settleBy: 2026-04-20']);
    expect(offering.closes).to.equal(at('2026-04-18T00:00Z'));
    expect(offering.settleBy).to.equal(at('2026-04-21T00:00Z'));
  });

  it('has exact prices, and may allot first come', () => {
    const { offering } = dealWith(
      ['price: { A: 100%, B: 100% }', 'price: { A: 100.0000001%, B: 101.25% }'],
      ['allotment: pro rata', 'allotment: first come'],
      ['cap: 1_500_000', 'cap: 2_000_000'],
    );
    expect(offering.price).to.deep.equal({ A: 1_000_000_001n, B: 1_012_500_000n });
    expect(offering.allotment).to.equal('first come');
  });

  it('is closed to the mainland and US persons if it does not say, and to nobody if it says so', () => {
    const line = '  closedTo: [CN, US persons]\n';
    expect(dealWith([line, '']).offering.closedTo).to.deep.equal({ countries: [156], usPersons: true });
    expect(dealWith([line, '  closedTo: []\n']).offering.closedTo).to.deep.equal({ countries: [], usPersons: false });
    expect(dealWith(['[CN, US persons]', '[KP, IR, CN]']).offering.closedTo.countries).to.deep.equal([156, 364, 408]);
  });

  for (const [text, exemption] of [
    ['at most 50 persons', { kind: 'persons', most: 50 }],
    ['at most 95_000_000.5 in all', { kind: 'total', most: 95_000_000_500_000n }],
    ['at least 500_000 each', { kind: 'each', least: 500_000_000_000n }],
  ] as const) {
    it(`may rest on "${text}"`, () => {
      const { offering } = dealWith(['exemption: professional investors', `exemption: ${text}`]);
      expect(offering.exemption).to.deep.equal(exemption);
    });
  }

  const exemptions = 'professional investors, at most 50 persons, at most 5_000_000 in all, or at least 500_000 each';
  for (const [from, to, told] of [
    [
      'exemption: professional investors',
      'exemption: profesional investors',
      `"profesional investors": expected ${exemptions}; did you mean "professional investors"?`,
    ],
    [
      'exemption: professional investors',
      'exemption: at most 0 persons',
      `"at most 0 persons": expected ${exemptions}`,
    ],
    [
      'opens: 2026-04-06',
      'opens: 2026-04-31',
      '"2026-04-31": expected a date that exists, as year, month, day: 2026-05-20',
    ],
    [
      'opens: 2026-04-06',
      'opens: 2026-04-06 09:00',
      '"2026-04-06 09:00": expected the day from which subscriptions are taken: 2026-04-06, or with a time: 2026-04-17 18:00 Asia/Hong_Kong',
    ],
    [CLOSES, 'closes: 2026-04-17 25:00 UTC', '"2026-04-17 25:00 UTC": expected a time of day from 00:00 to 23:59'],
    [
      CLOSES,
      'closes: 2026-04-17 18:00 Asia/HongKong',
      '"Asia/HongKong": expected a time zone: UTC, Asia/Hong_Kong; did you mean "Asia/Hong_Kong"?',
    ],
    [CLOSES, 'closes: 2026-04-05', '"2026-04-05": expected a close after the offering opens'],
    [CLOSES, `${CLOSES}\n  settleBy: 2026-04-16`, '"2026-04-16": expected a day after the offering closes'],
    [
      CLOSES,
      `${CLOSES}\n  settleBy: 2026-05-19`,
      '"settled by 2026-05-20 00:00 UTC": expected an offering that is settled before the first record date, 2026-05-19 10:00 UTC',
    ],
    ['price: { A: 100%', 'price: { A: 100', '"100": expected a price in percent of the face: 99.5%'],
    ['price: { A: 100%', 'price: { A: 99.12345678%', '"99.12345678%": expected a price in percent of the face: 99.5%'],
    [
      'price: { A: 100%',
      'price: { AA: 100%',
      '"AA": expected a class that is sold, not retained: A, B; did you mean "A"?',
    ],
    [
      'minimum: { A: 60_000_000',
      'minimum: { A: 78_000_000.000001',
      '"78_000_000.000001": expected a minimum not above the face of A',
    ],
    [
      'minimum: { A: 60_000_000',
      'minimum: { A: most',
      '"most": expected an amount with at most 6 decimals: 60_000_000',
    ],
    [
      'allotment: pro rata',
      'allotment: pro-rata',
      '"pro-rata": expected pro rata or first come; did you mean "pro rata"?',
    ],
    [
      '[CN, US persons]',
      '[China, US persons]',
      '"China": expected a country by its two capital letters (CN), or "US persons"',
    ],
    ['[CN, US persons]', '[UK, CN]', '"UK": expected a country by its two capital letters (CN), or "US persons"'],
    [
      '[CN, US persons]',
      '[CN, US person]',
      '"US person": expected a country by its two capital letters (CN), or "US persons"; did you mean "US persons"?',
    ],
  ] as const) {
    it(`is refused with "${to.split('\n').at(-1)?.trim()}"`, () => {
      expectOne([[from, to]], { at: to.split('\n').at(-1)?.trim() ?? '', told });
    });
  }

  it('is refused if it opens after interest accrues, or sells for nothing', () => {
    expect(saying(refusedWith(['accrualFrom: 2026-04-20', 'accrualFrom: 2026-04-05']))).to.deep.equal([
      '"2026-04-05": expected a day from which interest accrues that is not before the offering opens, 2026-04-06 00:00 UTC',
    ]);
    expect(saying(refusedWith(['price: { A: 100%', 'price: { A: 0%']))).to.deep.equal([
      '"0%": expected a price above 0% and at most 1000%',
    ]);
  });

  it('does not sell what is retained: it is given whole to its holder, in kind', () => {
    expect(saying(refusedWith(['price: { A: 100%', 'price: { SUB: 100%']))).to.deep.equal([
      '"SUB": expected a class that is sold, not retained: A, B',
    ]);
  });

  it('settles before the first record date, not on it', () => {
    const at = (time: string): Change => [CLOSES, `${CLOSES}\n  settleBy: 2026-05-19 ${time} UTC`];
    expect(dealWith(at('09:59')).offering.settleBy).to.equal(Date.parse('2026-05-19T09:59Z') / 1000);
    expect(saying(refusedWith(at('10:00')))).to.deep.equal([
      '"settled by 2026-05-19 10:00 UTC": expected an offering that is settled before the first record date, 2026-05-19 10:00 UTC',
    ]);
  });

  it('keeps the limit of its exemption', () => {
    const under = (text: string): Change => ['exemption: professional investors', `exemption: ${text}`];
    expect(dealWith(under('at most 90_000_000 in all')).offering.exemption).to.have.property(
      'most',
      90_000_000_000_000n,
    );
    expect(saying(refusedWith(under('at most 89_999_999 in all')))).to.deep.equal([
      '"at most 89_999_999 in all": expected an exemption for the 90,000,000 that the classes raise',
    ]);
    expect(saying(refusedWith(under('at least 500_001 each')))).to.deep.equal([
      '"A": expected a denomination of which the price is at least 500,001, as the exemption asks',
      '"B": expected a denomination of which the price is at least 500,001, as the exemption asks',
    ]);
  });

  it('sells something', () => {
    const kept = ', retained: { holder: originator, floor: 1% }, investors: [professional, institutional] }';
    const [a, b] = ['A', 'B'].map((name): Change => {
      const line = DEAL.split('\n').find((one) => one.startsWith(`  ${name}:   {`)) ?? '';
      return [line, line.replace(', investors: [professional, institutional] }', kept)];
    });
    const lines = saying(
      refusedWith(
        a as Change,
        b as Change,
        ['  price: { A: 100%, B: 100% }\n  minimum: { A: 60_000_000 }\n', ''],
        ['cap: 98_000_000', 'cap: 100_000_000'],
      ),
    );
    expect(lines).to.deep.equal(['"offering": expected a class that is sold: all of them are retained']);
  });

  it('needs exemption, opening and close', () => {
    expect(refusedWith(['offering:', 'offerings:'])[0]).to.equal(
      'deal.yaml line 1: "the file": expected a section "offering" with exemption, opens, closes',
    );
    expect(saying(refusedWith(['  opens: 2026-04-06\n', '']))).to.deep.equal([
      '"offering": expected "opens": the day from which subscriptions are taken',
    ]);
  });
});
