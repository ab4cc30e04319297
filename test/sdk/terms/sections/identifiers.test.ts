import { expect } from 'chai';
import { isinFlaw, leiFlaw } from '../../../../sdk/terms/sections/identifiers.ts';
import { dealWith, expectOne } from '../wholeDeal.ts';

const AT = 'identifiers:';

describe('identifiers of a deal', () => {
  it('are the LEI of its issuer and the ISIN of its classes', () => {
    expect(dealWith().identifiers).to.deep.equal({ issuerLei: '529900T8BM49AURSDO55', isins: { A: 'HK0000987658' } });
  });

  it('may be left out', () => {
    const line = 'identifiers: { issuerLei: 529900T8BM49AURSDO55, classes: { A: { isin: HK0000987658 } } }';
    expect(dealWith([line, '']).identifiers).to.deep.equal({ isins: {} });
  });

  // In public use: Apple, SAP, AIA; the example of ISO 6166 for Treasury Corporation of Victoria; LEIs of GLEIF and Ubisecure.
  for (const isin of ['US0378331005', 'DE0007164600', 'HK0000069689', 'AU0000XVGZA3']) {
    it(`accept the ISIN ${isin}, and no other check digit after it`, () => {
      const right = Number(isin.slice(-1));
      for (let digit = 0; digit < 10; digit++) {
        const flaw = isinFlaw(`${isin.slice(0, -1)}${digit}`);
        if (digit === right) expect(flaw).to.equal(undefined);
        else expect(flaw).to.include(`it is ${right}`);
      }
    });
  }

  for (const lei of ['506700GE1G29325QX363', '529900T8BM49AURSDO55']) {
    it(`accept the LEI ${lei}, and none with two characters swapped or one changed`, () => {
      expect(leiFlaw(lei)).to.equal(undefined);
      for (let i = 4; i < 17; i++) {
        const swapped = lei.slice(0, i) + lei.charAt(i + 1) + lei.charAt(i) + lei.slice(i + 2);
        // X is 33, so X3 and 3X are the same digits: no check digit can tell.
        if (swapped !== lei && swapped !== '506700GE1G29325Q3X63')
          expect(leiFlaw(swapped), swapped).to.include('check digits fit');
        const changed = lei.slice(0, i) + (lei.charAt(i) === '7' ? '8' : '7') + lei.slice(i + 1);
        expect(leiFlaw(changed), changed).to.include('check digits fit');
      }
    });
  }

  for (const [what, from, to, told] of [
    [
      'an LEI with wrong check digits',
      'DO55',
      'DO54',
      '"529900T8BM49AURSDO54": expected an LEI whose check digits fit: after 529900T8BM49AURSDO they are 55, so one of its characters is wrong',
    ],
    [
      'an LEI that is too short',
      'DO55,',
      '55,',
      '"529900T8BM49AURS55": expected an LEI: 18 capital letters and digits, and two check digits',
    ],
    [
      'an ISIN with a wrong check digit',
      '987658',
      '987652',
      '"HK0000987652": expected an ISIN whose check digit fits: after HK000098765 it is 8, so one of its characters is wrong',
    ],
    [
      'an ISIN in lower case',
      'HK0000987658',
      'hk0000987658',
      '"hk0000987658": expected an ISIN: two capital letters, nine capital letters and digits, and a check digit',
    ],
    [
      'a class that there is not',
      'classes: { A: { isin',
      'classes: { AA: { isin',
      '"AA": expected a class of the deal; did you mean "A"?',
    ],
    [
      'one ISIN for two classes',
      'isin: HK0000987658 }',
      'isin: HK0000987658 }, B: { isin: HK0000987658 }',
      '"B": expected an ISIN of its own: A has the same',
    ],
    ['a code that there is not', 'issuerLei:', 'lei:', '"lei": expected a key of identifiers: issuerLei, classes'],
  ] as const) {
    it(`tell ${what}`, () => expectOne([[from, to]], { at: AT, told }));
  }
});
