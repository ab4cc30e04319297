import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { privateKeyToAddress } from 'viem/accounts';
import { loadInvestors } from '../../sdk/actions/identity/loadInvestors.ts';
import { DEMO, VENUE_ROW, WRONG_ROWS, demoKey, makeInvestors, toCsv } from '../../scripts/demo/investors.ts';

const file = fileURLToPath(new URL('../../scripts/demo/investors.csv', import.meta.url));
const offer = {
  now: DEMO.now,
  closedCountries: DEMO.closedCountries,
  closedToUsPersons: DEMO.closedToUsPersons,
};

describe('the investors of the demo', () => {
  it('are what the generator makes, so run `node scripts/demo/investors.ts` after a change', () => {
    expect(readFileSync(file, 'utf8')).to.equal(toCsv(makeInvestors(DEMO)));
  });

  it('depend on the seed alone', () => {
    expect(makeInvestors({ seed: 1, count: 20 })).to.deep.equal(makeInvestors({ seed: 1, count: 20 }));
    expect(makeInvestors({ seed: 1, count: 20 })).not.to.deep.equal(makeInvestors({ seed: 2, count: 20 }));
  });

  it('are 250, of whom nine are refused, each for a reason of its own', async () => {
    const { investors, refused, notes } = await loadInvestors(file, { ...offer, onProblem: 'skip' });
    expect(investors).to.have.length(241);
    expect(notes).to.deep.equal([]);
    expect(refused.map(({ row }) => row)).to.deep.equal(Object.keys(WRONG_ROWS).map(Number));
    const texts = refused.map(({ problems }) => problems.map(({ field, found }) => `${field}: ${found}`));
    const reasons = [
      /^country: CN: closed to this offer$/,
      /^wallet: "0x[\da-fA-F]{40}" has a wrong checksum$/,
      /^class: "sophisticated" is not a class$/,
      /^wallet: "0x[\da-fA-F]{40}" is in row 12 already$/,
      /^validUntil: 2026-03-01 has passed$/,
      /^reference: "=HYPERLINK\(.*" starts like a formula, which a spreadsheet would run$/,
      /^usPerson: US persons: closed to this offer$/,
      /^country: "XX" is not an ISO 3166-1 code$/,
      /^evidenceDate: the cell is empty$/,
    ];
    expect(texts).to.have.length(reasons.length);
    for (const [index, reason] of reasons.entries()) {
      expect(texts[index]).to.have.length(1);
      expect(texts[index]?.[0]).to.match(reason);
    }
  });

  it('are of several countries and classes, one of them a venue with 37 clients', async () => {
    const { investors } = await loadInvestors(file, { ...offer, onProblem: 'skip' });
    expect(new Set(investors.map(({ country }) => country)).size).to.be.at.least(10);
    expect(new Set(investors.map((investor) => investor.class)).size).to.be.at.least(3);
    const venues = investors.filter((investor) => investor.class === 'venue');
    expect(venues.map(({ row, clients }) => ({ row, clients }))).to.deep.equal([{ row: VENUE_ROW, clients: 37 }]);
  });

  it('have the keys of their wallets derived from seed and row', async () => {
    const { investors } = await loadInvestors(file, { ...offer, onProblem: 'skip' });
    for (const { row = 0, wallet } of [...investors.slice(0, 3), ...investors.slice(-3)]) {
      expect(privateKeyToAddress(demoKey({ seed: DEMO.seed, row }))).to.equal(wallet);
    }
  });
});
