import { expect } from 'chai';
import { network } from 'hardhat';
import { type Address, getAddress, parseAbi } from 'viem';
import { mined } from './chain.ts';
import { createIdentity, deployOnchainId } from './onchainid.ts';
import { TREX_MODULES, deployTrexModule, deployTrexModules, moduleSetting } from './trexModules.ts';
import { deployTrexFactory, deployTrexSuite } from './trexSuite.ts';

const moduleAbi = parseAbi([
  'function initialize()',
  'function owner() view returns (address)',
  'function name() view returns (string)',
]);
const suiteAbi = parseAbi([
  'function registerIdentity(address wallet, address identity, uint16 country)',
  'function unpause()',
  'function mint(address to, uint256 amount)',
  'function transfer(address to, uint256 amount) returns (bool)',
]);
const HONG_KONG = 344;
const SINGAPORE = 702;

async function openChain() {
  const { viem } = await network.create();
  const [owner, seller, buyer, foreigner] = await viem.getWalletClients();
  if (!owner || !seller || !buyer || !foreigner) throw new TypeError('the network has too few accounts');
  return { viem, reader: await viem.getPublicClient(), owner, seller, buyer, foreigner };
}

describe('T-REX modules from npm', () => {
  for (const name of TREX_MODULES) {
    it(`deploys ${name}, owned by its deployer and initialised for good`, async () => {
      const { viem, reader, owner } = await openChain();
      const { address } = await deployTrexModule({ reader, owner }, name);
      const module = { address, abi: moduleAbi } as const;
      expect(await reader.readContract({ ...module, functionName: 'name' })).to.equal(name);
      expect(await reader.readContract({ ...module, functionName: 'owner' })).to.equal(
        getAddress(owner.account.address),
      );
      await viem.assertions.revertWith(
        owner.writeContract({ ...module, functionName: 'initialize' }),
        'Initializable: contract is already initialized',
      );
    });
  }

  /** A T-REX token whose holders may be in Hong Kong, hold 100 and sell 50 a day. */
  async function deployLimitedToken() {
    const chain = await openChain();
    const { reader, owner, seller, buyer, foreigner } = chain;
    const onchainId = await deployOnchainId({ reader, owner });
    const [country, balance, volume] = await deployTrexModules({ reader, owner }, [
      'CountryAllowModule',
      'MaxBalanceModule',
      'TimeTransfersLimitsModule',
    ]);
    const suite = await deployTrexSuite(
      { reader, owner },
      {
        factory: await deployTrexFactory(onchainId),
        name: 'Limited',
        modules: [
          { module: country, setting: moduleSetting.allowCountries([HONG_KONG]) },
          { module: balance, setting: moduleSetting.maxBalance(100n) },
          { module: volume, setting: moduleSetting.transferLimit({ seconds: 86_400, units: 50n }) },
        ],
      },
    );
    const token = { address: suite.token, abi: suiteAbi } as const;
    for (const [{ account }, home] of [
      [owner, HONG_KONG],
      [seller, HONG_KONG],
      [buyer, HONG_KONG],
      [foreigner, SINGAPORE],
    ] as const) {
      const { address: identity } = await createIdentity(onchainId, { wallet: account.address });
      const args = [account.address, identity, home] as const;
      await mined(
        reader,
        owner.writeContract({ ...token, address: suite.identityRegistry, functionName: 'registerIdentity', args }),
      );
    }
    await mined(reader, owner.writeContract({ ...token, functionName: 'unpause' }));
    for (const [{ account }, amount] of [
      [seller, 100n],
      [buyer, 70n],
    ] as const) {
      await mined(reader, owner.writeContract({ ...token, functionName: 'mint', args: [account.address, amount] }));
    }
    const transfer = (to: Address, amount: bigint) =>
      seller.writeContract({ ...token, functionName: 'transfer', args: [to, amount] });
    return { ...chain, transfer };
  }

  it('lets a transfer through that every module allows', async () => {
    const { reader, buyer, transfer } = await deployLimitedToken();
    const { status } = await mined(reader, transfer(buyer.account.address, 30n));
    expect(status).to.equal('success');
  });

  it('stops a transfer to a country that is not allowed', async () => {
    const { viem, foreigner, transfer } = await deployLimitedToken();
    await viem.assertions.revertWith(transfer(foreigner.account.address, 1n), 'Transfer not possible');
  });

  it("stops a transfer that would exceed the buyer's maximum", async () => {
    const { viem, buyer, transfer } = await deployLimitedToken();
    await viem.assertions.revertWith(transfer(buyer.account.address, 31n), 'Transfer not possible');
  });

  it("stops the transfer that exceeds the seller's volume of the day", async () => {
    const { viem, reader, owner, transfer } = await deployLimitedToken();
    await mined(reader, transfer(owner.account.address, 50n));
    await viem.assertions.revertWith(transfer(owner.account.address, 1n), 'Transfer not possible');
  });
});
