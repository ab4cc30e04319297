import { expect } from 'chai';
import { type Address, getAddress, parseEventLogs } from 'viem';
import { explain, standardCallsAbi } from '../../sdk/index.ts';
import { foreignBytecode } from '../foreign/artifacts.ts';
import { type Clients, deployed, mined } from '../foreign/chain.ts';
import { createIdentity } from '../foreign/onchainid.ts';
import { deployTrexModules, moduleSetting } from '../foreign/trexModules.ts';
import { refusal } from '../sdk/refusal.ts';
import { HONG_KONG, addressNamed, startPlatform } from '../sdk/platform.ts';
import { actsOn, deployTrexToken, register, trexAbi } from './trex.ts';

/** A modular compliance contract of T-REX's, as published, in which nobody holds more than 100. */
async function deployTrexCompliance({ reader, owner }: Clients): Promise<Address> {
  const bytecode = foreignBytecode({
    package: '@tokenysolutions/t-rex',
    source: 'contracts/compliance/modular/ModularCompliance.sol',
  });
  const { address } = await deployed(reader, owner.deployContract({ abi: [], bytecode }));
  await mined(reader, owner.writeContract({ address, abi: trexAbi, functionName: 'init' }));
  return address;
}

describe('a Sluice token on registry and compliance of T-REX', () => {
  async function onTrex() {
    const started = await startPlatform();
    const { reader, owner, token, connection, platform } = started;
    const [alice, bob] = [started.alice.account.address, started.bob.account.address];
    const clients = { reader, owner };
    const { suite, onchainId } = await deployTrexToken(clients, [[bob, HONG_KONG]]);
    const { address: identity } = await createIdentity(onchainId, { wallet: alice });
    await register(clients, suite, { wallet: alice, identity, country: HONG_KONG });
    const compliance = await deployTrexCompliance(clients);
    const sluice = await connection.viem.getContractAt('SecurityToken', token);
    await sluice.write.setIdentityRegistry([suite.identityRegistry]);
    await sluice.write.setCompliance([compliance]);
    const [module] = await deployTrexModules(clients, ['MaxBalanceModule']);
    const modular = { address: compliance, abi: trexAbi } as const;
    await mined(reader, owner.writeContract({ ...modular, functionName: 'addModule', args: [module] }));
    const args = [moduleSetting.maxBalance(100n), module] as const;
    await mined(reader, owner.writeContract({ ...modular, functionName: 'callModuleFunction', args }));
    const acts = actsOn(token, clients);
    await acts.mint(alice, 100n);
    const reasons = async (to: Address, amount: bigint) =>
      (await explain(reader, { token, from: alice, to, amount, compliance: platform.compliance })).map(
        ({ name }) => name,
      );
    return { ...started, ...acts, suite, clients, compliance, sluice, identity, to: { alice, bob }, reasons };
  }

  it('binds itself there', async () => {
    const { reader, compliance, token } = await onTrex();
    const bound = await reader.readContract({ address: compliance, abi: trexAbi, functionName: 'getTokenBound' });
    expect(bound).to.equal(getAddress(token));
  });

  it('moves what both allow, and they book it', async () => {
    const { alice, bob, send, burn, mint, balanceOf, sluice, to, reasons } = await onTrex();
    expect(await reasons(to.bob, 40n)).to.deep.equal([]);
    expect(await sluice.read.canTransfer([to.alice, to.bob, 40n])).to.be.true;
    await send(alice, to.bob, 40n);
    await send(bob, to.alice, 0n);
    await burn(to.alice, 10n);
    await mint(to.alice, 50n);
    expect(await balanceOf(to.alice)).to.equal(100n);
  });

  it('refuses whom the registry does not know', async () => {
    const { alice, token, sluice, to, reasons } = await onTrex();
    const stranger = addressNamed('a stranger');
    const { values } = await refusal(alice.transfer({ token, to: stranger, amount: 1n }), 'HolderNotEligible');
    expect(values).to.deep.equal({ wallet: getAddress(stranger) });
    expect(await sluice.read.canTransfer([to.alice, stranger, 1n])).to.be.false;
    expect(await reasons(stranger, 1n)).to.include('HolderNotEligible');
  });

  it('refuses what the compliance contract refuses, which gives no reason', async () => {
    const { owner, alice, token, compliance, mint, sluice, to, reasons } = await onTrex();
    await mint(to.bob, 70n);
    const sale = await refusal(alice.transfer({ token, to: to.bob, amount: 31n }), 'ForeignComplianceRefused');
    expect(sale.values).to.deep.equal({ compliance: getAddress(compliance) });
    const more = await refusal(owner.mint({ token, to: to.bob, amount: 31n }), 'ForeignComplianceRefused');
    expect(more.values).to.deep.equal({ compliance: getAddress(compliance) });
    expect(await sluice.read.canTransfer([to.alice, to.bob, 31n])).to.be.false;
    expect(await reasons(to.bob, 31n)).to.deep.equal(['ForeignComplianceRefused']);
  });

  it('forces units beyond what the compliance contract books, and says so', async () => {
    const { force, mint, balanceOf, compliance, to } = await onTrex();
    await mint(to.bob, 70n);
    const { logs } = await force(to.alice, to.bob, 60n);
    const [failed] = parseEventLogs({ abi: standardCallsAbi, eventName: 'ForeignBookingFailed', logs });
    expect(failed?.args).to.deep.equal({
      compliance: getAddress(compliance),
      from: getAddress(to.alice),
      to: getAddress(to.bob),
      amount: 60n,
    });
    expect(await balanceOf(to.bob)).to.equal(130n);
  });

  it('recovers a wallet to another one that the registry knows under the same identity', async () => {
    const { owner, token, clients, suite, identity, recover, balanceOf, to } = await onTrex();
    const found = addressNamed('the wallet found');
    await refusal(owner.recover({ token, lostWallet: to.alice, newWallet: found, identity }), 'NotTheSameIdentity');
    await register(clients, suite, { wallet: found, identity, country: HONG_KONG });
    await recover(to.alice, found, identity);
    expect(await balanceOf(found)).to.equal(100n);
    expect(await balanceOf(to.alice)).to.equal(0n);
  });

  it('comes back to the platform', async () => {
    const { sluice, platform, alice, token, to } = await onTrex();
    await sluice.write.setCompliance([platform.compliance]);
    await alice.transfer({ token, to: to.bob, amount: 60n });
    await sluice.write.setIdentityRegistry([platform.identityRegistry]);
    await refusal(alice.transfer({ token, to: to.bob, amount: 1n }), 'HolderNotEligible');
  });
});
