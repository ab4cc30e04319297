import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { AmountUnreadable } from '../../../sdk/errors/money.ts';
import { compileTerms } from '../../../sdk/terms/compileTerms.ts';
import type { Terms } from '../../../sdk/terms/terms.ts';
import { loadTerms, loadWaterfall, parseDeal, parseTerms } from '../../../sdk/terms/parseTerms.ts';
import { resolveParties } from '../../../sdk/terms/resolveParties.ts';
import { writeCanonical } from '../../../sdk/terms/canonical.ts';
import { aroundOf, dealOf } from './deal.ts';
import { type Change, DEAL, NAMES, dealWith, linesOf, refusedWith, saying, textWith } from './wholeDeal.ts';

const HELLO = 'scripts/demo/hello.yaml';

describe('a whole deal file', () => {
  it('is read, compiled and of one piece', async () => {
    const terms = await loadTerms('scripts/demo/deal.yaml');
    expect(terms.name).to.equal('Pearl River Trade 2026-1');
    expect(terms.program.classes).to.have.length(3);
    expect(terms.program.dates).to.have.length(36);
    expect(terms.bytes).to.equal(compileTerms(parseTerms({ text: DEAL })).bytes);
    expect(terms.labels.triggers.map(({ name }) => name)).to.include.members(['default', 'revolving', 'unpaid']);
  });

  it('can be as small as hello.yaml', async () => {
    const terms = await loadTerms(HELLO);
    expect(terms.classes.map(({ name, face }) => [name.text, face])).to.deep.equal([
      ['A', 9_000_000_000_000n],
      ['SUB', 1_000_000_000_000n],
    ]);
    expect(terms.periods).to.have.length(3);
    expect(terms.periods.map(({ number }) => number)).to.deep.equal([1, 2, 3]);
    expect(readFileSync(HELLO, 'utf8').split('\n').length).to.be.lessThan(45);
  });

  it('reads amounts in its own units', () => {
    const terms = dealWith();
    expect(terms.amount('9,000,000')).to.equal(9_000_000_000_000n);
    expect(terms.amount('0.000001')).to.equal(1n);
    expect(() => terms.amount('nine')).to.throw(AmountUnreadable);
  });

  it('also passes where a waterfall alone is asked for', () => {
    const waterfall: Terms = dealWith();
    expect(compileTerms(waterfall).bytes).to.equal(dealWith().bytes);
  });

  it('is refused with every line that is wrong, in all sections, at once', () => {
    const lines = refusedWith(
      ['route: ABS', 'route: ABX'],
      ['notes: HKD', 'notes: hkd'],
      ['pay interest B', 'pay interest C'],
      ['every: month', 'every: mouth'],
      ['sluice: 1', 'sluice: 2'],
      ['policyDelay: 2 days', 'policyDelay: none'],
    );
    expect(lines.map((line) => /line (\d+): "([^"]*)"/.exec(line)?.slice(1, 3))).to.deep.equal([
      ['4', '2'],
      ['20', 'ABX'],
      ['26', 'hkd'],
      ['51', 'mouth'],
      ['89', 'C'],
      ['101', 'none'],
    ]);
  });

  it('needs every section that a deal that is issued rests on', () => {
    const lines = linesOf(() => parseDeal({ text: aroundOf({}) }));
    const told = lines.map((line) => /"the file": expected (?:a section |a )?("[^"]+")/.exec(line)?.[1]);
    expect(told).to.include.members([
      ...['"sluice: 1"', '"name"', '"filing"', '"currency"', '"pool"', '"offering"', '"proceeds"'],
    ]);
    expect(lines.filter((line) => line.includes('expected a party "'))).to.have.length(7);
  });

  it('has a name of its own, and a version that is known', () => {
    expect(saying(refusedWith(['sluice: 1', 'sluice: 2']))).to.deep.equal([
      '"2": expected the version of the deal file, which is 1',
    ]);
    const long = 'N'.repeat(101);
    expect(saying(refusedWith(['name: Pearl River Trade 2026-1', `name: ${long}`]))).to.deep.equal([
      `"${long}": expected what the deal is called, in at most 100 characters`,
    ]);
    expect(refusedWith(['sluice: 1\nname: Pearl River Trade 2026-1\n', ''])).to.deep.equal([
      'deal.yaml line 1: "the file": expected "sluice: 1": the version of the deal file',
      'deal.yaml line 1: "the file": expected a "name": what the deal is called',
    ]);
  });
});

