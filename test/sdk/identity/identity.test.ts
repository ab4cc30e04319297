import { expect } from 'chai';
import { getAddress, zeroAddress } from 'viem';
import { attest, identityOf, identityRegistryAbi, interfaceIds, signAttestation } from '../../../sdk/index.ts';
import {
  DAY,
  SALT,
  START,
  TOPICS,
  addressNamed,
  admit,
  clientOf,
  investorAt,
  isVerified,
  startPlatform,
} from '../platform.ts';
import { failure, refusal } from '../refusal.ts';

describe('identityOf', () => {
  it('gives one address for one client number, and another for another salt or number', () => {
    const reference = 'HK-00017';
    const identity = identityOf({ salt: SALT, reference });
    expect(identity).to.match(/^0x[0-9a-f]{40}$/);
    expect(identityOf({ salt: SALT, reference })).to.equal(identity);
    expect(identityOf({ salt: 'another', reference })).not.to.equal(identity);
    expect(identityOf({ salt: SALT, reference: 'HK-00018' })).not.to.equal(identity);
  });

  it('takes a salt in hex as its bytes', () => {
    expect(identityOf({ salt: '0x73616c74', reference: 'x' })).to.equal(identityOf({ salt: 'salt', reference: 'x' }));
  });
});

describe('attest', () => {
  it('takes what signAttestation signs: the contract hashes the very same', async () => {
    const { issuer, owner, reader, registry, alice, bob } = await startPlatform();
    const investors = [
      investorAt(alice.account.address, { usPerson: true, connected: true }),
      investorAt(bob.account.address, { class: 'venue', clients: 37, evidenceAt: START - DAY }),
    ];
    const signed = await issuer.signAttestation({ investors });
    expect(signed.issuer).to.equal(issuer.account.address);
    expect(signed.attestation.topics).to.deep.equal(TOPICS);
    const { recorded, skipped, receipt } = await owner.attest({ signed: [signed] });
    expect(receipt.status).to.equal('success');
    expect({ recorded, skipped }).to.deep.equal({
      recorded: investors.map(({ wallet }) => getAddress(wallet)),
      skipped: [],
    });
    const again = await attest(owner, { registry, signed: [signed] });
    expect({ recorded: again.recorded, skipped: again.skipped }).to.deep.equal({ recorded: [], skipped: recorded });
    expect(await reader.getInvestor({ wallet: bob.account.address })).to.deep.include({ clients: 37, class: 'venue' });
  });

  it('can be had unsigned, for anyone to send', async () => {
    const started = await startPlatform();
    const { issuer, reader, stranger, alice } = started;
    const signed = [await issuer.signAttestation({ investors: [investorAt(alice.account.address)] })];
    const unsigned = await reader.attest.prepare({ signed });
    await reader.waitForTransactionReceipt({ hash: await stranger.sendTransaction(unsigned) });
    expect(await isVerified(started, alice.account.address)).to.equal(true);
  });

  it('refuses whoever is no trusted issuer, a topic nobody covers, and what was changed after signing', async () => {
    const { issuer, owner, stranger, alice } = await startPlatform();
    const investors = [investorAt(alice.account.address)];
    const byStranger = owner.attest({ signed: [await stranger.signAttestation({ investors })] });
    expect((await refusal(byStranger, 'IssuerNotTrustedHere')).values).to.deep.equal({
      issuer: getAddress(stranger.account.address),
    });
    const narrow = owner.attest({ signed: [await issuer.signAttestation({ investors, topics: [1n, 2n] })] });
    expect((await refusal(narrow, 'TopicNotCovered')).values).to.deep.equal({ topic: 3n });
    const signed = await issuer.signAttestation({ investors });
    const altered = { ...signed, attestation: { ...signed.attestation, topics: [...TOPICS, 4n] } };
    expect((await refusal(owner.attest({ signed: [altered] }), 'EvidenceSignatureInvalid')).values).to.deep.equal({
      issuer: getAddress(issuer.account.address),
    });
  });

  it('SignaturesDiffer: several issuers must have signed the same statement', async () => {
    const { issuer, owner, stranger, alice, bob } = await startPlatform();
    const one = await issuer.signAttestation({ investors: [investorAt(alice.account.address)] });
    const other = await stranger.signAttestation({ investors: [investorAt(bob.account.address)] });
    const error = await failure(owner.attest({ signed: [one, other] }), 'SignaturesDiffer');
    expect(error.values).to.deep.equal({ issuers: [stranger.account.address] });
    expect((await failure(owner.attest({ signed: [] }), 'SignaturesDiffer')).values).to.deep.equal({ issuers: [] });
  });

  it('two issuers cover together what neither covers alone', async () => {
    const started = await startPlatform();
    const { owner, registry, alice } = started;
    const [kyc, tax] = [clientOf(started, 'kyc'), clientOf(started, 'tax')];
    await owner.trustIssuer({ issuer: kyc.account.address, topics: [1n, 2n] });
    await owner.trustIssuer({ issuer: tax.account.address, topics: [3n] });
    const investors = [investorAt(alice.account.address)];
    const signed = await Promise.all([kyc, tax].map((issuer) => signAttestation(issuer, { registry, investors })));
    await refusal(owner.attest({ signed: signed.slice(0, 1) }), 'TopicNotCovered');
    await owner.attest({ signed });
    const { issuers } = await started.reader.getInvestor({ wallet: alice.account.address });
    expect(issuers).to.deep.equal([kyc.account.address, tax.account.address]);
    await owner.distrustIssuer({ issuer: tax.account.address });
    const { eligible, reasons } = await started.reader.getInvestor({ wallet: alice.account.address });
    expect(eligible).to.equal(false);
    expect(reasons.map(({ name, values }) => ({ name, values }))).to.deep.equal([
      { name: 'IssuerNoLongerTrusted', values: { issuer: tax.account.address } },
    ]);
  });
});

