import { expect } from 'chai';
import { type Hex, zeroHash } from 'viem';
import { proveReceivable } from '../../../sdk/tape/proof.ts';
import { failure, refusal } from '../refusal.ts';
import { KEYS } from '../tape/tapes.ts';
import { type Committed, DATES, UNIT, closeWith, reportOn, tapeOf, withTapes } from './deal.ts';

describe('pool actions', () => {
  const first = ({ filed, next }: { filed: Committed; next: Committed }) =>
    reportOn({ opening: filed.sums, closing: next, period: 1 });

  it('take a period from the servicer’s signature to the payment, whoever sends it', async () => {
    const started = await withTapes();
    const { servicer, verifier, stranger, pool, read, at, money, waterfall } = started;
    await at(DATES[0]!);
    const report = first(started);
    const { digest, receipt: reported } = await stranger.report({
      pool,
      signed: await servicer.signReport({ pool, report }),
    });
    const [, found] = await read.candidate();
    expect(found).to.equal(digest);
    const attestation = await verifier.signReportAttestation({ pool, digest });
    const { receipt: attested } = await stranger.attestReport({ pool, attestation });
    const amount = report.cash?.received ?? 0n;
    const { receipt: funded } = await servicer.fund({ pool, period: 1, amount });
    const { receipt: closed } = await stranger.closePeriod({ pool });
    expect(await read.nextPeriod()).to.equal(2);
    expect(await money.read.balanceOf([waterfall])).to.be.greaterThan(0n);
    const [root] = await read.currentTape();
    expect(root).to.equal(report.root);
    if (process.env['SHOW_GAS'] !== undefined) {
      const gas = Object.entries({ reported, attested, funded, closed }).map(([name, r]) => `${name} ${r.gasUsed}`);
      console.log(gas.join(', '));
    }
  });

  it('sign what the contract hashes, field for field', async () => {
    const started = await withTapes();
    const { servicer, verifier, pool } = started;
    // Each field differs from all others, so that two of them exchanged would be seen.
    let next = 1n;
    const fields = <Name extends string>(...names: Name[]) =>
      Object.fromEntries(names.map((name) => [name, next++])) as Record<Name, bigint>;
    const report = first(started);
    const opaque = (byte: string): Hex => `0x${byte.repeat(32)}`;
    report.standing = {
      ...fields('late30', 'late60', 'late90', 'later', 'openingYieldSupplement', 'yieldSupplement'),
      ...fields('offered', 'expensesDue'),
      index: 99,
      documents: opaque('ab'),
    };
    report.principal = {
      ...report.principal,
      ...{ purchased: 101n, repurchased: 102n, prepaid: 103n, diluted: 104n },
      ...{ correctedUp: 211n, correctedDown: 3n },
    };
    report.cash = {
      ...report.cash,
      ...fields('tax', 'bankCharges', 'supportGiven', 'redemptionMoney'),
      ...{ remittedOn: 20_590, receivedOn: 20_591, rateReference: opaque('cd') },
    };
    await started.at(DATES[0]!);
    const { digest } = await servicer.report({ pool, signed: await servicer.signReport({ pool, report }) });
    const attestation = await verifier.signReportAttestation({ pool, digest });
    await started.stranger.attestReport({ pool, attestation });
    await started.stranger.closePeriod({ pool, report });
    expect(await started.read.nextPeriod()).to.equal(2);
  });

  it('close several periods, and each attestation names the report before', async () => {
    const started = await withTapes();
    let closing: Committed = started.filed;
    for (const [i, seconds] of DATES.entries()) {
      await started.at(seconds);
      const opening = closing.sums;
      closing = (await tapeOf(`${58 - i}000000`, '14000000')).commitment;
      await closeWith(started, reportOn({ opening, closing, period: i + 1 }));
    }
    expect(await started.read.nextPeriod()).to.equal(4);
    const { received } = await started.read.metrics();
    expect(received).to.equal((5_000_000n * UNIT * 101n * 108n) / 10_000n);
  });

  it('close a date without a report when the grace days are over', async () => {
    const started = await withTapes();
    const { stranger, pool, read, at } = started;
    await at(DATES[0]!);
    const early = await refusal(stranger.closePeriod({ pool, report: 'none' }), 'InGrace');
    expect(early.values).to.deep.equal({ period: 1, ends: DATES[0]! + 5 * 86_400 });
    expect(early.message).to.include('waits for its report until 2026-05-25');
    await at(DATES[0]! + 5 * 86_400);
    await stranger.closePeriod({ pool, report: 'none' });
    expect(await read.nextPeriod()).to.equal(2);
  });

  it('refuse to sign, or to close, another report than the one that is there', async () => {
    const started = await withTapes();
    const { servicer, verifier, stranger, pool, at } = started;
    const none = await failure(stranger.closePeriod({ pool }), 'ReportNotThere');
    expect(none.message).to.include('has no report for payment date 1');
    await at(DATES[0]!);
    await stranger.report({ pool, signed: await servicer.signReport({ pool, report: first(started) }) });
    const other = await failure(verifier.signReportAttestation({ pool, digest: zeroHash }), 'ReportNotThere');
    expect(other.message).to.include('It was restated');
    const unattested = await refusal(stranger.closePeriod({ pool }), 'NotAttested');
    expect(unattested.values).to.deep.equal({ period: 1, version: 1 });
  });

  it('tell what does not add up, with both sides', async () => {
    const started = await withTapes();
    const { servicer, stranger, pool, at } = started;
    await at(DATES[0]!);
    const report = first(started);
    report.principal = { scheduled: 1n };
    const error = await refusal(
      stranger.report({ pool, signed: await servicer.signReport({ pool, report }) }),
      'PrincipalDoesNotAddUp',
    );
    expect(error.values).to.deep.equal({
      openingAndIn: 75_000_000n * UNIT,
      closingAndOut: 72_000_000n * UNIT + 1n,
    });
    report.opening = { ...report.opening, performing: 7n };
    const opening = await refusal(
      stranger.report({ pool, signed: await servicer.signReport({ pool, report }) }),
      'OpeningDoesNotMatch',
    );
    expect(opening.message).to.include('opens with 7 performing, 0 delinquent, 0 defaulted in 2 receivables');
    const wrong = await stranger.signReport({ pool, report: first(started) });
    const unsigned = await refusal(stranger.report({ pool, signed: wrong }), 'NotSignedBy');
    expect(unsigned.message).to.include('not signed by the servicer');
  });

  it('prove a receivable that should never have come in', async () => {
    const started = await withTapes();
    const { stranger, pool, tape, filed, read } = started;
    const prove = (id: string) => proveReceivable(id, { tape, commitment: filed, keys: KEYS });
    const good = await refusal(
      stranger.proveIneligible({ pool, proof: prove('R-1'), criterion: 'not a bill' }),
      'LeafEligible',
    );
    expect(good.message).to.include('"not a bill"');
    const proof = prove('R-2');
    const { amount, assetKey, receipt } = await stranger.proveIneligible({ pool, proof, criterion: 'not a bill' });
    expect(amount).to.equal(15_000_000n * UNIT);
    const obligation = await read.obligationOf([assetKey]);
    expect(obligation).to.include({ amount, status: 1 });
    if (process.env['SHOW_GAS'] !== undefined) console.log(`proveIneligible ${receipt.gasUsed}`);
  });
});