describe('the waterfall of the sample deal', () => {
  const MILLION = 1_000_000_000_000n;
  const month = (defaulted: bigint, offered = 40n * MILLION) => ({
    ...{ openingPool: 99n * MILLION, pool: 60n * MILLION, collections: 38n * MILLION },
    ...{ defaulted, offered, expensesDue: MILLION / 50n },
  });

  it('buys receivables with what is left after fees and interest', () => {
    const deal = dealOf(DEAL).run(month(0n));
    expect(deal.value('revolving')).to.equal(1n);
    expect(deal.class('A', 'principalPaid')).to.equal(0n);
    // 78,000,000 × 4.20% × 30 / 365
    expect(deal.class('A', 'interestPaid')).to.equal(269_260_273_972n);
    expect(deal.fee('trustee', 'paid')).to.equal(12_500_000_000n);
    expect(deal.account('reserve')).to.equal(MILLION / 2n);
    // What is too little for a unit of face.
    expect(deal.account('unspent') <= 1n).to.equal(true);
  });

  it('goes on at a three-month average of exactly 5.00%, and stops for good above it', () => {
    // 2 of 40 million are 5.00%, 2.001 of 40.001 are 5.0023%.
    const [even, more] = [month(2n * MILLION), month(2n * MILLION + MILLION / 1000n)];
    const deal = dealOf(DEAL).run(even).run(even).run(even);
    const state = () => ['threeMonths', 'default', 'revolving'].map((name) => deal.value(name));
    expect(state()).to.deep.equal([150_000n, 0n, 1n]);
    deal.run(more);
    expect(state()).to.deep.equal([150_023n, 1n, 0n]);
    expect(deal.class('A', 'principalPaid') > 37n * MILLION).to.equal(true);
    expect(deal.class('B', 'principalPaid')).to.equal(0n);
    expect(deal.run(month(0n)).value('revolving')).to.equal(0n);
  });

  it('repays in sequence and leaves the rest, with the reserve, to the residual', () => {
    const deal = dealOf(DEAL);
    for (let i = 0; i < 12; i++) deal.run(month(0n));
    for (let i = 0; i < 3; i++) deal.run(month(0n, 0n));
    expect(['A', 'B', 'SUB'].map((name) => deal.class(name))).to.deep.equal([0n, 0n, 0n]);
    expect([deal.account('reserve'), deal.account('unspent')]).to.deep.equal([MILLION / 2n, 0n]);
    // With A and B repaid nothing needs the reserve any more.
    deal.run({});
    expect(deal.account('reserve')).to.equal(0n);
    expect(deal.class('SUB', 'residualPaid') > (MILLION * 4n) / 10n).to.equal(true);
  });
});

describe('a study of a waterfall', () => {
  it('may leave all out that only a deal needs', () => {
    const terms = parseTerms({ text: aroundOf({}) });
    expect(terms).to.deep.include({ currency: {}, pool: { eligible: {}, forecast: [] } });
  });

  it('has what else its file says', async () => {
    const terms = await loadWaterfall('scripts/demo/deal.yaml');
    expect(terms.name).to.equal('Pearl River Trade 2026-1');
    expect(terms.currency.contractRate).to.equal(1_080_000_000_000_000_000n);
    expect(terms.pool.tape).to.equal('tape.csv');
  });

  it('is told what is wrong with sections that it need not have', () => {
    expect(linesOf(() => parseTerms({ text: aroundOf({ filing: '{ route: ABC }' }) }))).to.deep.equal([
      'deal.yaml line 6: "ABC": expected ABS, foreign debt, equity-like or other; did you mean "ABS"?',
    ]);
  });
});

