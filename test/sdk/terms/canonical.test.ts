import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { canonicalTerms, termsHash, writeCanonical } from '../../../sdk/terms/canonical.ts';
import { parseTerms } from '../../../sdk/terms/parseTerms.ts';

const EXAMPLE = readFileSync('scripts/demo/deals/example.yaml', 'utf8');
const hashOf = (text: string): string => termsHash(canonicalTerms(parseTerms({ text })));

describe('the canonical form of terms', () => {
  it('is the same for the same deal written otherwise', () => {
    const otherwise = EXAMPLE.replace('60_000_000', '60000000.00')
      .replace('coupon: 4.00%, dayCount: ACT/365F }', 'dayCount: "ACT/365F", coupon: 4% } # as agreed')
      .replace('previous cumulativeDefaults + defaulted', '(previous cumulativeDefaults) + (defaulted)')
      .replace('roll: following, calendar: [HK, CN]', 'calendar: [CN, HK], roll: following');
    expect(otherwise).not.to.equal(EXAMPLE);
    expect(hashOf(otherwise)).to.equal(hashOf(EXAMPLE));
  });

  for (const [from, to] of [
    ['60_000_000', '60_000_000.000001'],
    ['Senior', 'Junior'],
    ['98.5%', '98.51%'],
    ['  - book defaulted', '  - book diluted'],
    ['3 days before', '4 days before'],
    ['unspent', 'kept'],
  ] as const) {
    it(`is another if "${from}" is "${to}"`, () => {
      expect(hashOf(EXAMPLE.replaceAll(from, to))).not.to.equal(hashOf(EXAMPLE));
    });
  }

  it('has the calendar resolved', () => {
    const { schedule } = canonicalTerms(parseTerms({ text: EXAMPLE }));
    expect(JSON.stringify(schedule)).to.include(
      '{"nominal":"2026-06-20","payment":"2026-06-22","record":"2026-06-19"}',
    );
    expect(JSON.stringify(schedule)).not.to.include('HK');
  });

  it('writes JSON with sorted keys and no spaces', () => {
    expect(writeCanonical({ b: ['x', true], a: { d: '€"\n', c: 'y' }, Z: 'z' })).to.equal(
      '{"Z":"z","a":{"c":"y","d":"€\\"\\n"},"b":["x",true]}',
    );
  });
});
