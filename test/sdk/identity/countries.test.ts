import { expect } from 'chai';
import { countries, findCountry, nameOfCountry } from '../../../sdk/actions/identity/countries.ts';

describe('countries of ISO 3166-1', () => {
  it('are the 249 assigned ones, each code of each kind once', () => {
    expect(countries).to.have.length(249);
    for (const kind of ['alpha2', 'alpha3', 'numeric'] as const) {
      expect(new Set(countries.map((country) => country[kind])).size, kind).to.equal(249);
    }
  });

  it('have the two letters that Unicode gives to their number', () => {
    for (const { alpha2, numeric } of countries) {
      expect(new Intl.Locale(`und-${String(numeric).padStart(3, '0')}`).region).to.equal(alpha2);
    }
  });

  it('have three letters of the right country, also where they do not follow from the two', () => {
    const three = Object.fromEntries(countries.map(({ alpha2, alpha3 }) => [alpha2, alpha3]));
    const expected = {
      AT: 'AUT',
      AU: 'AUS',
      CH: 'CHE',
      CN: 'CHN',
      DE: 'DEU',
      HK: 'HKG',
      IQ: 'IRQ',
      IR: 'IRN',
      KP: 'PRK',
    };
    expect(three).to.include({
      ...expected,
      KR: 'KOR',
      MO: 'MAC',
      SK: 'SVK',
      SI: 'SVN',
      TW: 'TWN',
      UA: 'UKR',
      VA: 'VAT',
    });
  });

  it('are found by two letters, three letters or number, in any case, with or without leading zeros', () => {
    for (const code of ['HK', 'hkg', 'Hkg', '344', 344, ' HK ']) {
      expect(findCountry(code), String(code)).to.deep.equal({ alpha2: 'HK', alpha3: 'HKG', numeric: 344 });
    }
    for (const code of ['036', '36', 36]) expect(findCountry(code)?.alpha2, String(code)).to.equal('AU');
  });

  it('are not found by user-assigned, reserved or made-up codes', () => {
    for (const code of ['XK', 'UK', 'EU', 'XX', 'ZZZ', '', '0', '000', 0, 999, '1e2', '-344', '3440', 344.5, NaN]) {
      expect(findCountry(code), String(code)).to.equal(undefined);
    }
  });

  it('have a name each', () => {
    expect(nameOfCountry({ alpha2: 'HK', alpha3: 'HKG', numeric: 344 })).to.equal('Hong Kong SAR China');
    for (const country of countries) expect(nameOfCountry(country)).to.match(/^\p{Lu}.{3,}/u);
  });
});
