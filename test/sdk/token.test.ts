import { expect } from 'chai';
import { getAddress, parseEventLogs } from 'viem';
import { mint, securityTokenAbi, transfer } from '../../sdk/index.ts';
import { refusal } from './refusal.ts';
import { ONE, admit, startPlatform } from './platform.ts';

describe('token actions', () => {
  async function withHolder() {
    const started = await startPlatform();
    await admit(started, started.alice.account.address, started.bob.account.address);
    return started;
  }

  it('mints and transfers, one by one or from an extended client', async () => {
    const { owner, alice, bob, token, reader } = await withHolder();
    await mint(owner, { token, to: alice.account.address, amount: 10n * ONE });
    const { receipt, hash } = await alice.transfer({ token, to: bob.account.address, amount: 4n * ONE });
    expect(receipt.status).to.equal('success');
    expect(receipt.transactionHash).to.equal(hash);
    const [event] = parseEventLogs({ abi: securityTokenAbi, eventName: 'Transfer', logs: receipt.logs });
    expect(event?.args.value).to.equal(4n * ONE);
    const left = await reader.readContract({
      address: token,
      abi: securityTokenAbi,
      functionName: 'balanceOf',
      args: [alice.account.address],
    });
    expect(left).to.equal(6n * ONE);
  });

  it('gives the transaction unsigned for whoever has the key', async () => {
    const { owner, alice, reader, token } = await withHolder();
    const unsigned = await reader.mint.prepare({ token, to: alice.account.address, amount: ONE });
    expect(unsigned).to.include({ to: token, value: 0n, chainId: 31337 });
    const hash = await owner.sendTransaction(unsigned);
    expect((await reader.waitForTransactionReceipt({ hash })).status).to.equal('success');
  });

  it('says in words why a transfer is refused, with amounts as people write them', async () => {
    const { owner, alice, bob, token } = await withHolder();
    await owner.mint({ token, to: alice.account.address, amount: 1_000_500_000n });
    const error = await refusal(
      transfer(alice, { token, to: bob.account.address, amount: 2_000n * ONE }),
      'FreeUnitsExceeded',
    );
    expect(error.values).to.deep.equal({
      holder: getAddress(alice.account.address),
      free: 1_000_500_000n,
      needed: 2_000n * ONE,
    });
    expect(error.message).to.include('has 1,000.50 A free to move, and 2,000 A are asked for.');
  });
});