describe('getInvestor', () => {
  it('unpacks the record as the contract packs it', async () => {
    const started = await startPlatform();
    const { reader, issuer, owner, alice } = started;
    const wallet = alice.account.address;
    const investor = investorAt(wallet, {
      country: 999,
      class: 'institutional',
      usPerson: true,
      validUntil: START + 90 * DAY + 1_799,
    });
    await owner.attest({ signed: [await issuer.signAttestation({ investors: [investor] })] });
    const state = await reader.readContract({
      address: started.registry,
      abi: identityRegistryAbi,
      functionName: 'registryState',
    });
    expect(await reader.getInvestor({ wallet })).to.deep.equal({
      wallet,
      registered: true,
      identity: getAddress(investor.identity),
      country: 999,
      class: 'institutional',
      usPerson: true,
      connected: false,
      moreWallets: false,
      denied: false,
      claimed: false,
      retired: false,
      validUntil: START + 90 * DAY,
      evidenceAt: START,
      epoch: Number((state >> 64n) & 0x7fn),
      issuerIndexes: [1],
      issuers: [getAddress(issuer.account.address)],
      clients: 0,
      eligible: true,
      reasons: [],
      wallets: [wallet],
    });
  });

  it('says in words why a wallet may not receive', async () => {
    const { reader } = await startPlatform();
    const wallet = addressNamed('nobody knows it');
    const investor = await reader.getInvestor({ wallet });
    expect(investor).to.deep.include({
      registered: false,
      eligible: false,
      identity: zeroAddress,
      wallets: [],
      class: 'none',
    });
    expect(investor.reasons).to.deep.equal([
      {
        name: 'NotRegistered',
        values: { wallet: getAddress(wallet) },
        sentence: `${getAddress(wallet)} is not registered. Whitelist it first.`,
      },
    ]);
  });

  it('names no issuer where the registry of issuers is foreign, and takes no attestation then', async () => {
    const started = await startPlatform();
    const { owner, issuer, reader, registry, connection } = started;
    const [wallet, next] = [addressNamed('admitted before'), addressNamed('came too late')];
    await admit(started, wallet);
    // What gives no indexes; that it is no registry of issuers at all does not matter to what is asked here.
    const { address: foreign } = await connection.viem.deployContract('ForeignRegistry');
    const at = { address: registry, abi: identityRegistryAbi } as const;
    await owner.writeContract({ ...at, functionName: 'setTrustedIssuersRegistry', args: [foreign] });
    const { reasons, issuers } = await reader.getInvestor({ wallet });
    expect(issuers).to.deep.equal([]);
    expect(reasons.map(({ name }) => name)).to.deep.equal(['RuleTightened']);
    const signed = [await issuer.signAttestation({ investors: [investorAt(next)], topics: [1n, 2n, 3n] })];
    const error = await refusal(owner.attest({ signed }), 'IssuersHaveNoIndex');
    expect(error.values).to.deep.equal({ registry: getAddress(foreign) });
    expect(error.message).to.include('attestations cannot be recorded');
  });
});

