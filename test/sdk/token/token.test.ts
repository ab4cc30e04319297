import { expect } from 'chai';
import { type Address, getAddress, parseEventLogs, zeroAddress } from 'viem';
import { mint, securityTokenAbi, transfer } from '../../../sdk/index.ts';
import { MAXIMUM, ONE, addressNamed, admit, clientOf, startPlatform } from '../platform.ts';
import { failure, refusal } from '../refusal.ts';

describe('token actions', () => {
  async function withHolders() {
    const started = await startPlatform();
    const { token, owner, alice, bob, reader } = started;
    await admit(started, alice.account.address, bob.account.address);
    await mint(owner, { token, to: alice.account.address, amount: 1_000_500_000n });
    const holding = (wallet: Address) => reader.getHolding({ token, wallet });
    return { ...started, holding, aliceAt: alice.account.address, bobAt: bob.account.address };
  }

  it('transfer, mint: from an extended client or one by one, with hash and receipt', async () => {
    const { owner, alice, token, aliceAt, bobAt, holding } = await withHolders();
    const { receipt, hash } = await alice.transfer({ token, to: bobAt, amount: 4n * ONE });
    expect(receipt).to.include({ status: 'success', transactionHash: hash });
    const [event] = parseEventLogs({ abi: securityTokenAbi, eventName: 'Transfer', logs: receipt.logs });
    expect(event?.args).to.deep.equal({ from: getAddress(aliceAt), to: getAddress(bobAt), value: 4n * ONE });
    await transfer(alice, { token, to: bobAt, amount: ONE });
    await mint(owner, { token, to: bobAt, amount: ONE });
    expect((await holding(bobAt)).balance).to.deep.equal({ units: 6n * ONE, decimals: 6, symbol: 'A' });
  });

  it('take amounts as people write them, and no other unit’s', async () => {
    const { alice, reader, token, bobAt, holding } = await withHolders();
    const { amount } = await reader.getToken({ token });
    await alice.transfer({ token, to: bobAt, amount: amount('1,000.25') });
    expect((await holding(bobAt)).balance.units).to.equal(1_000_250_000n);
    const dollars = { units: 1n, decimals: 2, symbol: 'HKD' };
    const error = await failure(alice.transfer({ token, to: bobAt, amount: dollars }), 'AmountOfAnotherUnit');
    expect(error.values).to.deep.equal({
      given: { decimals: 2, symbol: 'HKD' },
      expected: { decimals: 6, symbol: 'A' },
    });
  });

  it('can be had unsigned: encoded for the chain, and tried as whoever will sign', async () => {
    const { owner, reader, token, alice, aliceAt, bobAt, holding } = await withHolders();
    const unsigned = await reader.mint.prepare({ token, to: bobAt, amount: ONE });
    expect(unsigned).to.include({ to: token, value: 0n, chainId: 31337 });
    await reader.waitForTransactionReceipt({ hash: await owner.sendTransaction(unsigned) });
    expect((await holding(bobAt)).balance.units).to.equal(ONE);
    const asAgent = await reader.mint.prepare({ token, to: bobAt, amount: ONE, sender: owner.account.address });
    expect(asAgent).to.deep.equal(unsigned);
    const asOther = mint.prepare(alice, { token, to: bobAt, amount: ONE, sender: aliceAt });
    expect((await refusal(asOther, 'NotAgent')).values).to.deep.equal({ caller: getAddress(aliceAt) });
  });

  it('tell a refusal with amounts in words, and send nothing', async () => {
    const { alice, reader, token, aliceAt, bobAt } = await withHolders();
    const before = await reader.getTransactionCount({ address: aliceAt });
    const error = await refusal(alice.transfer({ token, to: bobAt, amount: 2_000n * ONE }), 'FreeUnitsExceeded');
    expect(error.values).to.deep.equal({ holder: getAddress(aliceAt), free: 1_000_500_000n, needed: 2_000n * ONE });
    expect(error.message).to.include('has 1,000.50 A free to move, and 2,000 A are asked for.');
    expect(await reader.getTransactionCount({ address: aliceAt })).to.equal(before);
  });

  it('work with a client that signs itself', async () => {
    const started = await withHolders();
    const { connection, owner, alice, token, holding } = started;
    const local = clientOf(started, 'a key of its own');
    await connection.networkHelpers.setBalance(local.account.address, 10n ** 18n);
    await admit(started, local.account.address);
    await owner.mint({ token, to: local.account.address, amount: 3n * ONE });
    await local.transfer({ token, to: alice.account.address, amount: ONE });
    expect((await holding(local.account.address)).balance.units).to.equal(2n * ONE);
  });

  it('batchTransfer, batchMint: all or none', async () => {
    const { owner, alice, token, aliceAt, bobAt, holding } = await withHolders();
    await alice.batchTransfer({
      token,
      transfers: [
        { to: bobAt, amount: ONE },
        { to: bobAt, amount: 2n * ONE },
      ],
    });
    expect((await holding(bobAt)).balance.units).to.equal(3n * ONE);
    const stranger = addressNamed('a stranger');
    const mints = [
      { to: aliceAt, amount: ONE },
      { to: stranger, amount: ONE },
    ];
    const error = await refusal(owner.batchMint({ token, mints }), 'HolderNotEligible');
    expect(error.values).to.deep.equal({ wallet: getAddress(stranger) });
    await owner.batchMint({ token, mints: [{ to: bobAt, amount: ONE }] });
    expect((await holding(bobAt)).balance.units).to.equal(4n * ONE);
  });

  it('freeze, unfreeze: some units, or the wallet', async () => {
    const { owner, alice, token, aliceAt, bobAt, holding } = await withHolders();
    await owner.freeze({ token, wallet: aliceAt, amount: 1_000n * ONE });
    expect(await holding(aliceAt)).to.deep.include({ walletFrozen: false });
    expect((await holding(aliceAt)).free.units).to.equal(500_000n);
    const beyond = owner.unfreeze({ token, wallet: aliceAt, amount: 2_000n * ONE });
    expect((await refusal(beyond, 'FrozenUnitsExceeded')).values).to.deep.equal({
      holder: getAddress(aliceAt),
      frozen: 1_000n * ONE,
      needed: 2_000n * ONE,
    });
    await owner.unfreeze({ token, wallet: aliceAt, amount: 1_000n * ONE });
    await owner.freeze({ token, wallet: aliceAt });
    const error = await refusal(alice.transfer({ token, to: bobAt, amount: ONE }), 'WalletFrozen');
    expect(error.message).to.equal(`Wallet ${getAddress(aliceAt)} is frozen: ask the transfer agent.`);
    await owner.unfreeze({ token, wallet: aliceAt });
    await alice.transfer({ token, to: bobAt, amount: ONE });
  });

  it('burn, forcedTransfer: by an agent only', async () => {
    const { owner, alice, token, aliceAt, bobAt, holding } = await withHolders();
    await owner.forcedTransfer({ token, from: aliceAt, to: bobAt, amount: 5n * ONE });
    await owner.burn({ token, holder: bobAt, amount: 2n * ONE });
    expect((await holding(bobAt)).balance.units).to.equal(3n * ONE);
    const caller = { caller: getAddress(aliceAt) };
    const forced = alice.forcedTransfer({ token, from: bobAt, to: aliceAt, amount: ONE });
    expect((await refusal(forced, 'NotAgent')).values).to.deep.equal(caller);
    const burnt = alice.burn({ token, holder: bobAt, amount: ONE });
    expect((await refusal(burnt, 'NotAgent')).values).to.deep.equal(caller);
    const ofLien = owner.forcedTransfer({ token, from: bobAt, to: aliceAt, amount: ONE, lienKeeper: token });
    expect((await refusal(ofLien, 'LienExceeded')).values).to.deep.equal({
      holder: getAddress(bobAt),
      keeper: getAddress(token),
      lien: 0n,
      needed: ONE,
    });
  });

  it('pause, unpause, closeMint', async () => {
    const { owner, alice, reader, token, aliceAt, bobAt } = await withHolders();
    await owner.pause({ token });
    await refusal(alice.transfer({ token, to: bobAt, amount: ONE }), 'TransfersPaused');
    expect(await reader.getToken({ token })).to.include({ paused: true, mintClosed: false });
    await owner.unpause({ token });
    await alice.transfer({ token, to: bobAt, amount: ONE });
    await owner.closeMint({ token });
    await refusal(owner.mint({ token, to: aliceAt, amount: ONE }), 'MintIsClosed');
    expect(await reader.getToken({ token })).to.include({ paused: false, mintClosed: true });
  });

  it('getToken tells everything but holders', async () => {
    const { owner, reader, token, platform } = await withHolders();
    const { amount, ...told } = await reader.getToken({ token });
    expect(told).to.deep.equal({
      token,
      name: 'Pearl River Trade 2026-1 A',
      symbol: 'A',
      decimals: 6,
      version: '1.0.0',
      owner: getAddress(owner.account.address),
      totalSupply: { units: 1_000_500_000n, decimals: 6, symbol: 'A' },
      maximumSupply: { units: MAXIMUM, decimals: 6, symbol: 'A' },
      mintClosed: false,
      paused: false,
      inDeal: false,
      identityRegistry: platform.identityRegistry,
      compliance: platform.compliance,
      onchainID: zeroAddress,
      recordDates: zeroAddress,
    });
    expect(amount('2').units).to.equal(2n * ONE);
  });

  it('deployToken creates one token for one salt', async () => {
    const { owner, reader } = await withHolders();
    const terms = {
      name: 'Pearl River Trade 2026-1 B',
      symbol: 'B',
      decimals: 2,
      maximumSupply: { units: 500n, decimals: 2, symbol: 'B' },
      owner: owner.account.address,
      agents: [owner.account.address],
    };
    const { token } = await owner.deployToken(terms);
    const { symbol, maximumSupply } = await reader.getToken({ token });
    expect({ symbol, maximumSupply }).to.deep.equal({ symbol: 'B', maximumSupply: terms.maximumSupply });
    const again = await refusal(owner.deployToken(terms), 'FailedDeployment');
    expect(again.message).to.include('there is one already of this creator and salt');
    const other = await owner.deployToken({ ...terms, salt: `0x${'42'.repeat(32)}` });
    expect(other.token).not.to.equal(token);
    const ofOtherUnit = owner.deployToken({ ...terms, symbol: 'C' });
    await failure(ofOtherUnit, 'AmountOfAnotherUnit');
  });

  it('recover finds the identity in the registry, and changes nothing the second time', async () => {
    const { owner, reader, registry, token, alice, bob, aliceAt, holding, stranger } = await withHolders();
    const { identity } = await reader.getInvestor({ wallet: aliceAt });
    const newWallet = stranger.account.address;
    const notLinked = owner.recover({ token, lostWallet: aliceAt, newWallet });
    expect((await refusal(notLinked, 'NotTheSameIdentity')).values).to.include({ lostWallet: getAddress(aliceAt) });
    await owner.linkWallet({ wallet: aliceAt, link: await stranger.signLink({ registry, identity }) });
    await owner.recover({ token, lostWallet: aliceAt, newWallet });
    await owner.recover({ token, lostWallet: aliceAt, newWallet, identity });
    expect((await holding(newWallet)).balance.units).to.equal(1_000_500_000n);
    expect((await holding(aliceAt)).successor).to.equal(getAddress(newWallet));
    const toLost = bob.transfer({ token, to: alice.account.address, amount: 0n });
    expect((await refusal(toLost, 'WalletRecovered')).values).to.deep.equal({
      wallet: getAddress(aliceAt),
      successor: getAddress(newWallet),
    });
  });
});
