import { expect } from 'chai';
import { createClient, createPublicClient, createWalletClient, custom, defineChain, http, zeroAddress } from 'viem';
import {
  type SluiceError,
  explain,
  getInvestor,
  getToken,
  mint,
  register,
  setRule,
  signAttestation,
  sluiceActions,
  transfer,
  whitelist,
} from '../../sdk/index.ts';
import { ONE, addressNamed, admit, clientOf, investorAt, keyNamed, startPlatform } from './platform.ts';
import { failure } from './refusal.ts';

const elsewhere = defineChain({
  id: 177,
  name: 'Elsewhere',
  nativeCurrency: { name: 'Coin', symbol: 'COIN', decimals: 18 },
  rpcUrls: { default: { http: ['http://127.0.0.1:1'] } },
});

describe('a client that cannot work', () => {
  it('WrongChain: its node serves another chain, for reads, writes, signatures and unsigned transactions', async () => {
    const { connection, token, registry, alice } = await startPlatform();
    const transport = custom(connection.provider);
    const client = createWalletClient({ account: alice.account, chain: elsewhere, transport });
    const to = alice.account.address;
    const wrong = { expected: 177, actual: 31337 };
    const attempts: (() => PromiseLike<unknown>)[] = [
      () => transfer(client, { token, to, amount: ONE }),
      () => transfer.prepare(client, { token, to, amount: ONE }),
      () => signAttestation(client, { registry, investors: [], topics: [] }),
      () => whitelist(client, { registry, investors: [] }),
      () => register(client, { token }),
      () => getToken(client, { token }),
      () => getInvestor(client, { registry, wallet: to }),
      () => explain(client, { token, from: to, to, amount: ONE }),
    ];
    for (const attempt of attempts) {
      const error = await failure(attempt(), 'WrongChain');
      expect(error.values).to.deep.equal(wrong);
      expect(error.message).to.include('set up for chain 177, but its node serves chain 31337');
    }
  });

  it('NoFunds: its key has no coin for gas', async () => {
    const started = await startPlatform();
    const poor = clientOf(started, 'a key without a coin');
    await admit(started, started.alice.account.address, poor.account.address);
    await started.owner.mint({ token: started.token, to: poor.account.address, amount: ONE });
    const sent = poor.transfer({ token: started.token, to: started.alice.account.address, amount: ONE });
    const error = await failure(sent, 'NoFunds');
    expect(error.values).to.deep.equal({ account: poor.account.address, chainId: 31337 });
    expect(error.message).to.include('Send it some of the chain’s own coin');
  });

  it('RpcUnreachable: its node does not answer', async () => {
    const transport = http('http://127.0.0.1:1', { retryCount: 0 });
    const client = createWalletClient({ account: keyNamed('anybody'), chain: elsewhere, transport });
    const token = addressNamed('a token');
    const attempts: (() => PromiseLike<unknown>)[] = [
      () => mint(client, { token, to: token, amount: ONE }),
      () => getToken(client, { token }),
      () => whitelist(client, { registry: token, investors: [investorAt(token)] }),
    ];
    for (const attempt of attempts) {
      const error = await failure(attempt(), 'RpcUnreachable');
      expect(error.values).to.include({ url: 'http://127.0.0.1:1' });
      expect(error.message).to.include('The node at http://127.0.0.1:1 does not answer');
    }
  });

  it('RpcUnreachable: its node goes away in the midst', async () => {
    const { connection, token, alice, reader } = await startPlatform();
    const dying = custom(
      {
        request: ({ method, params }: { method: string; params?: unknown[] }) => {
          if (method === 'eth_sendTransaction') throw new Error('connect ECONNREFUSED 127.0.0.1:8545');
          return connection.provider.request({ method, params: params ?? [] });
        },
      },
      { retryCount: 0 },
    );
    const client = createWalletClient({ account: alice.account, chain: reader.chain, transport: dying });
    await failure(transfer(client, { token, to: token, amount: 0n }), 'HolderNotEligible');
    const started = await startPlatform();
    await admit(started, alice.account.address);
    await failure(transfer(client, { token, to: alice.account.address, amount: 0n }), 'RpcUnreachable');
  });

  it('NoAccount: it has none to sign with', async () => {
    const { connection, reader, token, registry } = await startPlatform();
    const client = createClient({ chain: reader.chain, transport: custom(connection.provider) }).extend(
      sluiceActions(),
    );
    const error = await failure(client.transfer({ token, to: token, amount: ONE }), 'NoAccount');
    expect(error.values).to.deep.equal({ doing: 'transfer' });
    const unsigned = client.signAttestation({ registry, investors: [], topics: [] });
    expect((await failure(unsigned, 'NoAccount')).values).to.deep.equal({ doing: 'the attestation' });
  });

  it('SignatureDeclined: the wallet’s owner says no', async () => {
    const started = await startPlatform();
    const { connection, reader, alice, token } = started;
    await admit(started, alice.account.address);
    const declining = custom({
      request: ({ method, params }: { method: string; params?: unknown[] }) => {
        if (method === 'eth_sendTransaction')
          throw Object.assign(new Error('User rejected the request.'), { code: 4001 });
        return connection.provider.request({ method, params: params ?? [] });
      },
    });
    const client = createWalletClient({ account: alice.account, chain: reader.chain, transport: declining });
    const error = await failure(
      transfer(client, { token, to: alice.account.address, amount: 0n }),
      'SignatureDeclined',
    );
    expect(error.values).to.deep.equal({ doing: 'transfer' });
  });
});