describe('revoke', () => {
  it('ends what an issuer attested, and is skipped where evidence is younger', async () => {
    const started = await startPlatform();
    const { issuer, owner, stranger, reader, alice, bob } = started;
    const wallets = [alice.account.address, bob.account.address] as const;
    await admit(started, ...wallets);
    const forged = owner.revoke({
      signed: { ...(await stranger.signRevocation({ wallets })), issuer: issuer.account.address },
    });
    await refusal(forged, 'EvidenceSignatureInvalid');
    const old = await issuer.signRevocation({ wallets, issuedAt: START - DAY });
    expect((await owner.revoke({ signed: old })).skipped).to.deep.equal(wallets.map((wallet) => getAddress(wallet)));
    const signed = await issuer.signRevocation({ wallets: [alice.account.address] });
    const { revoked } = await owner.revoke({ signed });
    expect(revoked).to.deep.equal([getAddress(alice.account.address)]);
    expect(await isVerified(started, alice.account.address)).to.equal(false);
    expect(await isVerified(started, bob.account.address)).to.equal(true);
    const { reasons } = await reader.getInvestor({ wallet: alice.account.address });
    expect(reasons[0]?.sentence).to.include('was revoked');
  });
});

describe('linkWallet', () => {
  it('makes a wallet one more of its investor, with its own consent, once', async () => {
    const started = await startPlatform();
    const { owner, reader, alice, registry } = started;
    await admit(started, alice.account.address);
    const cold = clientOf(started, 'a wallet in a safe');
    const { identity } = await reader.getInvestor({ wallet: alice.account.address });
    const link = await cold.signLink({ identity });
    await owner.linkWallet({ wallet: alice.account.address, link });
    const { wallets, eligible, moreWallets } = await reader.getInvestor({ wallet: cold.account.address });
    expect({ eligible, moreWallets }).to.deep.equal({ eligible: true, moreWallets: true });
    expect(wallets).to.deep.equal([alice.account.address, cold.account.address].map((wallet) => getAddress(wallet)));
    await owner.writeContract({
      address: registry,
      abi: identityRegistryAbi,
      functionName: 'deleteIdentity',
      args: [cold.account.address],
    });
    const replayed = owner.linkWallet({ wallet: alice.account.address, link });
    expect((await refusal(replayed, 'LinkSignatureInvalid')).values).to.deep.equal({ wallet: cold.account.address });
    const late = await cold.signLink({ identity, deadline: START });
    const tooLate = owner.linkWallet({ wallet: alice.account.address, link: late });
    expect((await refusal(tooLate, 'LinkExpired')).message).to.include('was good until 2026-04-01 00:00 UTC');
  });
});

