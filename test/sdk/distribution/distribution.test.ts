import { expect } from 'chai';
import type { ContractRefused } from '../../../sdk/index.ts';
import { addressNamed } from '../platform.ts';
import { failure, refusal } from '../refusal.ts';
import { CEILING, DELAY, SCALE, startPaying } from './paying.ts';

const lower = (address: string) => address.toLowerCase();

describe('distribution actions', () => {
  it('collect what a holder is owed, and say what it was', async () => {
    const { deal, alice, reader, asset, pay } = await startPaying();
    await pay(1_003n, 99n);
    const holder = alice.account.address;
    const owed = await reader.getOwed({ deal, class: 'A', holder });
    expect(owed).to.deep.include({ upTo: 1, collectedUpTo: 0, frozen: false, attached: undefined });
    expect(lower(owed.paidTo)).to.equal(holder);
    expect(
      owed.payments.map(({ interest, principal, net }) => [interest.units, principal.units, net.units]),
    ).to.deep.equal([[601n, 59n, 660n]]);
    const { collections, burned } = await alice.collect({ deal, class: 'A' });
    expect(burned).to.deep.equal([]);
    expect(collections).to.have.length(1);
    expect(collections[0]).to.deep.include({ from: 1, to: 1, net: { units: 660n, decimals: 6, symbol: 'HKD' } });
    expect(await asset.read.balanceOf([holder])).to.equal(660n * SCALE);
    const { values } = await refusal(alice.collect({ deal, class: 'A' }), 'NothingToCollect');
    expect(values.classNumber).to.equal(0n);
    expect((await reader.getOwed({ deal, class: 'A', holder })).payments).to.deep.equal([]);
  });

  it('collect for somebody else, who is paid', async () => {
    const { deal, alice, stranger, pay, asset } = await startPaying();
    await pay(100n);
    const { collections } = await stranger.collectFor({ deal, class: 'A', holder: alice.account.address });
    expect(lower(collections[0]?.paidTo ?? '')).to.equal(alice.account.address);
    expect(await asset.read.balanceOf([alice.account.address])).to.equal(60n * SCALE);
  });

  it('name the classes there are when asked for another', async () => {
    const { deal, alice } = await startPaying();
    const { message } = await failure(alice.collect({ deal, class: 'B' }), 'UnknownClass');
    expect(message).to.contain('it has A');
  });

  it('collect for everyone, in chunks, and report who can’t be paid', async () => {
    const { deal, token, owner, alice, bob, carol, stranger, pay, asset, reader } = await startPaying();
    await pay(1_000n);
    await owner.freeze({ token, wallet: bob.account.address });
    await asset.write.setFrozen([carol.account.address, true]);
    const action = stranger.collectMany({ deal, class: 'A', chunk: 2 });
    const texts: string[] = [];
    for await (const { text } of action) texts.push(text);
    expect(texts).to.deep.equal(['2 of 3 holders, 0.0006 HKD paid', '3 of 3 holders, 0.0006 HKD paid']);
    const { paid, refused, collections } = await action;
    expect([paid.units, collections.length]).to.deep.equal([600n, 1]);
    expect(refused.map(({ holder, error }) => [lower(holder), error.name])).to.deep.equal([
      [bob.account.address, 'HolderFrozen'],
      [carol.account.address, 'ContractReverted'],
    ]);
    expect((refused[0]?.error as ContractRefused<'HolderFrozen'>).values.holder.toLowerCase()).to.equal(
      bob.account.address,
    );
    expect(refused[0]?.error.message).to.contain('is frozen');
    await asset.write.setFrozen([carol.account.address, false]);
    await owner.freeze({ token, wallet: alice.account.address });
    const again = await stranger.collectMany({ deal, class: 'A' });
    expect(again.collections.map(({ holder, net }) => [lower(holder), net.units])).to.deep.equal([
      [carol.account.address, 100n],
    ]);
    expect(again.refused).to.have.length(1);
    expect((await reader.getOwed({ deal, class: 'A', holder: bob.account.address })).frozen).to.equal(true);
  });

  it('go on where a run was stopped, and past the 36 dates of one call', async () => {
    const { deal, alice, stranger, pay, agent } = await startPaying();
    for (let date = 0; date < 38; date++) await pay(10n);
    const action = stranger.collectMany({ deal, class: 'A', chunk: 1 });
    for await (const { done } of action) if (done === 1) break;
    expect(await agent.read.collectedUpTo([alice.account.address, 0n])).to.equal(36);
    const { paid, refused } = await stranger.collectMany({ deal, class: 'A' });
    expect(refused).to.deep.equal([]);
    expect(paid.units).to.equal(38n * 10n - 36n * 6n);
    expect(await agent.read.booked([deal.asset])).to.equal(0n);
    expect((await stranger.collectMany({ deal, class: 'A' })).gasUsed).to.equal(0n);
  });

  it('name a payout address of the same identity', async () => {
    const { deal, alice, bob, connection, reader } = await startPaying();
    const refused = await refusal(
      alice.setPayoutAddress({ deal, payout: bob.account.address }),
      'PayoutNotTheSameIdentity',
    );
    expect(refused.message).to.contain('linkWallet');
    const before = await connection.networkHelpers.time.latest();
    const { from } = await alice.setPayoutAddress({ deal, payout: alice.account.address });
    expect(from).to.be.greaterThan(before + DELAY - 1);
    const { paidTo } = await reader.getOwed({ deal, class: 'A', holder: alice.account.address });
    expect(lower(paidTo)).to.equal(alice.account.address);
  });

  it('withhold, and send the tax and what was attached to where they belong', async () => {
    const { deal, stand, agent, alice, stranger, pay, asset, reader } = await startPaying({ taxCeiling: CEILING });
    const creditor = addressNamed('creditor');
    await stand.write.attachTo([alice.account.address, creditor, 40n]);
    await pay(1_000n);
    const { payments, attached } = await reader.getOwed({ deal, class: 'A', holder: alice.account.address });
    expect([payments[0]?.tax.units, attached?.left.units]).to.deep.equal([60n, 40n]);
    const { collections } = await alice.collect({ deal, class: 'A' });
    expect([collections[0]?.attached.units, collections[0]?.net.units]).to.deep.equal([40n, 500n]);
    expect((await stranger.withdrawTax({ deal })).amount.units).to.equal(60n);
    expect((await stranger.withdrawAttached({ deal, to: creditor })).amount.units).to.equal(40n);
    expect(await asset.read.balanceOf([creditor])).to.equal(40n * SCALE);
    expect(await agent.read.booked([deal.asset])).to.equal(400n);
    await refusal(stranger.withdrawTax({ deal }), 'NothingToWithdraw');
  });

  it('burn the units of a closed class, also of those who collected before', async () => {
    const { deal, stand, alice, stranger, pay } = await startPaying();
    await pay(1_000n);
    await alice.collect({ deal, class: 'A' });
    await stand.write.close([0n]);
    const { burned, paid } = await stranger.collectMany({ deal, class: 'A' });
    expect(burned.map(({ units }) => units.units)).to.deep.equal([600_000_000n, 300_000_000n, 100_000_000n]);
    expect(paid.units).to.equal(400n);
  });
});
