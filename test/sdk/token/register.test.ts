import { expect } from 'chai';
import { type Address, createPublicClient, custom, getAddress } from 'viem';
import { recordDatesAbi, register, securityTokenAbi } from '../../../sdk/index.ts';
import { DAY, ONE, START, type Started, addressNamed, admit, startPlatform } from '../platform.ts';
import { failure, refusal } from '../refusal.ts';

/** Token A with two record dates, and holders who change before, between and after them. */
async function withRecordDates() {
  const started = await startPlatform();
  const { owner, alice, bob, carol, token, dates, connection } = started;
  await owner.addToRecordDates({ recordDates: dates, token });
  await owner.setRecordDates({ token, recordDates: dates });
  const wallets = [alice, bob, carol].map(({ account }) => account.address) as [Address, Address, Address];
  await admit(started, ...wallets);
  const goTo = (moment: number) => connection.networkHelpers.time.increaseTo(moment);
  return { ...started, wallets, goTo };
}

async function holdersOf({ reader, token }: Started, at?: number): Promise<Record<Address, bigint>> {
  const { holders } = await reader.register({ token, ...(at === undefined ? {} : { at }) });
  return Object.fromEntries(holders.map(({ wallet, amount }) => [wallet, amount.units]));
}

describe('record dates and the register', () => {
  const FIRST = START + 10 * DAY;
  const SECOND = START + 20 * DAY;

  it('lists dates in any order, each in its place, with notice', async () => {
    const { owner, dates, reader } = await withRecordDates();
    for (const moment of [SECOND, FIRST, SECOND + DAY]) await owner.listRecordDate({ recordDates: dates, moment });
    const again = owner.listRecordDate({ recordDates: dates, moment: FIRST });
    expect((await refusal(again, 'RecordDateAlreadyListed')).values).to.deep.equal({ moment: FIRST });
    const { timestamp } = await reader.getBlock();
    const soon = Number(timestamp) + 60;
    const error = await refusal(owner.listRecordDate({ recordDates: dates, moment: soon }), 'RecordDateTooSoon');
    expect(error.values.moment).to.equal(soon);
    expect(error.message).to.include('is the earliest');
  });

  it('lets a token go once it has no units and none can be minted', async () => {
    const { owner, dates, token, reader, wallets } = await withRecordDates();
    const remove = () => owner.removeFromRecordDates({ recordDates: dates, token });
    await owner.mint({ token, to: wallets[0], amount: ONE });
    expect((await refusal(remove(), 'TokenNeedsRecordDates')).values).to.deep.equal({ token });
    await owner.burn({ token, holder: wallets[0], amount: ONE });
    await owner.closeMint({ token });
    await remove();
    const told = { address: dates, abi: recordDatesAbi, functionName: 'tells', args: [token] } as const;
    expect(await reader.readContract(told)).to.equal(false);
    expect((await refusal(remove(), 'TokenNotAdded')).values).to.deep.equal({ token });
  });

  it('is the contract’s at every record date, whatever happened since: transfers, mints, burns, orders, recoveries', async () => {
    const started = await withRecordDates();
    const { owner, alice, bob, carol, stranger, token, dates, registry, reader, goTo, wallets } = started;
    const [aliceAt, bobAt, carolAt] = wallets;
    for (const moment of [FIRST, SECOND]) await owner.listRecordDate({ recordDates: dates, moment });
    await owner.mint({ token, to: aliceAt, amount: 100n * ONE });
    await owner.mint({ token, to: bobAt, amount: 50n * ONE });
    await goTo(FIRST + 1);
    await alice.transfer({ token, to: carolAt, amount: 30n * ONE });
    await owner.burn({ token, holder: bobAt, amount: 50n * ONE });
    const { identity } = await reader.getInvestor({ wallet: aliceAt });
    await owner.linkWallet({ wallet: aliceAt, link: await stranger.signLink({ registry, identity }) });
    await owner.recover({ token, lostWallet: aliceAt, newWallet: stranger.account.address });
    await goTo(SECOND + 1);
    await owner.forcedTransfer({ token, from: carolAt, to: bobAt, amount: 5n * ONE });
    await carol.transfer({ token, to: bobAt, amount: ONE });
    await bob.transfer({ token, to: carolAt, amount: 2n * ONE });

    expect(await holdersOf(started, FIRST)).to.deep.equal({
      [getAddress(aliceAt)]: 100n * ONE,
      [getAddress(bobAt)]: 50n * ONE,
    });
    const successor = getAddress(stranger.account.address);
    expect(await holdersOf(started, SECOND)).to.deep.equal({
      [successor]: 70n * ONE,
      [getAddress(carolAt)]: 30n * ONE,
    });
    expect(await holdersOf(started)).to.deep.equal({
      [successor]: 70n * ONE,
      [getAddress(carolAt)]: 26n * ONE,
      [getAddress(bobAt)]: 4n * ONE,
    });
    const { holders, totalSupply, at } = await reader.register({ token, at: FIRST });
    expect({ at, supply: totalSupply.units }).to.deep.equal({ at: FIRST, supply: 150n * ONE });
    expect(holders.map((holder) => holder.successor)).to.deep.equal([successor, undefined]);
  });

  it('takes the balance before the first block at or after the date', async () => {
    const started = await withRecordDates();
    const { owner, alice, token, dates, connection, wallets } = started;
    const [aliceAt, bobAt] = wallets;
    await owner.listRecordDate({ recordDates: dates, moment: FIRST });
    await owner.mint({ token, to: aliceAt, amount: 10n * ONE });
    await connection.networkHelpers.time.setNextBlockTimestamp(FIRST - 1);
    await alice.transfer({ token, to: bobAt, amount: ONE });
    await connection.networkHelpers.time.setNextBlockTimestamp(FIRST);
    await alice.transfer({ token, to: bobAt, amount: ONE });
    expect(await holdersOf(started, FIRST)).to.deep.equal({
      [getAddress(aliceAt)]: 9n * ONE,
      [getAddress(bobAt)]: ONE,
    });
  });

  it('is read of more holders than fit one call, and in ranges a node answers for', async () => {
    const started = await withRecordDates();
    const { owner, token, reader, connection } = started;
    const many = Array.from({ length: 150 }, (_, i) => addressNamed(`holder ${i}`));
    await admit(started, ...many);
    for (const to of [many.slice(0, 75), many.slice(75)]) {
      await owner.batchMint({ token, mints: to.map((wallet) => ({ to: wallet, amount: ONE })) });
    }
    const ranges: number[] = [];
    const narrow = custom({
      request: ({ method, params }: { method: string; params?: unknown[] }) => {
        if (method === 'eth_getLogs') {
          const [{ fromBlock, toBlock }] = params as [{ fromBlock: string; toBlock: string }];
          ranges.push(Number(toBlock) - Number(fromBlock) + 1);
          if (Number(toBlock) - Number(fromBlock) >= 10) throw new Error('query exceeds 10 blocks');
        }
        return connection.provider.request({ method, params: params ?? [] });
      },
    });
    const client = createPublicClient({ chain: reader.chain, transport: narrow });
    const { holders } = await register(client, { token });
    expect(holders.length).to.equal(150);
    expect(ranges.filter((blocks) => blocks <= 10).length).to.be.greaterThan(1);
  });

  it('refuses a moment that is no record date, or has not come', async () => {
    const { owner, reader, token, dates, goTo } = await withRecordDates();
    await owner.listRecordDate({ recordDates: dates, moment: FIRST });
    for (const at of [FIRST - 1, FIRST]) {
      const error = await refusal(reader.register({ token, at }), 'NotAPastRecordDate');
      expect(error.values).to.deep.equal({ moment: BigInt(at) });
    }
    await goTo(FIRST);
    expect((await reader.register({ token, at: FIRST })).holders).to.deep.equal([]);
  });

  it('RegisterDiffers: a node that keeps back an event is found out', async () => {
    const { owner, reader, token, connection, wallets } = await withRecordDates();
    const [aliceAt, bobAt] = wallets;
    await owner.mint({ token, to: aliceAt, amount: 10n * ONE });
    await owner.mint({ token, to: bobAt, amount: 5n * ONE });
    const forgetful = custom({
      request: async ({ method, params }: { method: string; params?: unknown[] }) => {
        const answer: unknown = await connection.provider.request({ method, params: params ?? [] });
        return method === 'eth_getLogs' && Array.isArray(answer) ? (answer.slice(1) as unknown[]) : answer;
      },
    });
    const client = createPublicClient({ chain: reader.chain, transport: forgetful });
    const error = await failure(register(client, { token }), 'RegisterDiffers');
    expect(error.values).to.deep.equal({
      token,
      at: undefined,
      differences: [{ of: 'total supply', rebuilt: 5n * ONE, told: 15n * ONE }],
    });
    const whole = await register(reader, { token });
    expect(whole.totalSupply.units).to.equal(
      await reader.readContract({ address: token, abi: securityTokenAbi, functionName: 'totalSupply' }),
    );
  });

  it('setRecordDates: only from a list that tells the token, and before the first mint', async () => {
    const { owner, alice, token, dates } = await startPlatform();
    const untold = owner.setRecordDates({ token, recordDates: dates });
    expect((await refusal(untold, 'RecordDatesNotAccepted')).values).to.deep.equal({ source: getAddress(dates) });
    const stranger = alice.addToRecordDates({ recordDates: dates, token });
    expect((await refusal(stranger, 'OwnableUnauthorizedAccount')).values).to.deep.equal({
      account: getAddress(alice.account.address),
    });
    await owner.addToRecordDates({ recordDates: dates, token });
    await owner.setRecordDates({ token, recordDates: dates });
    const again = owner.addToRecordDates({ recordDates: dates, token });
    expect((await refusal(again, 'TokenAlreadyAdded')).values).to.deep.equal({ token: getAddress(token) });
  });
});
