import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type Program, encodeProgram } from '../../../sdk/engine/program.ts';
import { ProgramNotExplained } from '../../../sdk/errors/terms.ts';
import { compileTerms } from '../../../sdk/terms/compileTerms.ts';
import { explain } from '../../../sdk/terms/explain/explain.ts';
import { parseTerms } from '../../../sdk/terms/parseTerms.ts';
import { dealOf } from './deal.ts';
import { randomDeal } from './randomDeals.ts';

const DEALS = 'scripts/demo/deals';
const RANDOM = 300;

/** `face` is worked out by the step before it; `late` is the negation of an amount that changes in between. */
const LETS = `
decimals: 2
schedule: { accrualFrom: 2026-01-01, first: 2026-02-01, every: month, dates: 3 }
classes:
  A: { face: 1_000 }
triggers:
  late: { when: A = 0 }
funds:
  cash: collections
waterfall:
  cash:
    - pay principal A, up to pool + bought
    - let face be pool + bought
    - when late:
        - let turbo be cash
        - pay min(face, turbo) to A
    - pay principal A
    - when not late: pay cash to A
    - pay rest to A
`;

const bytesOf = (text: string) => compileTerms(parseTerms({ text }), { unproven: true }).bytes;

describe('explain', () => {
  for (const file of readdirSync(DEALS)) {
    it(`tells ${file} so that its words give the same bytes, with names and without`, () => {
      const { bytes, program, labels } = dealOf(readFileSync(`${DEALS}/${file}`, 'utf8')).compiled;
      expect(bytesOf(explain(bytes, labels))).to.equal(bytes);
      expect(bytesOf(explain(program))).to.equal(bytes);
    });
  }

  it('uses the words of the deal', () => {
    const { bytes, labels } = dealOf(readFileSync(`${DEALS}/example.yaml`, 'utf8')).compiled;
    const words = explain(bytes, labels);
    for (const line of [
      'reserveTarget: if A + B = 0 or call then 0 else max(0.4% of pool, 200_000)',
      'when: pool + bought + unspent < 104% of A',
      'cap: 150_000 every 12 dates',
      '- pay interest A, supported by reserve then principal',
      '- let turbo be if losses then interest else 0',
      '- buy receivables at 98.5%',
      '- keep rest in unspent',
    ]) {
      expect(words).to.include(line);
    }
  });

  it('has names of its own where there are no labels', () => {
    const { bytes } = dealOf(readFileSync(`${DEALS}/example.yaml`, 'utf8')).compiled;
    const words = explain(bytes);
    expect(words).to.include('value2: previous value2 + defaulted');
    expect(words).to.include('- pay interest class1, supported by account1 then principal');
    expect(words).to.include('- pay fee fee2 over cap');
  });

  it(`gives the bytes of ${RANDOM} random deals again`, function () {
    this.timeout(120_000);
    for (let seed = 1; seed <= RANDOM; seed++) {
      const { bytes, labels } = dealOf(randomDeal(seed), { unproven: true }).compiled;
      expect(bytesOf(explain(bytes, labels)), `seed ${seed}`).to.equal(bytes);
      expect(bytesOf(explain(bytes)), `seed ${seed}, without labels`).to.equal(bytes);
    }
  });

  it('tells a let that an earlier step has worked out, and one under a condition, where they stand', () => {
    const { bytes, labels } = dealOf(LETS, { unproven: true }).compiled;
    const words = explain(bytes, labels);
    expect(bytesOf(words)).to.equal(bytes);
    expect(words).to.include('- pay principal A, up to pool + bought\n    - let face be pool + bought');
    expect(words).to.include('- when late:\n        - let turbo be cash');
    expect(bytesOf(explain(bytes))).to.equal(bytes);
  });

  it('says so where a program was not compiled from a deal file', () => {
    const { program } = dealOf(readFileSync(`${DEALS}/sequential.yaml`, 'utf8')).compiled;
    const [first = expect.fail()] = program.steps;
    const odd: Program = {
      ...program,
      steps: [
        { ...first, op: 'add', d: 0x200, a: 0x192, b: 0x192, mode: 0, mask: 0, c: 0xffff, e: 0xffff },
        ...program.steps,
      ],
      shown: [0x200],
    };
    expect(() => explain(encodeProgram(odd)))
      .to.throw(ProgramNotExplained, 'the cost of what was bought has no word')
      .with.property('name', 'ProgramNotExplained');
  });
});
