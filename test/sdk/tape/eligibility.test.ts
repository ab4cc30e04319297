import { expect } from 'chai';
import type { EligibilityCriteria } from '../../../sdk/terms/sections/criteria.ts';
import { judge, percent, percentOf } from '../../../sdk/tape/eligibility.ts';
import { type Changes, csvOf, day, read } from './tapes.ts';

const CUT_OFF = day('2026-03-31');

async function reasonsOn(criteria: EligibilityCriteria, ...rows: Changes[]): Promise<string[]> {
  const { receivables } = await read(csvOf(...rows));
  const { reasons } = judge(receivables, { criteria, cutOff: CUT_OFF });
  return reasons.map(({ id, obligor, criterion, reason }) => `${id ?? obligor ?? 'pool'} ${criterion}: ${reason}`);
}

describe('eligibility', () => {
  it('gives every reason of every receivable', async () => {
    const criteria = { performed: true, bill: false, transferable: true, tenor: { least: 1, most: 180 }, overdue: 30 };
    expect(
      await reasonsOn(
        criteria,
        {},
        { performed: 'no', bill: 'yes', transferable: 'no', due: '2026-09-28' },
        { due: '2026-02-28' },
      ),
    ).to.deep.equal([
      'R-2 performed: the obligor may still refuse: not performed',
      'R-2 bill: paid by a bill, which may be endorsed to somebody else',
      'R-2 transferable: may not be assigned',
      'R-2 tenor: due 2026-09-28, in 181 days; 1 to 180 days are eligible',
      'R-3 overdue: 31 days past due; at most 30 days are eligible',
    ]);
  });

  it('takes the ends of each range', async () => {
    const criteria = { tenor: { least: 1, most: 180 }, overdue: 30 };
    expect(
      await reasonsOn(criteria, { due: '2026-04-01' }, { due: '2026-09-27' }, { due: '2026-03-01' }),
    ).to.deep.equal([]);
    expect(await reasonsOn(criteria, { due: '2026-03-31' })).to.deep.equal([
      'R-1 tenor: due 2026-03-31, in 0 days; 1 to 180 days are eligible',
    ]);
  });

  it('can ask for the opposite of each', async () => {
    expect(await reasonsOn({ performed: false, bill: true, transferable: false }, {})).to.deep.equal([
      'R-1 performed: performed; only what is not is eligible',
      'R-1 bill: not paid by a bill; only what is so is eligible',
      'R-1 transferable: may be assigned; only what may not is eligible',
    ]);
  });

  it('measures an obligor by performing and delinquent principal, and takes exactly the limit', async () => {
    const rows = (cents: string): Changes[] => [
      { obligor: 'BIG', outstanding: cents },
      ...Array.from({ length: 19 }, (_, index) => ({ obligor: `D-${index}`, outstanding: '5.00' })),
      // Neither adds to the pool.
      { obligor: 'BIG', status: 'defaulted', outstanding: '900' },
      { obligor: 'BIG', outstanding: '0' },
    ];
    expect(await reasonsOn({ obligor: 50_000_000n }, ...rows('5.00'))).to.deep.equal([]);
    const { receivables } = await read(csvOf(...rows('5.000001')));
    const { reasons, eligible } = judge(receivables, { criteria: { obligor: 50_000_000n }, cutOff: CUT_OFF });
    expect(reasons).to.deep.equal([
      { criterion: 'obligor', obligor: 'BIG', reason: 'more than 5% of the pool; at most 5% is eligible' },
    ]);
    const left = eligible.map(({ obligor }) => obligor);
    expect(left).to.have.length(19);
    expect(left).to.not.include('BIG');
  });

  it('counts obligors that owe something', async () => {
    const rows = [{ obligor: 'A' }, { obligor: 'B' }, { obligor: 'C', outstanding: '0' }];
    expect(await reasonsOn({ obligors: 2 }, ...rows)).to.deep.equal([]);
    expect(await reasonsOn({ obligors: 3 }, ...rows)).to.deep.equal([
      'pool obligors: 2 obligors; at least 3 are asked for',
    ]);
  });

  it('leaves alone what nobody owes any more, and what entered before', async () => {
    const { receivables } = await read(
      csvOf({ outstanding: '0', bill: 'yes' }, { bill: 'yes', entered: '2026-02-28' }, { bill: 'yes' }),
    );
    const judged = judge(receivables, { criteria: { bill: false }, cutOff: CUT_OFF, since: day('2026-03-01') });
    expect(judged.reasons.map(({ id }) => id)).to.deep.equal(['R-3']);
    expect(judged.eligible.map(({ id }) => id)).to.deep.equal(['R-2']);
  });

  it('writes parts in hundredths of a percent, never rounded up', () => {
    expect([percent(50_000_000n), percent(50_199_999n), percentOf(1n, 3n), percentOf(1n, 0n)]).to.deep.equal([
      '5%',
      '5.01%',
      '33.33%',
      '0%',
    ]);
  });
});
