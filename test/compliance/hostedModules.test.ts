import { expect } from 'chai';
import { type Address, getAddress, parseEventLogs } from 'viem';
import { complianceAbi } from '../../sdk/index.ts';
import { deployTrexModules, moduleSetting } from '../foreign/trexModules.ts';
import { refusal } from '../sdk/refusal.ts';
import { DAY, addressNamed, admit, investorAt, startPlatform } from '../sdk/platform.ts';
import { actsOn } from './trex.ts';
import { attest, signAttestation } from '../../sdk/index.ts';

const SINGAPORE = 702;
const HONG_KONG = 344;

describe('modules of T-REX, hosted for a Sluice token', () => {
  /** Holders may be in Hong Kong, hold 100, sell 50 a day; 250 units may exist. */
  async function withModules() {
    const started = await startPlatform();
    const { reader, owner, token, registry, issuer, connection } = started;
    const { viem } = connection;
    const foreigner = addressNamed('a foreigner');
    const [alice, bob, carol] = [started.alice, started.bob, started.carol].map(({ account }) => account.address) as [
      Address,
      Address,
      Address,
    ];
    await admit(started, alice, bob, carol);
    const investors = [investorAt(foreigner, { country: SINGAPORE })];
    await attest(owner, { registry, signed: [await signAttestation(issuer, { registry, investors })] });
    const libraries = {
      Explanation: (await viem.deployContract('Explanation')).address,
      RareRules: (await viem.deployContract('RareRules')).address,
    };
    const compliance = await viem.deployContract('Compliance', [owner.account.address, true], { libraries });
    const securityToken = await viem.getContractAt('SecurityToken', token);
    await securityToken.write.setCompliance([compliance.address]);
    const clients = { reader, owner };
    const names = ['CountryAllowModule', 'MaxBalanceModule', 'TimeTransfersLimitsModule', 'SupplyLimitModule'] as const;
    const modules = await deployTrexModules(clients, names);
    const [country, balance, volume, supply] = modules;
    for (const module of modules) await compliance.write.addModule([module]);
    const settings = [
      moduleSetting.allowCountries([HONG_KONG]),
      moduleSetting.maxBalance(100n),
      moduleSetting.transferLimit({ seconds: DAY, units: 50n }),
      moduleSetting.supplyLimit(250n),
    ];
    for (const [index, setting] of settings.entries()) {
      await compliance.write.callModuleFunction([setting, modules[index] as Address]);
    }
    const acts = actsOn(token, clients);
    await acts.mint(alice, 100n);
    return {
      ...started,
      ...acts,
      viem,
      compliance,
      country,
      balance,
      volume,
      supply,
      foreigner,
      to: { alice, bob, carol },
    };
  }

  it('lets through what every module allows', async () => {
    const { alice, send, balanceOf, compliance, token, to } = await withModules();
    expect(await compliance.read.explainTransfer([token, to.alice, to.bob, 50n])).to.deep.equal([]);
    await send(alice, to.bob, 50n);
    expect(await balanceOf(to.bob)).to.equal(50n);
  });

  it('refuses a country that is not allowed, with the name of the module', async () => {
    const { alice, token, country, foreigner, compliance, to } = await withModules();
    const { values } = await refusal(alice.transfer({ token, to: foreigner, amount: 1n }), 'ModuleRefused');
    expect(values).to.deep.equal({ module: getAddress(country) });
    const [reason] = await compliance.read.explainTransfer([token, to.alice, foreigner, 1n]);
    expect(reason?.reason.slice(-40)).to.equal(country.slice(2).toLowerCase());
  });

  it('refuses a sale and a mint above the maximum balance', async () => {
    const { owner, alice, token, balance, mint, to } = await withModules();
    await mint(to.bob, 70n);
    const sale = await refusal(alice.transfer({ token, to: to.bob, amount: 31n }), 'ModuleRefused');
    expect(sale.values).to.deep.equal({ module: getAddress(balance) });
    const mint31 = await refusal(owner.mint({ token, to: to.bob, amount: 31n }), 'ModuleRefused');
    expect(mint31.values).to.deep.equal({ module: getAddress(balance) });
    await alice.transfer({ token, to: to.bob, amount: 30n });
  });

  it('refuses what exceeds the volume of the day, until the day is over', async () => {
    const { alice, token, volume, connection, to } = await withModules();
    await alice.transfer({ token, to: to.bob, amount: 50n });
    const { values } = await refusal(alice.transfer({ token, to: to.bob, amount: 1n }), 'ModuleRefused');
    expect(values).to.deep.equal({ module: getAddress(volume) });
    await connection.networkHelpers.time.increase(DAY + 1);
    await alice.transfer({ token, to: to.bob, amount: 1n });
  });

  it('lets the supply reach the limit exactly, and go no further', async () => {
    const { owner, token, supply, mint, to } = await withModules();
    await mint(to.bob, 100n);
    await mint(to.carol, 50n);
    const { values } = await refusal(owner.mint({ token, to: to.carol, amount: 1n }), 'ModuleRefused');
    expect(values).to.deep.equal({ module: getAddress(supply) });
  });

  it('forces, recovers and burns beyond what modules allow, and tells which did not book it', async () => {
    const { mint, force, burn, balanceOf, balance, to } = await withModules();
    await mint(to.bob, 100n);
    const { logs } = await force(to.alice, to.bob, 60n);
    const events = parseEventLogs({ abi: complianceAbi, eventName: 'ModuleBookingFailed', logs });
    expect(events.map(({ args }) => args)).to.deep.equal([{ module: getAddress(balance), kind: 3 }]);
    expect(await balanceOf(to.bob)).to.equal(160n);
    await burn(to.bob, 60n);
    expect(await balanceOf(to.bob)).to.equal(100n);
  });

  it('sets modules through the compliance contract only', async () => {
    const { viem, owner, compliance, country, token, alice, foreigner } = await withModules();
    await viem.assertions.revertWith(
      owner.sendTransaction({ to: country, data: moduleSetting.allowCountries([SINGAPORE]) }),
      'only bound compliance can call',
    );
    await compliance.write.callModuleFunction([moduleSetting.allowCountries([SINGAPORE]), country]);
    await alice.transfer({ token, to: foreigner, amount: 1n });
  });

  it('asks a module no longer once it is removed', async () => {
    const { compliance, country, balance, token, alice, foreigner } = await withModules();
    await compliance.write.removeModule([country]);
    expect(await compliance.read.getModules()).to.have.length(3);
    expect(await compliance.read.isModuleBound([balance])).to.be.true;
    await alice.transfer({ token, to: foreigner, amount: 1n });
  });
});