describe('deny', () => {
  it('stops wallets or identities, and lets them go again', async () => {
    const started = await startPlatform();
    const { owner, stranger, reader, alice } = started;
    const wallet = alice.account.address;
    await admit(started, wallet);
    const { identity } = await reader.getInvestor({ wallet });
    const names = async () => (await reader.getInvestor({ wallet })).reasons.map(({ name }) => name);
    await owner.deny({ wallets: [wallet] });
    expect(await names()).to.deep.equal(['WalletDenied']);
    await owner.deny({ identities: [identity] });
    expect(await names()).to.deep.equal(['WalletDenied', 'IdentityDenied']);
    await owner.deny({ wallets: [wallet], denied: false });
    await owner.deny({ identities: [identity], denied: false });
    expect(await names()).to.deep.equal([]);
    const error = await refusal(stranger.deny({ wallets: [wallet] }), 'NotAgent');
    expect(error.values).to.deep.equal({ caller: getAddress(stranger.account.address) });
    const unsigned = await reader.deny.prepare({ wallets: [wallet] });
    expect(unsigned.to).to.equal(started.registry);
  });
});

describe('expiring', () => {
  it('lists whose evidence lapses within so many days, soonest first, as it stands now', async () => {
    const started = await startPlatform();
    const { owner, issuer, reader, connection } = started;
    const at = (name: string, days: number, evidenceAt = START) =>
      investorAt(addressNamed(name), { validUntil: START + days * DAY, evidenceAt });
    const sign = (...investors: ReturnType<typeof at>[]) => issuer.signAttestation({ investors });
    await owner.attest({
      signed: [
        await sign(at('late', 300), at('soon', 20), at('sooner', 10), at('denied', 10), at('renewed', 5, START - 1)),
      ],
    });
    await owner.attest({ signed: [await sign(at('renewed', 200))] });
    await owner.deny({ wallets: [addressNamed('denied')] });
    const names = async (days: number) =>
      (await reader.expiring({ days })).map(({ wallet, lapse, lapsesAt, lapsed }) => ({
        wallet,
        lapse,
        lapsesAt,
        lapsed,
      }));
    const entry = (name: string, days: number, lapsed = false) => ({
      wallet: getAddress(addressNamed(name)),
      lapse: 'evidence',
      lapsesAt: START + days * DAY,
      lapsed,
    });
    expect(await names(5)).to.deep.equal([]);
    expect(await names(30)).to.deep.equal([entry('sooner', 10), entry('soon', 20)]);
    await connection.networkHelpers.time.increaseTo(START + 15 * DAY);
    expect(await names(7)).to.deep.equal([entry('sooner', 10, true), entry('soon', 20)]);
  });

  it('counts a stricter rule that was announced', async () => {
    const started = await startPlatform();
    const { owner, reader, alice } = started;
    await admit(started, alice.account.address);
    const from = START + 60 * DAY;
    await owner.requireTopic({ topic: 9n, from });
    expect(await reader.expiring({ days: 30 })).to.deep.equal([]);
    const [first] = await reader.expiring({ days: 61 });
    expect(first).to.deep.include({ lapse: 'stricter rule', lapsesAt: from, lapsed: false });
  });
});

describe('the interfaces that addresses are recognised by', () => {
  it('have the ids that the contracts answer', async () => {
    const { reader, token, platform } = await startPlatform();
    const abi = [
      {
        type: 'function',
        name: 'supportsInterface',
        stateMutability: 'view',
        inputs: [{ type: 'bytes4' }],
        outputs: [{ type: 'bool' }],
      },
    ] as const;
    for (const [kind, address] of [
      ['token', token],
      ['registry', platform.identityRegistry],
      ['compliance', platform.compliance],
    ] as const) {
      const args = [interfaceIds[kind]] as const;
      expect(await reader.readContract({ address, abi, functionName: 'supportsInterface', args })).to.equal(true);
    }
    expect(new Set(Object.values(interfaceIds)).size).to.equal(3);
  });
});
