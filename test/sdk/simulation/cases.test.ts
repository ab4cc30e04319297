import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { simulate } from '../../../sdk/simulation/index.ts';
import { compare, dealFile, expectedOf, runCase } from './cases.ts';

/** How many figures each table has, and how far the largest is off, in the smallest unit. */
const CASES = [
  { name: 'sequential', what: '357 months of four classes in sequence', figures: 4_998, largest: 0n },
  { name: 'hyundai-2010-a', what: '15 reports of Hyundai 2010-A', figures: 150, largest: 1n },
  { name: 'world-omni-2012-a', what: '17 reports of World Omni 2012-A', figures: 170, largest: 0n },
  { name: 'revolving', what: '20 months of revolving receivables', figures: 360, largest: 0n },
  { name: 'rounding', what: '12 pro rata splits', figures: 60, largest: 0n },
];

const COUNTS = ['ACT365F', 'ACT360', 'EURO', 'BOND', 'US'];

for (const on of ['engine', 'chain'] as const) {
  describe(`reference tables on the ${on}`, function () {
    this.timeout(300_000);

    for (const { name, what, figures, largest } of CASES) {
      it(`gives ${what}`, async () => {
        const simulation = await runCase(name, on);
        expect(compare(name, simulation)).to.deep.equal({ figures, largest });
        // Not only what the table has: every figure, to the last character.
        if (on === 'chain') expect(simulation.csv).to.equal((await runCase(name, 'engine')).csv);
      });
    }

    it('counts days and rounds interest in five ways', async () => {
      const deal = readFileSync(dealFile('day-counts'), 'utf8');
      for (const row of expectedOf('day-counts')) {
        const [from = '', first = ''] = [row.get('accrualFrom'), row.get('first')];
        const text = deal
          .replace('accrualFrom: 2007-12-28', `accrualFrom: ${from}`)
          .replace('[2008-02-28]', `[${first}]`);
        const { dates } = await simulate({
          deal: { text },
          inputs: { text: `period,date,collections\n1,${first},0\n` },
          units: 'base',
          on,
        });
        for (const count of COUNTS) {
          const accrued = dates[0]?.values.get(`${count}.accrued`);
          expect(accrued?.toString(), `${from} to ${first}, ${count}`).to.equal(row.get(`${count}.accrued`));
        }
      }
    });
  });
}
