import { expect } from 'chai';
import { getAddress } from 'viem';
import { failure, refusal } from '../refusal.ts';
import { EVIDENCE, HASH, UNIT, startProceeds } from './stage.ts';

const PRICE = 'purchase price of the receivables';

describe('proceeds actions', () => {
  it('tell what came in, and that the accounts were paid', async () => {
    const { client, proceeds, money, owner } = await startProceeds();
    const found = await client.getProceeds({ proceeds });
    const hkd = (units: bigint) => ({ decimals: 6, symbol: 'HKD', units: units * UNIT });
    expect(found).to.deep.include({
      asset: getAddress(money.address),
      cashIn: hkd(90_000_000n),
      spent: hkd(500_000n),
      returned: hkd(0n),
      left: hkd(89_500_000n),
    });
    expect(found.purposes[0]).to.deep.equal({
      name: PRICE,
      payee: getAddress(owner.account.address),
      cap: hkd(98_000_000n),
      cash: hkd(0n),
      inKind: hkd(10_000_000n),
      repatriated: hkd(0n),
      room: hkd(88_000_000n),
    });
    expect(found.purposes.map(({ name }) => name)).to.deep.equal([PRICE, 'reserve', 'costs of the issue']);
  });

  it('draw a purpose by its name or number, return the rest, record what came home', async () => {
    const { client, issuer, originator, proceeds } = await startProceeds();
    await issuer.drawProceeds({ proceeds, purpose: PRICE, amount: 88_000_000n * UNIT, evidence: EVIDENCE });
    await issuer.drawProceeds({ proceeds, purpose: 2, amount: 1_000_000n * UNIT, evidence: EVIDENCE });
    const { left } = await client.getProceeds({ proceeds });
    await issuer.returnUnspent({ proceeds, amount: left });
    const home = { proceeds, purpose: PRICE, amount: 88_000_000n * UNIT, evidence: EVIDENCE };
    await originator.recordRepatriation({ ...home, bankReference: 'BOC 1', safeReference: 'SAFE 1' });
    const found = await client.getProceeds({ proceeds });
    expect(found.left.units).to.equal(0n);
    expect(found.returned.units).to.equal(500_000n * UNIT);
    expect(found.spent.units + found.returned.units + found.left.units).to.equal(found.cashIn.units);
    expect(found.purposes[0]?.repatriated.units).to.equal(88_000_000n * UNIT);
    const again = await refusal(
      originator.recordRepatriation({ ...home, amount: 1n, bankReference: 'BOC 2', safeReference: 'SAFE 2' }),
      'RepatriationExceedsDraws',
    );
    expect(again.values).to.deep.equal({ purpose: 0n, drawn: 88_000_000n * UNIT, amount: 1n });
  });

  it('refuse draws outside the purposes, by others, and the same draw twice', async () => {
    const { issuer, originator, proceeds } = await startProceeds();
    const draw = { proceeds, purpose: 'costs of the issue', amount: UNIT, evidence: EVIDENCE } as const;
    const unnamed = await failure(issuer.drawProceeds({ ...draw, purpose: 'a yacht' }), 'PurposeUnknown');
    expect(unnamed.message).to.include('not filed for “a yacht”').and.to.include('2 costs of the issue');
    const much = await refusal(issuer.drawProceeds({ ...draw, amount: 1_500_001n * UNIT }), 'PurposeExceeded');
    expect(much.values).to.deep.equal({ purpose: 2n, left: 1_500_000n * UNIT, amount: 1_500_001n * UNIT });
    const accounts = await refusal(issuer.drawProceeds({ ...draw, purpose: 'reserve' }), 'PurposeExceeded');
    expect(accounts.values).to.deep.equal({ purpose: 1n, left: 0n, amount: UNIT });
    await refusal(originator.drawProceeds(draw), 'NotTheIssuer');
    await issuer.drawProceeds(draw);
    const twice = await refusal(issuer.drawProceeds(draw), 'RecordedAlready');
    expect(twice.message).to.include('nothing is to do');
    await issuer.drawProceeds({ ...draw, evidence: HASH('aa') });
  });

  it('refuse an amount of another unit, and an asset that was not succeeded', async () => {
    const { issuer, proceeds } = await startProceeds();
    const amount = { units: 1n, decimals: 2, symbol: 'USD' };
    const error = await failure(issuer.returnUnspent({ proceeds, amount }), 'AmountOfAnotherUnit');
    expect(error.values).to.deep.equal({
      given: { decimals: 2, symbol: 'USD' },
      expected: { decimals: 6, symbol: 'HKD' },
    });
    await refusal(issuer.succeedProceedsAsset({ proceeds }), 'AssetNotSucceeded');
  });
});
