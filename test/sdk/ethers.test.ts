import { expect } from 'chai';
import { BrowserProvider, isError } from 'ethers';
import { connect } from '../../sdk/ethers/index.ts';
import { ONE, admit, startPlatform } from './platform.ts';

describe('connect, for users of ethers', () => {
  it('mints and transfers through typed contracts, and decodes errors of rules behind the token', async () => {
    const started = await startPlatform();
    const { connection, platform, token: address, owner, alice, bob } = started;
    await admit(started, alice.account.address, bob.account.address);
    await owner.setRule({ token: address, rule: 'lotSize', lotSize: 5n * ONE });
    const provider = new BrowserProvider(connection.provider);
    const addresses = { token: address, identityRegistry: platform.identityRegistry };

    const { token, identityRegistry } = connect(await provider.getSigner(owner.account.address), addresses);
    await (await token.mint(alice.account.address, 10n * ONE)).wait();
    const holder = connect(await provider.getSigner(alice.account.address), addresses);
    await (await holder.token.transfer(bob.account.address, 5n * ONE)).wait();

    expect(await token.balanceOf(bob.account.address)).to.equal(5n * ONE);
    expect(await identityRegistry.isVerified(bob.account.address)).to.equal(true);
    const refused: unknown = await holder.token.transfer
      .staticCall(bob.account.address, ONE)
      .catch((error: unknown) => error);
    if (!isError(refused, 'CALL_EXCEPTION')) throw new TypeError(`expected a refusal, got ${String(refused)}`);
    expect(refused.revert?.name).to.equal('NotInWholeLots');
    const told: unknown = refused.revert?.args;
    expect(told).to.deep.equal([ONE, 5n * ONE]);
  });
});
