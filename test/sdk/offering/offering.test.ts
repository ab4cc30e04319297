import { expect } from 'chai';
import { erc20Abi } from 'viem';
import { securityTokenAbi } from '../../../sdk/index.ts';
import { type Started, addressNamed, admit, clientOf } from '../platform.ts';
import { failure, refusal } from '../refusal.ts';
import {
  CLOSES,
  FACE_A,
  FACE_B,
  MILLION,
  OPENS,
  SCALE,
  SETTLE_BY,
  type StartedOffering,
  startOffering,
} from './offer.ts';

function balanceOf({ reader, money }: StartedOffering, holder: `0x${string}`): Promise<bigint> {
  return reader.readContract({ address: money.address, abi: erc20Abi, functionName: 'balanceOf', args: [holder] });
}

const unitsOf = (started: Started, holder: `0x${string}`) =>
  started.reader.readContract({
    address: started.token,
    abi: securityTokenAbi,
    functionName: 'balanceOf',
    args: [holder],
  });

/** Investors of the name, admitted and with money, each with an order for class A. */
async function crowdOf(started: StartedOffering, { count, amount }: { count: number; amount: bigint }) {
  const { deal, money, owner } = started;
  const clients = Array.from({ length: count }, (_, i) => clientOf(started, `investor ${i}`));
  await admit(started, ...clients.map(({ account }) => account.address));
  for (const client of clients) {
    await owner.sendTransaction({ to: client.account.address, value: 10n ** 17n });
    await money.write.mint([client.account.address, amount * SCALE]);
    await client.subscribe({ deal, class: 'A', amount });
  }
  return clients;
}

