import { expect } from 'chai';
import { type Ledger, openingLedger, runDate } from '../../../sdk/engine/ledger.ts';
import { DATES, closeWith, reportOn, tapeOf, withTapes } from './deal.ts';

describe('getLedger', () => {
  it('is what the engine gets from the same inputs, date by date (I7)', async () => {
    const started = await withTapes();
    const { stranger, waterfall, filed, at, pool } = started;
    const opened = await stranger.getLedger({ waterfall });
    expect(opened.nextDate).to.equal(1);
    expect(opened.ledger).to.deep.equal(openingLedger(opened.program));
    let closing: typeof filed = filed;
    for (const [i, seconds] of DATES.slice(0, 2).entries()) {
      await at(seconds);
      const opening = closing.sums;
      closing = (await tapeOf(`${58 - 3 * i}000000`, '14000000')).commitment;
      await closeWith(started, reportOn({ opening, closing, period: i + 1 }));
    }
    await at(DATES[2]! + 5 * 86_400);
    await stranger.closePeriod({ pool, report: 'none' });
    const { program, ledger, nextDate } = await stranger.getLedger({ waterfall });
    expect(nextDate).to.equal(4);
    let expected: Ledger = openingLedger(program);
    for (const { date, deposit, inputs } of await stranger.paymentHistory({ waterfall })) {
      expected = runDate({ program, ledger: expected, period: date, inputs, deposit }).ledger;
    }
    expect(ledger).to.deep.equal(expected);
    expect(ledger.accounts).to.not.deep.equal(opened.ledger.accounts);
  });
});
