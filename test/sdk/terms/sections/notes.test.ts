import { expect } from 'chai';
import { parseDay } from '../../../../sdk/terms/days.ts';
import { symbolOf } from '../../../../sdk/terms/sections/notes.ts';
import { type Change, dealWith, expectOne, refusedWith, saying } from '../wholeDeal.ts';

describe('the notes of a class', () => {
  it('have a symbol, a denomination, a lot, holders, and what is retained', () => {
    const [a, , sub] = dealWith().classes;
    expect(a).to.deep.include({
      symbol: 'PRT2026-1-A',
      denomination: 500_000_000_000n,
      lot: 10_000_000_000n,
      investors: ['professional', 'institutional'],
    });
    expect(sub).to.deep.include({ denomination: 0n, lot: 0n, investors: ['professional', 'institutional'] });
    expect(sub?.retained).to.deep.include({ floor: 50_000_000n, amount: 5_000_000_000_000n });
    expect(sub?.retained?.holder.text).to.equal('pearl-river');
  });

  it('have a symbol of their own if the file says so', () => {
    const [a] = dealWith(['A:   { name: Senior, ', 'A:   { symbol: PRTS, name: Senior, ']).classes;
    expect(a?.symbol).to.equal('PRTS');
    expect(symbolOf('Hello', 'A-1')).to.equal('H-A-1');
    expect(symbolOf('', 'SUB')).to.equal('SUB');
  });

  it('may be retained until a day; a floor that is no whole number of units is rounded up', () => {
    const [, , sub] = dealWith(['floor: 5%', 'floor: 5.0000001%, until: 2028-04-20']).classes;
    expect(sub?.retained).to.deep.include({
      floor: 50_000_001n,
      amount: 5_000_000_100_000n,
      until: parseDay('2028-04-20'),
    });
    const face = 'face: 10_000_000, residual: true, retained: { holder: originator, floor: 5% }';
    const odd = dealWith([face, 'face: 9_999_999.999999, residual: true, retained: { holder: originator, floor: 5% }']);
    expect(odd.classes[2]?.retained?.amount).to.equal(5_000_000_000_000n);
  });

  for (const [what, from, to, told] of [
    [
      'a denomination above the face',
      'denomination: 500_000',
      'denomination: 78_010_000',
      '"78_010_000": expected a denomination not above the face of A',
    ],
    [
      'a lot that does not divide the face',
      'denomination: 500_000, lot: 10_000',
      'denomination: 9_000, lot: 9_000',
      '"9_000": expected a lot of which the face of A is a multiple',
    ],
    [
      'an amount below zero',
      'lot: 10_000,',
      'lot: -1,',
      '"-1": expected an amount with at most 6 decimals: 60_000_000',
    ],
    [
      'investors that there are not',
      '[professional, institutional]',
      '[profesional, institutional]',
      '"profesional": expected a kind of investors: retail, professional, institutional, venue; did you mean "professional"?',
    ],
    [
      'nobody who may hold',
      '[professional, institutional]',
      '[]',
      '"a list": expected kinds of investors: retail, professional, institutional, venue',
    ],
    [
      'a symbol in small letters',
      'A:   {',
      'A:   { symbol: prt-a,',
      '"prt-a": expected a symbol of at most 20 capital letters, digits, - and .',
    ],
  ] as const) {
    it(`are refused with ${what}`, () => expectOne([[from, to]], { at: to, told }));
  }

  for (const [what, to, told] of [
    [
      'retained by nobody',
      'retained: { floor: 5% }',
      '"a mapping": expected retained: { holder: who keeps it, floor: 5% }',
    ],
    [
      'retained without a floor',
      'retained: { holder: originator }',
      '"a mapping": expected a "floor": which part of all classes together the holder keeps here, 5%',
    ],
    [
      'a floor that is no part',
      'retained: { holder: originator, floor: 5 }',
      '"5": expected which part of all classes together the holder keeps here: 5%',
    ],
    [
      'a floor above the class',
      'retained: { holder: originator, floor: 10.01% }',
      '"10.01%": expected a floor that this class has room for: of all faces together, kept in this class',
    ],
    [
      'a last day that is none',
      'retained: { holder: originator, floor: 5%, until: forever }',
      '"forever": expected a date that exists, as year, month, day: 2026-05-20',
    ],
  ] as const) {
    it(`are refused with ${what}`, () => {
      expectOne([['retained: { holder: originator, floor: 5% }', to]], { at: to, told });
    });
  }

  it('may not be retained by a party that the deal has not', () => {
    const lines = refusedWith(['  backupTrustee: trust-co-2\n', ''], ['holder: originator', 'holder: backupTrustee']);
    expect(saying(lines)).to.deep.equal([
      '"backupTrustee": expected a party that the deal names: "parties" has no backupTrustee',
    ]);
  });

  it('are as many as the face; a class without one says how many', () => {
    expect(dealWith().classes.map(({ units, face }) => units === face)).to.deep.equal([true, true, true]);
    const line = '  SUB: { name: Subordinated,';
    const left = (units: string): Change => [
      line,
      `  REST: { residual: true${units}, retained: { holder: originator, floor: 0% } }\n${line}`,
    ];
    const room: Change = ['cap: 1_500_000', 'cap: 1_600_000'];
    const terms = dealWith(left(', units: 1_000'), room);
    expect(terms.classes.map(({ name, face, units }) => [name.text, face, units])[2]).to.deep.equal([
      ...['REST', 0n, 1_000_000_000n],
    ]);
    expect(saying(refusedWith(left('')))).to.deep.equal([
      '"REST": expected "units": how many notes there are of a class that has no face',
    ]);
    expect(saying(refusedWith(left(', units: 0')))).to.deep.equal(['"0": expected units above 0']);
    expect(saying(refusedWith(['A:   { name', 'A:   { units: 5, name']))).to.deep.equal([
      '"5": expected no units: those of A are its face',
    ]);
  });

  it('fit what a contract has room for', () => {
    const face = '79_228_162_514_264_337_593_543.950336';
    const lines = saying(
      refusedWith(
        ['face: 78_000_000', `face: ${face}`],
        ['amount: 100_000_000', 'amount: 99_000_000_000_000_000_000_000_000'],
      ),
    );
    expect(lines).to.include('"A": expected a class of less than 2^96 base units');
  });

  it('are refused if a lot does not divide the denomination', () => {
    expect(saying(refusedWith(['lot: 10_000,', 'lot: 300_000,']))).to.deep.equal([
      '"300_000": expected a lot of which the denomination is a multiple',
    ]);
  });
});
