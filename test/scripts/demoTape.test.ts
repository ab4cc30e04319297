import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { DEMO_TAPE, makeTape } from '../../scripts/demo/tape.ts';
import { judge } from '../../sdk/tape/eligibility.ts';
import { loadTape } from '../../sdk/tape/loadTape.ts';
import { stratify } from '../../sdk/tape/stratify.ts';

const FILE = join(import.meta.dirname, '../../scripts/demo/tape.csv');

describe('the demo’s tape', () => {
  it('is what its script writes', () => {
    expect(makeTape(DEMO_TAPE)).to.equal(readFileSync(FILE, 'utf8'));
  });

  it('meets the demo deal’s criteria with every receivable', async () => {
    const tape = await loadTape(FILE, { cutOff: DEMO_TAPE.cutOff, decimals: 6, currency: 'CNY' });
    const criteria = {
      performed: true,
      bill: false,
      transferable: true,
      tenor: { least: 1, most: 180 },
      overdue: 30,
      obligor: 50_000_000n,
      obligors: 10,
    };
    const { eligible, reasons } = judge(tape.receivables, { criteria, cutOff: tape.cutOff });
    expect(reasons).to.deep.equal([]);
    expect(eligible).to.have.length(DEMO_TAPE.count);
    const { obligors, warnings, byAgeing } = stratify(tape);
    expect({ obligors, warnings }).to.deep.equal({ obligors: DEMO_TAPE.obligors, warnings: [] });
    expect(byAgeing.map(({ name }) => name)).to.deep.equal(['0', '1 to 30']);
  });
});
