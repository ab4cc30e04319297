import { expect } from 'chai';
import { zeroHash } from 'viem';
import { proveReceivable } from '../../../sdk/tape/proof.ts';
import type { PeriodReport } from '../../../sdk/index.ts';
import { failure, refusal } from '../refusal.ts';
import { KEYS } from '../tape/tapes.ts';
import { DATES, RATE, START_DAY, UNIT, closeWith, reportOn, tapeOf, withTapes } from './deal.ts';

type Started = Awaited<ReturnType<typeof withTapes>>;

const HOUR = 3_600;

const first = ({ filed, next }: Started, given: Partial<PeriodReport> = {}) =>
  reportOn({ opening: filed.sums, closing: next, period: 1 }, given);

/** Has the first report signed and attested; gives its digest. */
async function attested({ servicer, verifier, stranger, pool }: Started, report: PeriodReport) {
  const { digest } = await stranger.report({ pool, signed: await servicer.signReport({ pool, report }) });
  await stranger.attestReport({ pool, attestation: await verifier.signReportAttestation({ pool, digest }) });
  return digest;
}

describe('what the trustee says of a report', () => {
  it('an objection voids it, with its reason, and the next version is closed with', async () => {
    const started = await withTapes({ holdHours: 24 });
    const { trustee, verifier, stranger, servicer, pool, at } = started;
    await at(DATES[0]!);
    const digest = await attested(started, first(started));
    const other = await failure(trustee.objectToReport({ pool, digest: zeroHash, reason: 'no' }), 'ReportNotThere');
    expect(other.message).to.include('It was restated');
    const who = await refusal(verifier.objectToReport({ pool, digest, reason: 'no' }), 'NotTheTrustee');
    expect(who.values).to.deep.equal({ caller: verifier.account.address });
    const { receipt } = await trustee.objectToReport({ pool, digest, reason: 'Collections of 3 May are missing.' });
    expect(receipt.status).to.equal('success');
    const { report } = await stranger.getPool({ pool });
    expect(report).to.include({ digest, version: 1, voided: true, objected: true });
    const again = first(started, { version: 2 });
    const second = await attested(started, again);
    await refusal(trustee.objectToReport({ pool, digest: second, reason: 'again' }), 'ObjectedAlready');
    await servicer.fund({ pool, period: 1, amount: again.cash?.received ?? 0n });
    await refusal(stranger.closePeriod({ pool }), 'InHold');
    await at(DATES[0]! + 25 * HOUR);
    await stranger.closePeriod({ pool });
    expect((await stranger.getPool({ pool })).previous).to.equal(second);
  });

  it('can be had unsigned, for a trustee that signs elsewhere', async () => {
    const started = await withTapes({ holdHours: 24 });
    const { trustee, stranger, reader, pool, at } = started;
    await at(DATES[0]!);
    const digest = await attested(started, first(started));
    const sender = trustee.account.address;
    const unsigned = await reader.objectToReport.prepare({ pool, digest, reason: 'Restate.', sender });
    expect(unsigned.to.toLowerCase()).to.equal(pool.toLowerCase());
    const wrong = { pool, digest, reason: 'Restate.', sender: stranger.account.address };
    await refusal(reader.objectToReport.prepare(wrong), 'NotTheTrustee');
    const { to, data } = unsigned;
    await trustee.sendTransaction({ to, data });
    expect((await stranger.getPool({ pool })).report?.voided).to.equal(true);
  });

  it('a rate outside the band is closed with when it was accepted', async () => {
    const started = await withTapes();
    const { trustee, stranger, servicer, pool, at } = started;
    await at(DATES[0]!);
    const report = first(started);
    const rate = (RATE * 12n) / 10n;
    const received = ((report.cash?.collected ?? 0n) * rate) / 10n ** 18n;
    report.cash = { ...report.cash, rate, received };
    const digest = await attested(started, report);
    expect((await stranger.getPool({ pool })).report?.rate).to.equal('outside');
    await servicer.fund({ pool, period: 1, amount: received });
    const outside = await refusal(stranger.closePeriod({ pool }), 'RateNotAccepted');
    expect(outside.values).to.deep.equal({
      actual: rate,
      lowest: (RATE * 95n) / 100n,
      highest: (RATE * 105n) / 100n,
    });
    await refusal(servicer.acceptRate({ pool, digest }), 'NotTheTrustee');
    await trustee.acceptRate({ pool, digest });
    expect((await stranger.getPool({ pool })).report?.rate).to.equal('accepted');
    await stranger.closePeriod({ pool });
    expect((await stranger.getPool({ pool })).nextPeriod).to.equal(2);
  });
});

