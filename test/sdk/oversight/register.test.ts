import { expect } from 'chai';
import { stringToHex } from 'viem';
import { iSettlementAssetsAbi, sluiceActions } from '../../../sdk/index.ts';
import { START, startPlatform } from '../platform.ts';
import { refusal } from '../refusal.ts';
import { HASH } from './stage.ts';

const DAY = 86_400;

describe('actions on settlement assets', () => {
  async function withAssets() {
    const started = await startPlatform();
    const { connection, owner, alice, stranger } = started;
    const list = await connection.viem.deployContract('SettlementAssets', [owner.account.address]);
    await list.write.grantRole([await list.read.ASSET_OFFICER(), alice.account.address]);
    const { address: asset } = await connection.viem.deployContract('PlainToken');
    const actions = sluiceActions({ platform: { settlementAssets: list.address } });
    return { ...started, list, asset, officer: alice.extend(actions), stranger: stranger.extend(actions) };
  }

  const hkd = { currency: 'HKD', issuer: 'HKDX Limited', licence: 'HKMA S-001' } as const;

  it('approve an asset with its details, and revoke it', async () => {
    const { officer, list, asset } = await withAssets();
    await officer.approveAsset({ asset, ...hkd });
    expect(await list.read.isApproved([asset, stringToHex('HKD')])).to.equal(true);
    expect(await list.read.isApproved([asset, stringToHex('USD')])).to.equal(false);
    await officer.revokeAsset({ asset, reason: 'licence lapsed' });
    expect(await list.read.isApproved([asset, stringToHex('HKD')])).to.equal(false);
    const again = await refusal(officer.revokeAsset({ asset, reason: 'again' }), 'AssetNotApproved');
    expect(again.message).to.include('is not approved as a settlement asset.');
  });

  it('refuse the renminbi without consent, and whoever is not the officer', async () => {
    const { officer, stranger, list, asset, reader } = await withAssets();
    const pegged = await refusal(officer.approveAsset({ asset, ...hkd, currency: 'CNH' }), 'RenminbiPegged');
    expect(pegged.message).to.include('consent');
    await officer.approveAsset({ asset, ...hkd, currency: 'CNH', consent: HASH('c0') });
    const { currency } = await reader.readContract({
      ...{ address: list.address, abi: iSettlementAssetsAbi, functionName: 'assetOf', args: [asset] },
    });
    expect(currency).to.equal(stringToHex('CNY'));
    const role = await list.read.ASSET_OFFICER();
    const other = await refusal(stranger.approveAsset({ asset, ...hkd }), 'AccessControlUnauthorizedAccount');
    expect(other.values).to.include({ neededRole: role });
  });
});

describe('actions on disclosures', () => {
  async function withDeal() {
    const started = await startPlatform();
    const { connection, alice, owner, stranger, reader } = started;
    const deal = await connection.viem.deployContract('PaperDeal');
    const factory = await connection.viem.deployContract('PaperDealFactory');
    await factory.write.list([deal.address]);
    // The servicer, and a contract of the deal.
    await deal.write.name([2, alice.account.address]);
    await deal.write.take([owner.account.address]);
    const daysToSubmit = Array.from({ length: 13 }, (_, i) => i) as unknown as Days;
    await deal.write.setDisclosureTerms([{ lossThreshold: 1_000, cashThreshold: 2_000, daysToSubmit }]);
    const register = await connection.viem.deployContract('Disclosures', [factory.address]);
    const actions = sluiceActions({ platform: { disclosures: register.address } });
    const at = (seconds: number) => connection.networkHelpers.time.increaseTo(seconds);
    return {
      ...{ ...started, at, register, deal: deal.address, contract: owner },
      servicer: alice.extend(actions),
      stranger: stranger.extend(actions),
      client: reader.extend(actions),
    };
  }
  type Few = readonly [number, number, number, number];
  type Days = readonly [...Few, ...Few, ...Few, number];

  it('raise a report, tell when it is due and overdue, and disclose it', async () => {
    const { servicer, client, deal, at } = await withDeal();
    const { duty, due } = await servicer.raiseDisclosure({ deal, matter: 'periodic report', subject: 7n });
    // The eleventh matter's days, and the whole of the last day.
    expect({ duty, due }).to.deep.equal({ duty: 0, due: START + 12 * DAY });
    const again = await servicer.raiseDisclosure({ deal, matter: 'periodic report', subject: 7n });
    expect(again).to.include({ duty: undefined, due: undefined });
    await at(START + 12 * DAY);
    const [open] = await client.getDisclosures({ deal });
    expect(open).to.include({ duty: 0, matter: 'periodic report', subject: 7n, submittedAt: undefined, overdue: true });
    const document = { deal, duty: 0, documentHash: HASH('d0'), uri: 'https://example.org/report.pdf' } as const;
    await servicer.disclose(document);
    const [done] = await client.getDisclosures({ deal });
    expect(done?.overdue).to.equal(false);
    expect(done?.submittedAt).to.be.greaterThan(START + 12 * DAY);
    const twice = await refusal(servicer.disclose(document), 'SubmittedAlready');
    expect(twice.message).to.include('Duty 0 was met at 2026-04-13');
  });

  it('list more duties than come in one answer, in their order', async () => {
    const { register, client, deal, contract } = await withDeal();
    for (let subject = 0n; subject < 203n; subject += 1n) {
      await register.write.raise([deal, 6, subject], { account: contract.account });
    }
    const duties = await client.getDisclosures({ deal });
    expect(duties.map(({ duty }) => duty)).to.deep.equal(Array.from({ length: 203 }, (_, i) => i));
    expect(duties.every(({ subject, duty }) => subject === BigInt(duty))).to.equal(true);
    expect(duties[202]?.matter).to.equal('trigger breached');
  });

  it('tell who may raise and disclose', async () => {
    const { stranger, servicer, deal } = await withDeal();
    const raised = await refusal(stranger.raiseDisclosure({ deal, matter: 'other' }), 'MayNotRaise');
    expect(raised.message).to.include('issuer, servicer, trustee and filing agent');
    const none = await refusal(servicer.disclose({ deal, duty: 3, documentHash: HASH('d0'), uri: 'x' }), 'NoSuchDuty');
    expect(none.message).to.include('has no duty 3');
  });
});
