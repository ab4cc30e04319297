import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { loadInvestors } from '../../sdk/actions/identity/loadInvestors.ts';
import { loadFiledTape } from '../../sdk/actions/deal/filedTape.ts';
import { makeTapeKeys } from '../../sdk/tape/index.ts';
import { stratify } from '../../sdk/tape/stratify.ts';
import { checkDeal } from '../../sdk/terms/checkDeal.ts';
import { loadTerms } from '../../sdk/terms/parseTerms.ts';
import { HELLO_INVESTORS, HELLO_REFUSED_ROW, makeHelloInvestors } from '../../scripts/demo/helloInvestors.ts';
import { HELLO_TAPE, makeHelloTape } from '../../scripts/demo/helloTape.ts';
import { DEMO, toCsv } from '../../scripts/demo/investors.ts';

describe('the small deal’s files', () => {
  it('are what their seeds give', () => {
    expect(readFileSync('scripts/demo/hello-tape.csv', 'utf8')).to.equal(makeHelloTape(HELLO_TAPE));
    expect(readFileSync('scripts/demo/hello-investors.csv', 'utf8')).to.equal(
      toCsv(makeHelloInvestors(HELLO_INVESTORS)),
    );
  });

  it('have a tape that the deal takes in, and that is worth what the notes raise', async () => {
    const terms = await loadTerms('scripts/demo/hello.yaml');
    const { tape, commitment } = await loadFiledTape(terms, makeTapeKeys());
    const { performing, delinquent, count } = commitment.sums;
    expect(count).to.equal(40);
    const inNotes = ((performing + delinquent) * terms.currency.contractRate) / 10n ** 18n;
    expect(inNotes).to.equal(terms.amount('10,152,282.6684'));
    // At 98.5% of it, within a tenth of a percent of the faces.
    const price = (inNotes * 985n) / 1000n;
    expect(price >= terms.amount('9,990,000') && price <= terms.amount('10,010,000')).to.equal(true);
    expect(checkDeal(terms, { tape })).to.deep.equal([]);
    expect(stratify(tape).warnings).to.deep.equal([]);
  });

  it('have four investors, of whom the deal refuses the one from the mainland', async () => {
    const { investors, refused } = await loadInvestors('scripts/demo/hello-investors.csv', {
      ...{ closedCountries: DEMO.closedCountries, closedToUsPersons: true, now: DEMO.now, onProblem: 'skip' },
    });
    expect(investors).to.have.length(3);
    expect(refused.map(({ row, reference }) => [row, reference])).to.deep.equal([[HELLO_REFUSED_ROW, 'H-3']]);
    expect(refused[0]?.problems.map(({ field }) => field)).to.deep.equal(['country']);
  });
});