describe('what comes into a pool later', () => {
  it('is a tape that servicer and verifier sign, once, and at most what was bought', async () => {
    const started = await withTapes();
    const { servicer, verifier, stranger, pool, next, at } = started;
    await at(DATES[0]!);
    await closeWith(started, first(started, { standing: { offered: 50_000_000n * UNIT } }));
    const bought = async (outstanding: string) => {
      const { commitment } = await tapeOf('58000000', '14000000', outstanding);
      const { hash, root, sums } = commitment;
      const purchase = { period: 1, day: START_DAY + 34, sums, topHash: hash, root };
      const [ofServicer, ofVerifier] = await Promise.all([
        servicer.signPurchase({ pool, purchase }),
        verifier.signPurchase({ pool, purchase }),
      ]);
      return { pool, purchase, signatures: { servicer: ofServicer.signature, verifier: ofVerifier.signature } };
    };
    const recorded = await bought('2900000');
    const swapped = { servicer: recorded.signatures.verifier, verifier: recorded.signatures.servicer };
    const unsigned = await refusal(stranger.recordPurchase({ ...recorded, signatures: swapped }), 'NotSignedBy');
    expect(unsigned.message).to.include('not signed by the servicer');
    const more = await refusal(stranger.recordPurchase(await bought('3500000')), 'PurchaseDoesNotMatch');
    expect(more.values).to.have.property('bought').that.is.a('bigint');
    const { face } = await stranger.recordPurchase(recorded);
    expect(face).to.equal(2_900_000n * UNIT);
    const { tape } = await stranger.getPool({ pool });
    expect(tape.root).to.equal(recorded.purchase.root);
    expect(tape.sums.performing).to.equal(next.sums.performing + 2_900_000n * UNIT);
    await refusal(stranger.recordPurchase(recorded), 'PurchaseDoesNotMatch');
  });
});

describe('what should not be in a pool', () => {
  const EVERYTHING_ZERO = { defaulted: 0n, writtenOff: 0n, received: 0n, cashDue: 0n };

  it('a receivable that two deals were assigned is owed by the later', async () => {
    const started = await withTapes();
    const { stranger, pool, tape, filed, makeDeal } = started;
    const { tape: again, commitment } = await tapeOf('60000000', '15000000', '9000000');
    const later = (await makeDeal(commitment, `0x${'01'.repeat(32)}`)).pool;
    const proof = proveReceivable('R-1', { tape: again, commitment, keys: KEYS });
    const mine = proveReceivable('R-1', { tape, commitment: filed, keys: KEYS });
    const innocent = stranger.proveDoubleAssignment({ pool, proof: mine, other: { pool: later, proof } });
    const error = await refusal(innocent, 'OtherPoolIsLiable');
    expect(error.values).to.deep.equal({ other: later });
    const bill = proveReceivable('R-2', { tape, commitment: filed, keys: KEYS });
    const different = stranger.proveDoubleAssignment({ pool: later, proof, other: { pool, proof: bill } });
    await refusal(different, 'DifferentAssets');
    const { amount, assetKey } = await stranger.proveDoubleAssignment({
      pool: later,
      proof,
      other: { pool, proof: mine },
    });
    expect({ amount, assetKey }).to.deep.equal({ amount: 60_000_000n * UNIT, assetKey: mine.leaf.assetKey });
    const { obligations } = await stranger.getPool({ pool: later });
    expect(obligations).to.have.lengthOf(1);
    expect(obligations[0]).to.include({ assetKey, amount, status: 'open' });
  });

  it('an obligation can be set aside by the trustee, with a reason; the pool tells its state', async () => {
    const started = await withTapes();
    const { stranger, trustee, pool, tape, filed, waterfall } = started;
    const before = await stranger.getPool({ pool });
    expect(before).to.deep.include({ pool, nextPeriod: 1, report: undefined, previous: undefined, obligations: [] });
    expect(before.waterfall).to.equal(waterfall);
    expect(before.tape).to.deep.equal({ root: filed.root, sums: filed.sums, until: START_DAY - 1 });
    expect(before.metrics).to.include(EVERYTHING_ZERO);
    const proof = proveReceivable('R-2', { tape, commitment: filed, keys: KEYS });
    const { assetKey, cureEnds } = await stranger.proveIneligible({ pool, proof, criterion: 'not a bill' });
    await refusal(stranger.setAside({ pool, assetKey, reason: 'no' }), 'NotTheTrustee');
    await trustee.setAside({ pool, assetKey, reason: 'The bill was drawn after the assignment.' });
    const { obligations } = await stranger.getPool({ pool });
    expect(obligations).to.deep.equal([
      { assetKey, root: filed.root, amount: 15_000_000n * UNIT, cureEnds, status: 'set aside' },
    ]);
    const none = await refusal(trustee.setAside({ pool, assetKey, reason: 'again' }), 'NoOpenObligation');
    expect(none.values).to.deep.equal({ assetKey });
  });
});
