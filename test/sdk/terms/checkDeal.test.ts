import { expect } from 'chai';
import { checkDeal } from '../../../sdk/terms/checkDeal.ts';
import { type Changes, csvOf, read } from '../tape/tapes.ts';
import { type Change, dealWith } from './wholeDeal.ts';

const abouts = (...changes: Change[]): string[] => checkDeal(dealWith(...changes)).map(({ about }) => about);
const tapeOf = (...outstanding: string[]) =>
  read(csvOf(...outstanding.map((amount, i): Changes => ({ obligor: `D-${i}`, outstanding: amount }))));

describe('what a lawyer would ask of a deal', () => {
  it('is nothing of the sample deal', () => expect(checkDeal(dealWith())).to.deep.equal([]));

  it('is the route, if the originator controls the issuer for more than a year', () => {
    const controlled: Change = ['controlledByOriginator: false', 'controlledByOriginator: true'];
    expect(checkDeal(dealWith(controlled))).to.deep.equal([
      {
        about: 'filing.route',
        text: 'the deal may run 1461 days and the originator controls the issuer: it may be foreign debt, so have the route "ABS" confirmed',
        source: 'NDRC Order 56, in force since 10 February 2023: debt abroad of more than a year',
      },
    ]);
    expect(abouts(controlled, ['route: ABS', 'route: foreign debt'])).to.deep.equal([]);
    const short: Change = ['dates: 36', 'dates: 12'];
    expect(abouts(controlled, short, ['legalFinal: 2030-04-20', 'legalFinal: 2027-04-20'])).to.deep.equal([]);
    expect(abouts(controlled, short, ['legalFinal: 2030-04-20', 'legalFinal: 2027-04-21'])).to.deep.equal([
      'filing.route',
    ]);
  });

  it('is a payer above 15% of the pool, and fewer than ten obligors', async () => {
    const even = Array.from({ length: 10 }, () => '10');
    expect(checkDeal(dealWith(), { tape: await tapeOf(...even) })).to.deep.equal([]);
    const [payer, none] = checkDeal(dealWith(), {
      tape: await tapeOf('15.000001', ...Array.from({ length: 17 }, () => '5')),
    });
    expect(payer?.text).to.equal(
      'obligor D-0 owes 15% of the pool, above 15%: an important payer is screened and disclosed',
    );
    expect(payer?.source).to.include('AMAC');
    expect(none).to.equal(undefined);
    expect(checkDeal(dealWith(), { tape: await tapeOf('15', ...Array.from({ length: 17 }, () => '5')) })).to.deep.equal(
      [],
    );
    const few = checkDeal(dealWith(), { tape: await tapeOf(...Array.from({ length: 9 }, () => '10')) });
    expect(few.map(({ text }) => text)).to.deep.equal([
      '9 obligors, fewer than 10: such a pool needs an exception, strong credit or enhancement',
    ]);
  });

  it('is an export of the data of more than 100,000 persons, of this deal or of all', () => {
    const terms = dealWith();
    expect(checkDeal(terms, { personsExported: 100_000 })).to.deep.equal([]);
    expect(checkDeal(terms, { personsExported: 100_001 }).map(({ text }) => text)).to.deep.equal([
      'data of 100,001 persons leave the mainland this year: a standard contract or a certification is needed',
    ]);
    expect(checkDeal(terms, { personsExported: 1_000_000 })[0]?.text).to.include('a security assessment is needed');
    expect(abouts(['personsExported: 0', 'personsExported: 250_000'])).to.deep.equal(['filing.personsExported']);
  });

  it('is a retention below 5%', () => {
    const [warning] = checkDeal(dealWith(['floor: 5%', 'floor: 4.99%']));
    expect(warning?.text).to.equal(
      '4.99% of the issue is retained, less than 5%: let the originator keep a floor of a class',
    );
    expect(abouts([', retained: { holder: originator, floor: 5% }', ''])).to.deep.equal(['classes.retained']);
  });

  it('is a settlement asset without a licence, if it is known to have none', () => {
    expect(checkDeal(dealWith(), { settlementLicensed: true })).to.deep.equal([]);
    const [warning] = checkDeal(dealWith(), { settlementLicensed: false });
    expect(warning?.about).to.equal('currency.settlement');
    expect(warning?.source).to.equal('Stablecoins Ordinance, Cap. 656, in force since 1 August 2025');
  });

  it('is who else the offer is open to, and notes in renminbi', () => {
    expect(abouts(['[CN, US persons]', '[]'])).to.deep.equal(['offering.closedTo', 'offering.closedTo']);
    expect(abouts(['investors: [professional, institutional]', 'investors: retail'])).to.deep.equal([
      'classes.investors',
    ]);
    expect(abouts(['notes: HKD', 'notes: CNH'])).to.deep.equal(['currency.notes']);
  });
});