describe('an address that is something else', () => {
  const nowhere = addressNamed('nothing is here');

  async function attempts(address: `0x${string}`): Promise<[string, () => PromiseLike<unknown>][]> {
    const { owner, reader, token } = await startPlatform();
    const to = owner.account.address;
    return [
      ['NotASluiceToken', () => owner.transfer({ token: address, to, amount: 0n })],
      ['NotASluiceToken', () => owner.mint.prepare({ token: address, to, amount: ONE })],
      [
        'NotASluiceToken',
        () => owner.transfer({ token: address, to, amount: { units: 1n, decimals: 6, symbol: 'A' } }),
      ],
      ['NotASluiceToken', () => owner.recover({ token: address, lostWallet: to, newWallet: token })],
      ['NotASluiceToken', () => setRule(owner, { token: address, rule: 'usPersons' })],
      ['NotASluiceToken', () => reader.getToken({ token: address })],
      ['NotASluiceToken', () => reader.getHolding({ token: address, wallet: to })],
      ['NotASluiceToken', () => reader.register({ token: address })],
      ['NotASluiceToken', () => reader.explain({ token: address, from: to, to, amount: ONE })],
      ['NotARegistry', () => owner.refresh({ registry: address, wallets: [to] })],
      ['NotARegistry', () => owner.signAttestation({ registry: address, investors: [] })],
      ['NotARegistry', () => owner.whitelist({ registry: address, investors: [investorAt(to)] })],
      ['NotARegistry', () => reader.getInvestor({ registry: address, wallet: to })],
      ['NotARegistry', () => reader.expiring({ registry: address, days: 1 })],
      ['NotACompliance', () => reader.explain({ token, from: to, to, amount: ONE, compliance: address })],
    ];
  }

  it('is told as what it is not, where there is no code at all', async () => {
    for (const [name, attempt] of await attempts(nowhere)) {
      const error = await failure(attempt(), name);
      expect(error.values).to.deep.equal({ address: nowhere, chainId: 31337 });
      expect(error.message).to.include(nowhere);
    }
  });

  it('is told as what it is not, where another contract stands', async () => {
    const { platform } = await startPlatform();
    for (const [name, attempt] of await attempts(platform.venueList)) {
      expect((await failure(attempt(), name)).values).to.deep.equal({ address: platform.venueList, chainId: 31337 });
    }
  });

  it('NoContract: a factory or a list of record dates that is not there', async () => {
    const { owner, registry, token, platform } = await startPlatform();
    const missing: [() => PromiseLike<unknown>, string][] = [
      [() => owner.addToRecordDates({ recordDates: nowhere, token }), 'a list of record dates'],
      [() => owner.removeFromRecordDates({ recordDates: nowhere, token }), 'a list of record dates'],
      [() => owner.listRecordDate({ recordDates: nowhere, moment: 1 }), 'a list of record dates'],
      [
        () => owner.trustIssuer({ issuersRegistry: nowhere, issuer: token, topics: [1n] }),
        'a trusted issuers registry',
      ],
      [
        () =>
          owner.deployToken({
            factory: nowhere,
            name: 'B',
            symbol: 'B',
            decimals: 6,
            maximumSupply: 1n,
            owner: token,
            agents: [],
            registry,
            compliance: platform.compliance,
          }),
        'a token factory',
      ],
    ];
    for (const [attempt, expected] of missing) {
      const error = await failure(attempt(), 'NoContract');
      expect(error.values).to.deep.equal({ address: nowhere, chainId: 31337, expected });
    }
  });

  it('AddressMissing: an action that was not told where its contract is', async () => {
    const { connection, reader, alice } = await startPlatform();
    const client = createWalletClient({
      account: alice.account,
      chain: reader.chain,
      transport: custom(connection.provider),
    }).extend(sluiceActions());
    const error = await failure(client.refresh({ wallets: [zeroAddress] }), 'AddressMissing');
    expect(error.values).to.deep.equal({ parameter: 'registry' });
  });
});

describe('a failure nobody foresaw', () => {
  it('RequestFailed: keeps what the node said, in one line, and its cause', async () => {
    const { reader, token } = await startPlatform();
    const odd = custom(
      { request: () => Promise.reject(Object.assign(new Error('quota\n exceeded'), { code: -32005 })) },
      { retryCount: 0 },
    );
    const client = createPublicClient({ chain: reader.chain, transport: odd });
    const error: SluiceError = await failure(getToken(client, { token }), 'RequestFailed');
    expect(error.values).to.deep.equal({ doing: 'the check of the chain', details: 'quota exceeded' });
    expect(error.cause).to.be.instanceOf(Error);
  });
});
