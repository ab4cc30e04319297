import { expect } from 'chai';
import * as sluice from 'sluice';
import * as actions from 'sluice/actions';
import { connect } from 'sluice/ethers';
import {
  WaitForTransactionReceiptTimeoutError,
  createPublicClient,
  createWalletClient,
  custom,
  getAddress,
} from 'viem';
import { toSluiceError } from '../../sdk/chain/failures.ts';
import { readMany } from '../../sdk/chain/read.ts';
import { identityRegistryAbi, refreshAll, transfer } from '../../sdk/index.ts';
import { ONE, type Started, addressNamed, admit, startPlatform } from './platform.ts';
import { failure, refusal } from './refusal.ts';

type Request = { method: string; params?: unknown[] };

/** Alice's client, on a node that answers some requests differently. */
function clientOn({ connection, alice, reader }: Started, answer: (request: Request) => unknown) {
  const request = async ({ method, params = [] }: Request): Promise<unknown> =>
    (await answer({ method, params })) ?? (await connection.provider.request({ method, params }));
  const transport = custom({ request }, { retryCount: 0 });
  return createWalletClient({ account: alice.account, chain: reader.chain, transport, pollingInterval: 10 });
}

describe('the package', () => {
  it('has one door for everything, one for actions alone, one for users of ethers', () => {
    expect(actions).to.include.all.keys('whitelist', 'transfer', 'explain', 'register');
    for (const [name, action] of Object.entries(actions)) expect(sluice).to.have.property(name, action);
    expect(connect).to.be.a('function');
  });

  it('binds every action to a client, each write with its unsigned variant', async () => {
    const { alice } = await startPlatform();
    for (const [name, action] of Object.entries(actions)) {
      const bound: unknown = alice[name as keyof typeof actions];
      expect(bound, name).to.be.a('function');
      expect(Object.hasOwn(bound as object, 'prepare'), name).to.equal(Object.hasOwn(action, 'prepare'));
    }
  });
});

describe('a write that something else overtakes', () => {
  it('is told by what came between, though it was mined', async () => {
    const started = await startPlatform();
    const { connection, owner, alice, bob, token } = started;
    await admit(started, alice.account.address, bob.account.address);
    await owner.mint({ token, to: alice.account.address, amount: ONE });
    const { to, data } = await owner.pause.prepare({ token });
    const client = clientOn(started, async ({ method, params }) => {
      if (method !== 'eth_sendTransaction') return undefined;
      await connection.provider.request({ method: 'evm_setAutomine', params: [false] });
      const hash: unknown = await connection.provider.request({
        method,
        params: [{ ...(params as [object])[0], gas: '0x100000' }],
      });
      const before = {
        from: owner.account.address,
        to,
        data,
        gas: '0x100000',
        maxPriorityFeePerGas: '0x174876e800',
        maxFeePerGas: '0x2e90edd000',
      };
      await connection.provider.request({ method, params: [before] });
      await connection.networkHelpers.mine();
      await connection.provider.request({ method: 'evm_setAutomine', params: [true] });
      return hash;
    });
    await refusal(transfer(client, { token, to: bob.account.address, amount: ONE }), 'TransfersPaused');
  });

  it('TransactionReverted: or by its hash, where trying it again tells nothing', async () => {
    const started = await startPlatform();
    const { alice, token, reader } = started;
    await admit(started, alice.account.address);
    const client = clientOn(started, async ({ method, params }) => {
      if (method !== 'eth_getTransactionReceipt') return undefined;
      const receipt: unknown = await started.connection.provider.request({ method, params: params ?? [] });
      return receipt === null ? undefined : { ...(receipt as object), status: '0x0' };
    });
    const sent = transfer(client, { token, to: alice.account.address, amount: 0n });
    const { values } = await failure(sent, 'TransactionReverted');
    const { transactions } = await reader.getBlock();
    expect(values).to.deep.equal({ doing: 'transfer', hash: transactions[0] });
  });

  it('NotMinedYet: is named by its hash if it takes too long', async () => {
    const { reader } = await startPlatform();
    const hash = `0x${'12'.repeat(32)}` as const;
    const cause = new WaitForTransactionReceiptTimeoutError({ hash });
    const error = toSluiceError(cause, { doing: 'mint', client: reader, hash });
    expect(error.name).to.equal('NotMinedYet');
    expect(error.values).to.deep.equal({ doing: 'mint', hash });
  });
});

describe('a batch', () => {
  it('NoGasLeftInTransaction: of a single item that needs more than a transaction may use', async () => {
    const started = await startPlatform();
    const wallets = [started.alice.account.address];
    await admit(started, ...wallets);
    const client = clientOn(started, ({ method }) => (method === 'eth_estimateGas' ? '0x1000000' : undefined));
    const error = await failure(refreshAll(client, { registry: started.registry, wallets }), 'NoGasLeftInTransaction');
    expect(error.values).to.deep.equal({ doing: 'refresh', cap: 16_777_216n });
  });

  it('is cut where the node itself says that the gas does not suffice', async () => {
    const started = await startPlatform();
    const wallets = [1, 2, 3, 4, 5].map((number) => addressNamed(`wallet ${number}`));
    await admit(started, ...wallets);
    const client = clientOn(started, ({ method, params }) => {
      const [{ data = '' } = {}] = (params ?? []) as { data?: string }[];
      if (method === 'eth_estimateGas' && data.length > 400)
        throw new Error('gas required exceeds allowance (16777216)');
      return undefined;
    });
    const { batches, refreshed } = await refreshAll(client, { registry: started.registry, wallets });
    expect({ batches, refreshed }).to.deep.equal({ batches: 2, refreshed: wallets });
  });
});

describe('many questions', () => {
  it('are asked one by one of a node that takes no code with a call', async () => {
    const started = await startPlatform();
    const { connection, reader, registry, alice } = started;
    await admit(started, alice.account.address);
    const strict = custom({
      request: ({ method, params = [] }: Request) => {
        const [call] = params as [{ to?: string }];
        if (method === 'eth_call' && call.to === undefined)
          throw new Error('contract creation is not allowed in eth_call');
        return connection.provider.request({ method, params });
      },
    });
    const client = createPublicClient({ chain: reader.chain, transport: strict });
    const wallets = [
      ...Array.from({ length: 40 }, (_, i) => addressNamed(`nobody ${i}`)),
      getAddress(alice.account.address),
    ];
    const answers = await readMany(client, {
      address: registry,
      abi: identityRegistryAbi,
      functionName: 'isVerified',
      listOfArgs: wallets.map((wallet) => [wallet] as const),
    });
    expect(answers.length).to.equal(41);
    expect(answers.filter((verified) => verified)).to.deep.equal([true]);
    expect(answers[40]).to.equal(true);
  });
});
