import { expect } from 'chai';
import { AmountOfAnotherUnit, AmountUnreadable, formatAmount, parseAmount } from '../../sdk/index.ts';
import { unitsIn } from '../../sdk/money/amount.ts';

const A = { decimals: 6, symbol: 'A' };

describe('amounts', () => {
  for (const [text, units] of [
    ['1,000.50', 1_000_500_000n],
    ['1000.5', 1_000_500_000n],
    ['0', 0n],
    [' 12 ', 12_000_000n],
    ['0.000001', 1n],
    ['1,234,567.000001', 1_234_567_000_001n],
    ['79228162514264337593543.950335', 79_228_162_514_264_337_593_543_950_335n],
  ] as const) {
    it(`reads "${text}" exactly`, () => {
      expect(parseAmount(text, A)).to.deep.equal({ units, ...A });
    });
  }

  for (const text of ['', '1,00', '1,0000', ',100', '1.', '.5', '-1', '1e3', '1.0000001', '1 000', '0x10', '１']) {
    it(`refuses "${text}"`, () => {
      expect(() => parseAmount(text, A))
        .to.throw(AmountUnreadable, `"${text}" is not an amount.`)
        .with.property('values')
        .that.deep.equals({ text, decimals: 6 });
    });
  }

  for (const [units, decimals, text] of [
    [0n, 6, '0'],
    [1n, 6, '0.000001'],
    [1_000_500_000n, 6, '1,000.50'],
    [1_000_000_000n, 6, '1,000'],
    [-1_234_500_000n, 6, '-1,234.50'],
    [1_234_567n, 0, '1,234,567'],
    [15n, 1, '1.5'],
  ] as const) {
    it(`writes ${units} with ${decimals} decimals as ${text}`, () => {
      expect(formatAmount({ units, decimals, symbol: 'A' })).to.equal(text);
    });
  }

  it('reads back what it writes', () => {
    for (let units = 1n; units < 10n ** 30n; units = units * 7n + 3n) {
      expect(parseAmount(formatAmount({ units, ...A }), A).units).to.equal(units);
    }
  });

  it('refuses an amount of something else', () => {
    const amount = parseAmount('5', { decimals: 2, symbol: 'HKD' });
    expect(() => unitsIn(amount, A))
      .to.throw(AmountOfAnotherUnit, 'HKD with 2 decimals')
      .with.property('values')
      .that.deep.equals({ given: { decimals: 2, symbol: 'HKD' }, expected: A });
  });
});
