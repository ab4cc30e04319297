import { expect } from 'chai';
import { type Stratum, stratify } from '../../../sdk/tape/stratify.ts';
import { csvOf, read } from './tapes.ts';

const TAPE = csvOf(
  { obligor: 'A', outstanding: '100', due: '2026-04-10', rate: '4%', region: 'North' },
  { obligor: 'A', outstanding: '300', due: '2026-05-30', rate: '8%', region: 'South' },
  { obligor: 'B', outstanding: '100', due: '2026-03-21', rate: '0%', region: 'South' },
  { obligor: 'C', outstanding: '500', due: '2025-10-01', rate: '1%', type: 'finance lease', status: 'defaulted' },
  { obligor: 'D', outstanding: '0', due: '2026-03-01', rate: '9%' },
);

const told = (strata: Stratum[]): unknown[] =>
  strata.map(({ name, count, outstanding, share }) => [name, count, outstanding / 1_000_000n, share / 10_000_000n]);

describe('stratify', () => {
  it('cuts what is open by type, region, ageing, tenor and obligor', async () => {
    const cuts = stratify(await read(TAPE));
    expect(told([cuts.total])).to.deep.equal([['all', 4, 1_000n, 100n]]);
    expect(cuts.obligors).to.equal(3);
    expect(told(cuts.byType)).to.deep.equal([
      ['trade receivable', 3, 500n, 50n],
      ['finance lease', 1, 500n, 50n],
    ]);
    expect(told(cuts.byRegion)).to.deep.equal([
      ['not told', 1, 500n, 50n],
      ['South', 2, 400n, 40n],
      ['North', 1, 100n, 10n],
    ]);
    expect(told(cuts.byAgeing)).to.deep.equal([
      ['0', 2, 400n, 40n],
      ['1 to 30', 1, 100n, 10n],
      ['more than 180', 1, 500n, 50n],
    ]);
    expect(told(cuts.byTenor)).to.deep.equal([
      ['late', 2, 600n, 60n],
      ['0 to 30', 1, 100n, 10n],
      ['31 to 60', 1, 300n, 30n],
    ]);
    expect(told(cuts.byObligor)).to.deep.equal([
      ['C', 1, 500n, 50n],
      ['A', 2, 400n, 40n],
      ['B', 1, 100n, 10n],
    ]);
  });

  it('weights averages by what is outstanding', async () => {
    const { total, byObligor } = stratify(await read(TAPE));
    // (100 × 4% + 300 × 8% + 500 × 1%) / 1,000; (100 × 10 + 300 × 60) / 1,000; (100 × 10 + 500 × 181) / 1,000.
    expect(total.averages).to.deep.equal({ rate: 33_000_000n, remainingTenor: 1_900n, daysPastDue: 9_150n });
    // (100 × 4% + 300 × 8%) / 400 = 7%; (1,000 + 18,000) / 400 = 47.5 days.
    expect(byObligor[1]?.averages).to.deep.equal({ rate: 70_000_000n, remainingTenor: 4_750n, daysPastDue: 0n });
  });

  it('gathers the obligors after the largest in one line', async () => {
    const { byObligor } = stratify(await read(TAPE), { largest: 1 });
    expect(told(byObligor)).to.deep.equal([
      ['C', 1, 500n, 50n],
      ['2 others', 3, 500n, 50n],
    ]);
  });

  it('warns of one payer above 15%, of few obligors and of one region', async () => {
    const { warnings } = stratify(await read(TAPE.replace('North', 'South').replace('500', '100')));
    expect(warnings).to.deep.equal([
      'obligor A owes 80% of the pool: above 15% a payer is disclosed',
      'obligor B owes 20% of the pool: above 15% a payer is disclosed',
      '3 obligors: fewer than 10 is not a spread pool',
      'region South has 83.33% of the outstanding principal: more than half',
    ]);
    const spread = csvOf(
      ...Array.from({ length: 10 }, (_, index) => ({ obligor: `D-${index}`, region: `${index % 3}` })),
    );
    expect(stratify(await read(spread)).warnings).to.deep.equal([]);
  });

  it('has averages of nothing where nothing is owed', async () => {
    const { total, byObligor } = stratify(await read(csvOf({ outstanding: '0' })));
    expect(total).to.deep.include({ count: 0, outstanding: 0n, share: 0n });
    expect(total.averages).to.deep.equal({ rate: 0n, remainingTenor: 0n, daysPastDue: 0n });
    expect(byObligor).to.deep.equal([]);
  });
});