describe('an offering through the SDK', () => {
  it('takes orders, closes, pays refunds and proceeds', async () => {
    const started = await startOffering();
    const { deal, alice, bob, carol, stranger, reader, at, proceeds, book } = started;
    const { paid, ordered } = await alice.subscribe({ deal, class: 'A', amount: 78n * MILLION });
    expect(paid).to.deep.equal({ units: 78n * MILLION, decimals: 6, symbol: 'HKD' });
    expect(ordered.units).to.equal(78n * MILLION);
    await bob.subscribe({ deal, class: 'A', amount: { units: 26n * MILLION, decimals: 6, symbol: 'HKD' } });
    await carol.subscribe({ deal, class: 'B', amount: { units: MILLION, decimals: 6, symbol: 'B' } });
    const before = await reader.getBlockNumber();
    const open = await reader.getOffering({ deal, investor: alice.account.address });
    expect(await reader.getBlockNumber()).to.equal(before);
    expect(open.stage).to.equal('subscribing');
    expect([open.opens, open.closes, open.settleBy]).to.deep.equal([OPENS, CLOSES, SETTLE_BY]);
    expect(open.inEscrow.units).to.equal(105n * MILLION);
    expect(open.classes['A']?.ordered.units).to.equal(104n * MILLION);
    expect(open.classes['B']).to.include({ orders: 1, price: 1_000_000_000n, retained: false });
    expect(Object.keys(open.subscriptions)).to.deep.equal(['A']);
    expect(open.subscriptions['A']).to.deep.include({ settled: false, refunded: false });

    await at(CLOSES);
    const texts: string[] = [];
    const action = stranger.closeOffering({ deal });
    for await (const { text } of action) texts.push(text);
    expect(texts).to.deep.equal(['3 of 3 orders counted', '3 of 3 orders settled']);
    const { stage, offering, transactions } = await action;
    expect([stage, transactions]).to.deep.equal(['settled', 2]);
    expect(offering.classes['A']?.allotted.units).to.equal(FACE_A);
    expect(await unitsOf(started, alice.account.address)).to.equal(58_500_000_000_000n);
    expect(await balanceOf(started, deal.proceeds)).to.equal((FACE_A + MILLION) * SCALE);
    expect(await proceeds.read.cash()).to.equal(FACE_A + MILLION);
    expect(await book.read.opened()).to.equal(1n);

    const { returned, to } = await stranger.refund({ deal, class: 'A', investor: bob.account.address });
    expect([returned.units, to.toLowerCase()]).to.deep.equal([6_500_000_000_000n, bob.account.address.toLowerCase()]);
    const all = await stranger.refundAll({ deal });
    expect(all.refunded.map(({ class: name, amount }) => [name, amount.units])).to.deep.equal([
      ['A', 19_500_000_000_000n],
    ]);
    expect(all.paid.units).to.equal(19_500_000_000_000n);
    expect((await reader.getOffering({ deal })).inEscrow.units).to.equal(0n);
    expect((await stranger.refundAll({ deal })).refunded).to.deep.equal([]);
  });

  it('asks for the approval only where it is needed, and for no more than the order costs', async () => {
    const { deal, alice, money, reader } = await startOffering();
    const nonce = () => reader.getTransactionCount({ address: alice.account.address });
    const start = await nonce();
    await alice.approveSubscription({ deal, class: 'A', amount: MILLION });
    await alice.subscribe({ deal, class: 'A', amount: MILLION });
    expect(await nonce()).to.equal(start + 2);
    await alice.subscribe({ deal, class: 'A', amount: MILLION });
    expect(await nonce()).to.equal(start + 4);
    expect(await money.read.allowance([alice.account.address, deal.offering])).to.equal(0n);
  });

  it('prepares approval and order for a custodian, who signs them itself', async () => {
    const { deal, alice, reader } = await startOffering();
    const order = { deal, class: 'B', amount: MILLION, sender: alice.account.address };
    const approval = await reader.approveSubscription.prepare(order);
    expect(approval.to).to.equal(deal.asset);
    await alice.sendTransaction(approval);
    const subscription = await reader.subscribe.prepare(order);
    await alice.sendTransaction(subscription);
    const { subscriptions } = await reader.getOffering({ deal, investor: alice.account.address });
    expect(subscriptions['B']?.ordered.units).to.equal(MILLION);
  });

  it('takes an order back whole', async () => {
    const started = await startOffering();
    const { deal, alice } = started;
    const before = await balanceOf(started, alice.account.address);
    await alice.subscribe({ deal, class: 'A', amount: MILLION });
    const { returned } = await alice.cancelSubscription({ deal, class: 'A' });
    expect(returned.units).to.equal(MILLION);
    expect(await balanceOf(started, alice.account.address)).to.equal(before);
    const { values } = await refusal(alice.cancelSubscription({ deal, class: 'A' }), 'NothingSubscribed');
    expect(values.classNumber).to.equal(0n);
  });

  it('refuses an order with the reasons, and approves nothing for it', async () => {
    const { deal, stranger, alice, owner, token, money } = await startOffering();
    const refused = await refusal(stranger.subscribe({ deal, class: 'A', amount: MILLION }), 'InvestorNotEligible');
    expect(refused.message).to.include('is not registered').and.to.include('whitelisted');
    expect(await money.read.allowance([stranger.account.address, deal.offering])).to.equal(0n);
    await owner.setRule({ token, rule: 'maximumPerIdentity', maximum: MILLION });
    await owner.freeze({ token, wallet: alice.account.address });
    const several = await refusal(alice.subscribe({ deal, class: 'A', amount: 2n * MILLION }), 'MayNotSubscribe');
    expect(several.message).to.match(/frozen.*1,000,000 A/);
    const { values } = await refusal(alice.subscribe({ deal, class: 'A', amount: 1n }), 'BelowDenomination');
    expect(values).to.deep.equal({ units: 1n, denomination: 500_000_000_000n });
    const unknown = await failure(alice.subscribe({ deal, class: 'Z', amount: 1n }), 'UnknownClass');
    expect(unknown.values).to.deep.equal({ given: 'Z', known: ['A', 'B'] });
  });

  it('fails an offering that was not settled in time, and gives everything back', async () => {
    const started = await startOffering();
    const { deal, alice, bob, stranger, at, reader } = started;
    await alice.subscribe({ deal, class: 'A', amount: 70n * MILLION });
    await bob.subscribe({ deal, class: 'B', amount: MILLION });
    await at(CLOSES);
    const early = await refusal(stranger.failOffering({ deal }), 'NotOverdue');
    expect(early.values).to.deep.equal({ settleBy: SETTLE_BY });
    for await (const { kind } of stranger.closeOffering({ deal, chunk: 1 })) if (kind === 'settled') break;
    expect(await unitsOf(started, alice.account.address)).to.equal(70n * MILLION);
    await at(SETTLE_BY);
    await refusal(stranger.closeOffering({ deal }), 'SettlementOverdue');
    await stranger.failOffering({ deal });
    const { paid } = await stranger.refundAll({ deal, chunk: 1 });
    expect(paid.units).to.equal(71n * MILLION);
    expect(await unitsOf(started, alice.account.address)).to.equal(0n);
    const { stage } = await stranger.closeOffering({ deal });
    expect(stage).to.equal('failed');
    expect((await reader.getOffering({ deal })).inEscrow.units).to.equal(0n);
  });

  it('closes an offering without orders: it fails', async () => {
    const { deal, stranger, at } = await startOffering();
    const early = await refusal(stranger.closeOffering({ deal }), 'OfferingNotClosed');
    expect(early.values).to.deep.equal({ closes: CLOSES });
    await at(CLOSES);
    expect(await stranger.closeOffering({ deal })).to.include({ stage: 'failed', transactions: 1 });
    expect(await stranger.closeOffering({ deal })).to.include({ stage: 'failed', transactions: 0 });
  });

  it('goes on where it was stopped, and does nothing twice', async () => {
    const started = await startOffering({ denomination: 10_000_000_000n });
    const { deal, carol, stranger, at, reader } = started;
    const clients = await crowdOf(started, { count: 12, amount: 10n * MILLION });
    await carol.subscribe({ deal, class: 'B', amount: FACE_B });
    await at(CLOSES);
    let runs = 0;
    let gasUsed = 0n;
    for (;;) {
      runs += 1;
      const action = stranger.closeOffering({ deal, chunk: 5 });
      for await (const step of action) {
        gasUsed += step.gasUsed;
        break;
      }
      if ((await reader.getOffering({ deal })).stage === 'settled') break;
      await failure(action, 'ActionStopped');
    }
    // 13 orders, five at once, twice.
    expect(runs).to.equal(6);
    const { classes } = await reader.getOffering({ deal });
    expect(classes['A']?.allotted.units).to.equal(FACE_A);
    for (const { account } of clients) expect(await unitsOf(started, account.address)).to.equal(6_500_000_000_000n);
    if (process.env['SHOW_GAS'] !== undefined) console.log(`gas of an order, closed five at once: ${gasUsed / 13n}`);
  });

  it('closes together with somebody who helps at the same time', async () => {
    const started = await startOffering({ denomination: 10_000_000_000n });
    const { deal, bob, carol, stranger, at } = started;
    await crowdOf(started, { count: 6, amount: 15n * MILLION });
    await carol.subscribe({ deal, class: 'B', amount: FACE_B });
    await at(CLOSES);
    const action = stranger.closeOffering({ deal, chunk: 2 });
    const kinds: string[] = [];
    for await (const { kind } of action) {
      kinds.push(kind);
      if (kinds.length === 1) await bob.closeOffering({ deal });
    }
    expect(await action).to.include({ stage: 'settled', transactions: 1 });
  });

  it('refunds everyone but whom the asset refuses', async () => {
    const started = await startOffering({ denomination: 10_000_000_000n });
    const { deal, carol, stranger, at, money, reader } = started;
    const clients = await crowdOf(started, { count: 5, amount: 26n * MILLION });
    await carol.subscribe({ deal, class: 'B', amount: FACE_B });
    await at(CLOSES);
    await stranger.closeOffering({ deal });
    const blocked = clients[3]!.account.address;
    await money.write.blockHolder([blocked, true]);
    const { refunded, refused } = await stranger.refundAll({ deal });
    expect(refunded.length).to.equal(4);
    expect(refused.map(({ investor }) => investor.toLowerCase())).to.deep.equal([blocked.toLowerCase()]);
    expect((await reader.getOffering({ deal })).inEscrow.units).to.equal(refused[0]?.amount.units);
    await money.write.blockHolder([blocked, false]);
    expect((await stranger.refundAll({ deal })).refunded.length).to.equal(1);
  });

  it('tells when there is no offering at the address', async () => {
    const { deal, alice } = await startOffering();
    const nowhere = { ...deal, offering: addressNamed('nowhere') };
    await failure(alice.closeOffering({ deal: nowhere }), 'NoContract');
  });
});
