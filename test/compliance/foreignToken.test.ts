import { expect } from 'chai';
import { type Address, getAddress, zeroAddress } from 'viem';
import { createIdentity } from '../foreign/onchainid.ts';
import { DAY, HONG_KONG, addressNamed, startPlatform } from '../sdk/platform.ts';
import { actsOn, deployTrexToken, register, trexAbi } from './trex.ts';

const MAINLAND = 156;
const NOT_POSSIBLE = 'Transfer not possible';
const NOT_FOLLOWED = 'Compliance not followed';

describe('Compliance for a token of T-REX', () => {
  /** A T-REX token whose compliance is Sluice's shared contract; alice holds 100. */
  async function openToken() {
    const started = await startPlatform();
    const { reader, owner, platform, connection } = started;
    const [alice, bob, carol] = [started.alice, started.bob, started.carol].map(({ account }) => account.address) as [
      Address,
      Address,
      Address,
    ];
    const clients = { reader, owner };
    const { suite, onchainId } = await deployTrexToken(clients, [
      [alice, HONG_KONG],
      [bob, HONG_KONG],
      [carol, MAINLAND],
    ]);
    const { token } = suite;
    await owner.writeContract({
      address: token,
      abi: trexAbi,
      functionName: 'setCompliance',
      args: [platform.compliance],
    });
    const compliance = await connection.viem.getContractAt('Compliance', platform.compliance);
    const acts = actsOn(token, clients);
    await acts.mint(alice, 100n);
    const enter = async (wallet: Address, managers: Address[] = []) => {
      const { address: identity } = await createIdentity(onchainId, { wallet, managers });
      await register(clients, suite, { wallet, identity, country: HONG_KONG });
      return identity;
    };
    return { ...connection, ...acts, compliance, token, alice, bob, carol, started, enter };
  }

  it('binds the token that sets it, with the mainland closed', async () => {
    const { viem, compliance, token, carol, send, mint, started } = await openToken();
    expect(await compliance.read.isTokenBound([token])).to.be.true;
    expect(await compliance.read.enabledRules([token])).to.equal(1n);
    expect(await compliance.read.getTokenBound()).to.equal(zeroAddress);
    await viem.assertions.revertWith(send(started.alice, carol, 1n), NOT_POSSIBLE);
    await viem.assertions.revertWith(mint(carol, 1n), NOT_FOLLOWED);
  });

  it("takes rules from the token's owner and approvals from its agents, and from nobody else", async () => {
    const { viem, compliance, token, alice, bob, send, started } = await openToken();
    const { account } = started.alice;
    const who: [Address, Address] = [getAddress(token), getAddress(alice)];
    await viem.assertions.revertWithCustomErrorWithArgs(
      compliance.write.setLotSize([token, 10n], { account }),
      compliance,
      'NotTheTokensOwner',
      who,
    );
    await viem.assertions.revertWithCustomErrorWithArgs(
      compliance.write.approveTransfer([token, alice, bob, 10n, 1n], { account }),
      compliance,
      'NotTheTokensAgent',
      who,
    );
    await compliance.write.setLotSize([token, 10n]);
    await compliance.write.setPreApproval([token]);
    await compliance.write.approveTransfer([token, alice, bob, 10n, 1n]);
    await viem.assertions.revertWith(send(started.alice, bob, 5n), NOT_POSSIBLE);
    await send(started.alice, bob, 10n);
    await viem.assertions.revertWith(send(started.alice, bob, 10n), NOT_POSSIBLE);
  });

  it('tells every reason of its rules at once', async () => {
    const { compliance, token, alice, carol } = await openToken();
    await compliance.write.setLotSize([token, 10n]);
    await compliance.write.setMaximumPerIdentity([token, 4n]);
    expect(await compliance.read.rulesAgainst([token, alice, carol, 5n])).to.have.length(3);
  });

  it('keeps the volume of the day and lets it go with the window', async () => {
    const { viem, networkHelpers, compliance, token, bob, send, started } = await openToken();
    await compliance.write.setVolumeWindow([token, 50n, DAY]);
    await send(started.alice, bob, 30n);
    await viem.assertions.revertWith(send(started.alice, bob, 21n), NOT_POSSIBLE);
    await send(started.alice, bob, 20n);
    await networkHelpers.time.increase(DAY);
    await send(started.alice, bob, 50n);
  });

  it('counts holders when they buy, sell out, are minted to and burnt', async () => {
    const { viem, compliance, token, alice, bob, send, mint, burn, started, enter } = await openToken();
    const { address: newcomer } = started.stranger.account;
    await enter(newcomer);
    await compliance.write.setHolderLimit([token, 2]);
    await compliance.write.recount([token, [alice]]);
    await mint(bob, 10n);
    await viem.assertions.revertWith(send(started.alice, newcomer, 1n), NOT_POSSIBLE);
    await viem.assertions.revertWith(mint(newcomer, 1n), NOT_FOLLOWED);
    await burn(bob, 10n);
    await send(started.alice, newcomer, 1n);
    await viem.assertions.revertWith(send(started.alice, bob, 1n), NOT_POSSIBLE);
    await send(started.stranger, alice, 1n);
    await send(started.alice, bob, 1n);
  });

  it('locks what was minted or bought, and limits the supply', async () => {
    const { viem, networkHelpers, compliance, token, alice, bob, send, mint, started } = await openToken();
    await compliance.write.setLockUp([token, 10 * DAY]);
    await compliance.write.setSupplyLimit([token, 110n]);
    await mint(alice, 10n);
    await viem.assertions.revertWith(mint(alice, 1n), NOT_FOLLOWED);
    await send(started.alice, bob, 100n);
    await viem.assertions.revertWith(send(started.alice, bob, 1n), NOT_POSSIBLE);
    await viem.assertions.revertWith(send(started.bob, alice, 1n), NOT_POSSIBLE);
    await networkHelpers.time.increase(10 * DAY);
    await send(started.alice, bob, 10n);
    await send(started.bob, alice, 100n);
  });

  it('lets forced transfers and recoveries through that its rules would refuse as sales', async () => {
    const { viem, compliance, token, alice, bob, send, force, recover, balanceOf, started, enter } = await openToken();
    const { address: found } = started.stranger.account;
    const lost = addressNamed('a lost wallet');
    const identity = await enter(lost, [found]);
    await compliance.write.setPreApproval([token]);
    await compliance.write.setVolumeWindow([token, 5n, DAY]);
    await compliance.write.setHolderLimit([token, 1]);
    await compliance.write.setLockUp([token, DAY]);
    await viem.assertions.revertWith(send(started.alice, bob, 5n), NOT_POSSIBLE);
    await force(alice, bob, 60n);
    await force(alice, lost, 40n);
    await recover(lost, found, identity);
    expect(await balanceOf(bob)).to.equal(60n);
    expect(await balanceOf(found)).to.equal(40n);
  });

  it('takes no blackout for a token that knows no record dates', async () => {
    const { viem, compliance, token } = await openToken();
    await viem.assertions.revert(compliance.write.setRecordDateBlackout([token, DAY, DAY]));
  });
});