describe('the canonical form of a whole deal', () => {
  const hashWith = (...changes: Change[]): string => resolveParties(dealWith(...changes), NAMES).hash;
  const hash = hashWith();

  it('is the same for the same deal written otherwise', () => {
    const otherwise = hashWith(
      ['cap: 98_000_000', 'cap: 98000000.0'],
      ['band: 500 bp', 'band: 500bp'],
      ['contractRate: 1.0800', 'contractRate: 1.08'],
      ['closedTo: [CN, US persons]', 'closedTo: [US persons, CN]'],
      ['ceiling: 0%', 'ceiling: 0.00%'],
      ['trustee: trust-co\n  backupTrustee: trust-co-2', 'backupTrustee: trust-co-2\n  trustee: trust-co'],
      ['policyDelay: 2 days', ''],
    );
    expect(otherwise).to.equal(hash);
  });

  it('does not hold where files lie: they are filed by their own hashes', () => {
    expect(hashWith(['tape: tape.csv', 'tape: other.csv'], ['documents: documents/', 'documents: docs/'])).to.equal(
      hash,
    );
    expect(hashWith(['attestations: attestations.yaml', 'attestations: signed.yaml'])).to.equal(hash);
  });

  for (const [from, to] of [
    ['name: Pearl River Trade 2026-1', 'name: Pearl River Trade 2026-2'],
    ['issuer: spv', 'issuer: registry-co'],
    ['  backupVerifier: second-audit\n', ''],
    ['costs: spv', 'costs: counsel'],
    ['DO55, classes: { A: {', 'DO55, classes: { B: {'],
    ['route: ABS', 'route: other'],
    ['controlledByOriginator: false', 'controlledByOriginator: true'],
    ['amount: 100_000_000', 'amount: 100_000_000.000001'],
    ['personsExported: 0', 'personsExported: 1'],
    ['settlement: HKDX', 'settlement: tax-agent'],
    ['contractRate: 1.0800', 'contractRate: 1.080000000000000001'],
    ['"HKMA fixing 11:30"', '"HKMA fixing 16:00"'],
    ['band: 500 bp', 'band: 501 bp'],
    ['cutOff: 2026-03-31', 'cutOff: 2026-03-30'],
    ['defaultAfter: 90 days', 'defaultAfter: 91 days'],
    ['cure: 30 days', 'cure: 31 days'],
    ['tenor: 1..180 days', 'tenor: 1..181 days'],
    ['obligor: at most 5%', 'obligor: at most 5.0000001%'],
    ['denomination: 500_000', 'denomination: 1_000_000'],
    ['lot: 10_000', 'lot: 20_000'],
    ['investors: [professional, institutional]', 'investors: [institutional]'],
    ['floor: 5%', 'floor: 6%'],
    ['A:   { name', 'A:   { symbol: PRT, name'],
    ['exemption: professional investors', 'exemption: at most 50 persons'],
    ['18:00 Asia/Hong_Kong\n', '18:01 Asia/Hong_Kong\n'],
    ['B: 100%', 'B: 100.5%'],
    ['minimum: { A: 60_000_000 }', 'minimum: { A: 60_000_000, B: 1 }'],
    ['allotment: pro rata', 'allotment: first come'],
    ['[CN, US persons]', '[CN, KP, US persons]'],
    ['purpose: costs of the issue', 'purpose: costs'],
    ['cap: 1_500_000', 'cap: 1_600_000'],
    ['legalFinal: 2030-04-20', 'legalFinal: 2030-04-21'],
    ['5 business days before', '4 business days before'],
    ['grace: 5 days', 'grace: 6 days'],
    ['holdHours: 48', 'holdHours: 47'],
    ['longStop: 60 days', 'longStop: 61 days'],
    ['succession: 10 days', 'succession: 11 days'],
    ['300_000 every 12 dates, payee: costs', '300_000 every 12 dates, payee: counsel'],
    ['insolvency of the issuer', 'insolvency of the servicer'],
    ['cleanUp: pool at most 10%', 'cleanUp: pool at most 9%'],
    ['tax: { notice: 30 days }', 'tax: { notice: 31 days }'],
    ['ceiling: 0%', 'ceiling: 1%'],
    ['material: 2 days', 'material: 1 day'],
    ['policyDelay: 2 days', 'policyDelay: 3 days'],
    ['buy receivables at 98.5%', 'buy receivables at 98.49%'],
  ] as const) {
    it(`is another with "${to.trim() === '' ? 'nothing' : to.trim()}" for "${from.trim()}"`, () => {
      const more: Change[] = to === 'B: 100.5%' ? [['cap: 1_500_000', 'cap: 1_560_000']] : [];
      const base = more.length > 0 ? hashWith(...more) : hash;
      expect(hashWith([from, to], ...more)).not.to.equal(base);
    });
  }

  it('is another if a name is another address', () => {
    const names = { ...NAMES, spv: NAMES['tax-agent'] as `0x${string}` };
    expect(resolveParties(dealWith(), names).hash).not.to.equal(hash);
  });

  it('has addresses, days and texts, and no numbers', () => {
    const { canonical } = resolveParties(dealWith(), NAMES);
    const text = writeCanonical(canonical);
    expect(text).to.include('"cutOff":"2026-03-31"');
    expect(text).to.include('"legalFinal":"2030-04-20"');
    expect(text).to.include('"contractRate":"1080000000000000000"');
    expect(text).not.to.match(/pearl-river|":\d/);
    expect(text.length).to.be.greaterThan(textWith().length / 2);
  });
});
