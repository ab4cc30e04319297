import { expect } from 'chai';
import { type Address, getAddress, stringToHex } from 'viem';
import { addClaim, revokeClaim } from '../../foreign/claims.ts';
import { createClaimIssuer, createIdentity, deployOnchainId } from '../../foreign/onchainid.ts';
import { DAY, HONG_KONG, TOPICS, addressNamed, investorAt, isVerified, keyNamed, startPlatform } from '../platform.ts';
import { refusal } from '../refusal.ts';

const SIGNER = keyNamed('the key of a claim issuer');

/** A platform that trusts an ONCHAINID claim issuer, and wallets with identity contracts that hold its claims. */
async function withClaims() {
  const started = await startPlatform();
  const { connection, owner } = started;
  const [sender] = await connection.viem.getWalletClients();
  if (!sender) throw new TypeError('the network has too few accounts');
  const reader = await connection.viem.getPublicClient();
  const onchainId = await deployOnchainId({ reader, owner: sender });
  const { address: issuer } = await createClaimIssuer(onchainId, { owner: sender, signer: SIGNER.address });
  await owner.trustIssuer({ issuer, topics: TOPICS });
  const claimsOf = async (identity: Address, topics: readonly bigint[]) => {
    for (const topic of topics) {
      const claim = { identity, topic, issuer, data: stringToHex('checked') };
      await addClaim(reader, { ...claim, signer: SIGNER, sender });
    }
  };
  const identityWith = async (wallet: Address, topics = TOPICS) => {
    const { address } = await createIdentity(onchainId, { wallet, managers: [sender.account.address] });
    await claimsOf(address, topics);
    return address;
  };
  return { ...started, sender, chainReader: reader, claimIssuer: issuer, identityWith, claimsOf };
}

describe('investors with claims in an ONCHAINID', () => {
  it('registerIdentity reads the claims at once, updateProfile says what they do not tell', async () => {
    const started = await withClaims();
    const { owner, reader, identityWith } = started;
    const wallet = addressNamed('has claims');
    const identity = await identityWith(wallet);
    await owner.registerIdentity({ wallet, identity, country: HONG_KONG });
    await owner.updateProfile({ wallet, class: 'institutional', usPerson: false, connected: true });
    const investor = await reader.getInvestor({ wallet });
    expect(investor).to.deep.include({
      identity: getAddress(identity),
      class: 'institutional',
      connected: true,
      claimed: true,
      eligible: true,
      issuers: [getAddress(started.claimIssuer)],
    });
    const again = owner.registerIdentity({ wallet, identity, country: HONG_KONG });
    expect((await refusal(again, 'AlreadyRegistered')).values).to.deep.equal({
      wallet: getAddress(wallet),
      identity: getAddress(identity),
    });
    const plain = owner.registerIdentity({ wallet: identity, identity: wallet, country: HONG_KONG });
    expect((await refusal(plain, 'IdentityHasNoCode')).values).to.deep.equal({ identity: getAddress(wallet) });
  });

  it('refresh, refreshAll, expiring: claims lapse by age and count again once read', async () => {
    const started = await withClaims();
    const { owner, stranger, reader, connection, identityWith } = started;
    const wallets = [1, 2, 3].map((number) => addressNamed(`claimed ${number}`));
    for (const wallet of wallets) {
      await owner.registerIdentity({ wallet, identity: await identityWith(wallet), country: HONG_KONG });
    }
    expect(await reader.expiring({ days: 6 })).to.deep.equal([]);
    const soon = await reader.expiring({ days: 8 });
    expect(soon.map(({ wallet, lapse }) => ({ wallet, lapse }))).to.deep.equal(
      wallets.map((wallet) => ({ wallet: getAddress(wallet), lapse: 'claims' })),
    );
    await connection.networkHelpers.time.increase(8 * DAY);
    const [first, ...others] = wallets as [Address, ...Address[]];
    expect(await isVerified(started, first)).to.equal(false);
    await stranger.refresh({ wallets: [first] });
    expect(await isVerified(started, first)).to.equal(true);
    const action = stranger.refreshAll({ wallets: others, chunk: 1 });
    const steps: string[] = [];
    for await (const { text } of action) steps.push(text);
    expect(steps).to.deep.equal(['1 of 2 wallets refreshed', '2 of 2 wallets refreshed']);
    expect(await action).to.deep.include({ refreshed: others, batches: 2 });
    expect(await reader.expiring({ days: 6 })).to.deep.equal([]);
  });

  it('whitelist registers them, sets their profiles, and says whose claims do not suffice', async () => {
    const started = await withClaims();
    const { owner, issuer, reader, identityWith, claimsOf } = started;
    const row = async (name: string, given: Partial<ReturnType<typeof investorAt>> = {}, topics = TOPICS) => {
      const wallet = addressNamed(name);
      return investorAt(wallet, { evidence: 'claims', identity: await identityWith(wallet, topics), ...given });
    };
    const retail = await row('retail', { class: 'retail' });
    const fund = await row('fund', { class: 'institutional' });
    const partly = await row('partly', { class: 'retail' }, TOPICS.slice(0, 2));
    const attested = investorAt(addressNamed('attested'));
    const investors = [retail, fund, partly, attested];
    const first = await owner.whitelist({ investors, issuer });
    expect(first.admitted).to.deep.equal([attested, retail, fund].map(({ wallet }) => getAddress(wallet)));
    expect(first.batches).to.equal(3);
    expect(first.refused.map(({ row: number, wallet }) => [number, wallet])).to.deep.equal([
      [3, getAddress(partly.wallet)],
    ]);
    expect(first.refused[0]?.problems[0]?.text).to.match(
      /^investors row 3, evidence: .*There is no valid claim on topic 3 /,
    );
    await claimsOf(partly.identity, [3n]);
    await owner.refresh({ wallets: [partly.wallet] });
    const second = await owner.whitelist({ investors, issuer });
    expect(second).to.deep.include({ admitted: [], batches: 0, refused: [] });
    expect(second.already.length).to.equal(4);
    expect(await reader.getInvestor({ wallet: fund.wallet })).to.deep.include({
      class: 'institutional',
      claimed: true,
    });
  });

  it('a claim its issuer revoked counts no more once it is read', async () => {
    const started = await withClaims();
    const { owner, chainReader, sender, claimIssuer, identityWith } = started;
    const wallet = addressNamed('loses a claim');
    const identity = await identityWith(wallet, TOPICS.slice(0, 2));
    const claim = { identity, topic: 3n, issuer: claimIssuer, data: stringToHex('checked') };
    const { signature } = await addClaim(chainReader, { ...claim, signer: SIGNER, sender });
    await owner.registerIdentity({ wallet, identity, country: HONG_KONG });
    expect(await isVerified(started, wallet)).to.equal(true);
    await revokeClaim(chainReader, { issuer: claimIssuer, signature, sender });
    await owner.refresh({ wallets: [wallet] });
    const { reasons } = await started.reader.getInvestor({ wallet });
    expect(reasons.map(({ name }) => name)).to.include('ClaimMissing');
  });
});
