import { expect } from 'chai';
import { type Address, getAddress } from 'viem';
import { type RuleSettings, identityOf, securityTokenAbi } from '../../../sdk/index.ts';
import { DAY, ONE, SALT, START, addressNamed, admit, investorAt, startPlatform } from '../platform.ts';
import { failure, refusal } from '../refusal.ts';

const A = { decimals: 6, symbol: 'A' };
const amountOf = (units: bigint) => ({ units, ...A });

/** Token A: Alice holds a thousand, Bob may hold. */
async function withHolder() {
  const started = await startPlatform();
  const { owner, alice, bob, token } = started;
  const [aliceAt, bobAt] = [alice.account.address, bob.account.address];
  await admit(started, aliceAt, bobAt);
  await owner.mint({ token, to: aliceAt, amount: 1_000n * ONE });
  return { ...started, aliceAt, bobAt };
}

/** Each rule, set so that it refuses Alice's transfer of 10.5 A to Bob, and what getRules then tells. */
function refusingRules({
  platform,
  bobAt,
  aliceAt,
}: {
  platform: { venueList: Address };
  bobAt: Address;
  aliceAt: Address;
}) {
  const identity = identityOf({ salt: SALT, reference: `client ${aliceAt}` });
  const rules: { set: RuleSettings; told: object; error: string }[] = [
    { set: { rule: 'lotSize', lotSize: ONE }, told: { lotSize: amountOf(ONE) }, error: 'NotInWholeLots' },
    {
      set: { rule: 'investorClass', classes: ['retail', 'institutional'] },
      told: { classes: ['retail', 'institutional'] },
      error: 'ClassNotAllowed',
    },
    {
      set: { rule: 'maximumPerIdentity', maximum: amountOf(10n * ONE) },
      told: { maximum: amountOf(10n * ONE) },
      error: 'MaximumPerIdentityExceeded',
    },
    { set: { rule: 'countryAllow', countries: [702, 36] }, told: { countries: [702, 36] }, error: 'CountryNotAllowed' },
    { set: { rule: 'countryDeny', countries: [344] }, told: { countries: [344] }, error: 'CountryIsDenied' },
    {
      set: { rule: 'volumeWindow', limit: 10n * ONE, window: DAY },
      told: { limit: amountOf(10n * ONE), window: DAY },
      error: 'VolumeExceeded',
    },
    {
      set: { rule: 'minimumHolding', minimum: 11n * ONE },
      told: { minimum: amountOf(11n * ONE) },
      error: 'BelowMinimumHolding',
    },
    { set: { rule: 'holderLimit', limit: 1 }, told: { limits: { all: 1 } }, error: 'HolderLimitReached' },
    {
      set: { rule: 'transferWindow', opens: START + 300 * DAY, closes: START + 301 * DAY },
      told: { opens: START + 300 * DAY, closes: START + 301 * DAY },
      error: 'OutsideTransferWindow',
    },
    {
      set: { rule: 'counterparties', accounts: [platform.venueList] },
      told: { accounts: [platform.venueList] },
      error: 'NoApprovedCounterparty',
    },
    { set: { rule: 'preApproval' }, told: {}, error: 'NotPreApproved' },
    {
      set: { rule: 'venueOnly', venues: platform.venueList },
      told: { venues: platform.venueList },
      error: 'NotThroughAVenue',
    },
    {
      set: { rule: 'riskRetention', identity, floor: 995n * ONE, until: START + 30 * DAY },
      told: { identity: getAddress(identity), floor: amountOf(995n * ONE), until: START + 30 * DAY },
      error: 'BelowRetainedFloor',
    },
    { set: { rule: 'denyList', accounts: [bobAt] }, told: { accounts: [getAddress(bobAt)] }, error: 'OnTokenDenyList' },
  ];
  return rules;
}

const AMOUNT = 10_500_000n;

describe('setRule, disableRule, getRules, explain', () => {
  it('each rule refuses when set, is told with its settings, is explained, and lets go when off', async () => {
    const started = await withHolder();
    const { owner, alice, reader, token, aliceAt, bobAt } = started;
    const transfer = { token, from: aliceAt, to: bobAt, amount: AMOUNT };
    for (const { set, told, error } of refusingRules(started)) {
      await owner.setRule({ token, ...set });
      if (set.rule === 'holderLimit') await owner.recount({ token, wallets: [aliceAt] });
      const inForce = await reader.getRules({ token });
      expect(inForce.find(({ rule }) => rule === set.rule)?.settings, set.rule).to.deep.equal(told);
      const refusals = await reader.explain(transfer);
      expect(refusals.map(({ name, source }) => [name, source])).to.deep.equal([[error, `rule ${set.rule}`]]);
      const thrown = await failure(alice.transfer(transfer), error);
      expect(refusals[0]?.values).to.deep.equal(thrown.values);
      await owner.disableRule({ token, rule: set.rule });
      expect(await reader.explain(transfer)).to.deep.equal([]);
    }
    expect(await reader.getRules({ token })).to.deep.equal([{ rule: 'mainlandChina', settings: {} }]);
    await alice.transfer(transfer);
  });

  it('the rules on who receives: mainland China, from the start, and US persons', async () => {
    const { owner, issuer, reader, token, aliceAt } = await withHolder();
    const [mainland, american] = [addressNamed('mainland'), addressNamed('american')];
    const investors = [investorAt(mainland, { country: 156 }), investorAt(american, { country: 840, usPerson: true })];
    await owner.attest({ signed: [await issuer.signAttestation({ investors })] });
    const to = async (wallet: Address) =>
      (await reader.explain({ token, from: aliceAt, to: wallet, amount: ONE })).map(({ source }) => source);
    expect(await to(mainland)).to.deep.equal(['rule mainlandChina']);
    expect(await to(american)).to.deep.equal([]);
    await owner.setRule({ token, rule: 'usPersons' });
    expect(await to(american)).to.deep.equal(['rule usPersons']);
    await owner.disableRule({ token, rule: 'mainlandChina' });
    expect(await to(mainland)).to.deep.equal([]);
    await owner.setRule({ token, rule: 'mainlandChina' });
    expect(await to(mainland)).to.deep.equal(['rule mainlandChina']);
  });

  it('the supply limit refuses a mint, in the token’s own amounts', async () => {
    const { owner, token, aliceAt } = await withHolder();
    await owner.setRule({ token, rule: 'supplyLimit', limit: amountOf(1_200n * ONE) });
    const error = await refusal(owner.mint({ token, to: aliceAt, amount: 300n * ONE }), 'SupplyLimitExceeded');
    expect(error.values).to.deep.equal({ wouldBe: 1_300n * ONE, limit: 1_200n * ONE });
    expect(error.message).to.include('The supply would be 1,300 A, above its limit of 1,200 A.');
  });

  it('the holder limit counts once who sold out while it was off and buys again', async () => {
    const started = await withHolder();
    const { owner, alice, bob, reader, token, aliceAt, bobAt } = started;
    const third = addressNamed('a third holder');
    await admit(started, third);
    await owner.setRule({ token, rule: 'holderLimit', limit: 3 });
    await owner.recount({ token, wallets: [aliceAt] });
    await alice.transfer({ token, to: bobAt, amount: ONE });
    await owner.disableRule({ token, rule: 'holderLimit' });
    await bob.transfer({ token, to: aliceAt, amount: ONE });
    await owner.setRule({ token, rule: 'holderLimit', limit: 2 });
    await alice.transfer({ token, to: bobAt, amount: ONE });
    const toThird = { token, from: aliceAt, to: third, amount: ONE };
    expect((await reader.explain(toThird)).map(({ name }) => name)).to.deep.equal(['HolderLimitReached']);
    await owner.setRule({ token, rule: 'holderLimit', limit: 3 });
    expect(await reader.explain(toThird)).to.deep.equal([]);
  });

  it('a foreign registry that stops answering finds nobody eligible', async () => {
    const { owner, alice, connection, reader, token, aliceAt, bobAt } = await withHolder();
    const foreign = await connection.viem.deployContract('ForeignRegistry');
    for (const wallet of [aliceAt, bobAt]) await foreign.write.register([wallet, wallet, 344, true]);
    const at = { address: token, abi: securityTokenAbi } as const;
    await owner.writeContract({ ...at, functionName: 'setIdentityRegistry', args: [foreign.address] });
    const transfer = { token, from: aliceAt, to: bobAt, amount: ONE };
    expect(await reader.explain(transfer)).to.deep.equal([]);
    // A contract that reverts, whatever it is asked.
    await connection.networkHelpers.setCode(foreign.address, '0x5f5ffd');
    await failure(alice.transfer(transfer), 'HolderNotEligible');
    expect(await reader.readContract({ ...at, functionName: 'canTransfer', args: [aliceAt, bobAt, ONE] })).to.equal(
      false,
    );
  });

  it('lock-up and record-date blackout say when they end', async () => {
    const { owner, reader, dates, connection } = await startPlatform();
    const { token, aliceAt, bobAt } = await withRecordDates();
    const { networkHelpers } = connection;
    await owner.setRule({ token, rule: 'lockUp', period: 30 * DAY });
    await owner.setRule({ token, rule: 'recordDateBlackout', before: DAY, after: 2 * DAY });
    const recordDate = START + 45 * DAY;
    await owner.listRecordDate({ recordDates: dates, moment: recordDate });
    const acquired = START + 10 * DAY;
    await networkHelpers.time.setNextBlockTimestamp(acquired);
    await owner.mint({ token, to: aliceAt, amount: 100n * ONE });
    const against = async () => reader.explain({ token, from: aliceAt, to: bobAt, amount: ONE });
    const locked = await against();
    expect(locked.map(({ source, ends }) => [source, ends])).to.deep.equal([['rule lockUp', acquired + 30 * DAY]]);
    expect(locked[0]?.sentence).to.include('wait until 2026-05-11 00:00 UTC');
    await networkHelpers.time.increaseTo(recordDate - DAY);
    const resting = await against();
    expect(resting).to.deep.equal([
      {
        name: 'RecordDateNear',
        values: { recordDate: BigInt(recordDate), until: BigInt(recordDate + 2 * DAY) },
        source: 'rule recordDateBlackout',
        ends: recordDate + 2 * DAY,
        sentence: 'Transfers rest around the record date 2026-05-16 00:00 UTC. Transfer from 2026-05-18 00:00 UTC on.',
      },
    ]);
    await networkHelpers.time.increaseTo(recordDate + 2 * DAY);
    expect(await against()).to.deep.equal([]);
    expect(await reader.getRules({ token })).to.deep.include({ rule: 'lockUp', settings: { period: 30 * DAY } });

    async function withRecordDates() {
      const started = await startPlatform();
      await started.owner.addToRecordDates({ recordDates: started.dates, token: started.token });
      await started.owner.setRecordDates({ token: started.token, recordDates: started.dates });
      const [aliceAt, bobAt] = [started.alice.account.address, started.bob.account.address];
      await admit(started, aliceAt, bobAt);
      return { token: started.token, aliceAt, bobAt };
    }
  });

  it('lists grow and shrink, limits by country and class stand beside each other', async () => {
    const { owner, reader, token, aliceAt, bobAt } = await withHolder();
    await owner.setRule({ token, rule: 'countryDeny', countries: [344, 702, 36] });
    await owner.setRule({ token, rule: 'countryDeny', countries: [702], denied: false });
    await owner.setRule({ token, rule: 'denyList', accounts: [aliceAt, bobAt] });
    await owner.setRule({ token, rule: 'denyList', accounts: [aliceAt], denied: false });
    await owner.setRule({ token, rule: 'holderLimit', limit: 200 });
    await owner.setRule({ token, rule: 'holderLimit', country: 344, limit: 50 });
    await owner.setRule({ token, rule: 'holderLimit', class: 'retail', limit: 10 });
    await owner.setRule({ token, rule: 'holderLimit', limit: 0 });
    const settings = Object.fromEntries(
      (await reader.getRules({ token })).map((entry) => [entry.rule, entry.settings]),
    );
    expect(settings).to.deep.equal({
      mainlandChina: {},
      countryDeny: { countries: [344, 36] },
      holderLimit: { limits: { 'country 344': 50, retail: 10 } },
      denyList: { accounts: [getAddress(bobAt)] },
    });
    const both = owner.setRule({ token, rule: 'holderLimit', country: 344, class: 'retail', limit: 5 });
    await failure(both, 'LimitOnTwoThings');
  });

  it('approveTransfer lets exactly one transfer pass, so many times', async () => {
    const { owner, alice, token, aliceAt, bobAt } = await withHolder();
    await owner.setRule({ token, rule: 'preApproval' });
    await owner.approveTransfer({ token, from: aliceAt, to: bobAt, amount: ONE, times: 2 });
    await refusal(alice.transfer({ token, to: bobAt, amount: 2n * ONE }), 'NotPreApproved');
    await alice.transfer({ token, to: bobAt, amount: ONE });
    await alice.transfer({ token, to: bobAt, amount: ONE });
    const third = await refusal(alice.transfer({ token, to: bobAt, amount: ONE }), 'NotPreApproved');
    expect(third.values).to.deep.equal({ sender: getAddress(aliceAt), receiver: getAddress(bobAt), amount: ONE });
    const byStranger = alice.approveTransfer({ token, from: aliceAt, to: bobAt, amount: ONE });
    expect((await refusal(byStranger, 'NotTheTokensAgent')).values).to.deep.equal({
      token: getAddress(token),
      caller: getAddress(aliceAt),
    });
  });

  it('settings are the token’s owner’s alone, within their range, and can be had unsigned', async () => {
    const { owner, alice, reader, token, aliceAt, platform } = await withHolder();
    const byHolder = alice.setRule({ token, rule: 'lotSize', lotSize: ONE });
    expect((await refusal(byHolder, 'NotTheTokensOwner')).values).to.deep.equal({
      token: getAddress(token),
      caller: getAddress(aliceAt),
    });
    const zero = await refusal(owner.setRule({ token, rule: 'lotSize', lotSize: 0n }), 'SettingOutOfRange');
    expect(zero.message).to.include('0 is out of the range of the rule lotSize.');
    const odd = await refusal(
      owner.setRule({ token, rule: 'lotSize', lotSize: 1_234_567_890_123_456_789n }),
      'LimitNotRound',
    );
    expect(odd.message).to.include('1,234,567,890,123.456789 A has more significant digits');
    const unsigned = await reader.disableRule.prepare({ token, rule: 'mainlandChina', sender: owner.account.address });
    expect(unsigned).to.include({ to: platform.compliance, chainId: 31337 });
  });
});

describe('explain', () => {
  it('tells everything at once: token, registry and rules, in words', async () => {
    const { owner, reader, token, aliceAt } = await withHolder();
    const nobody = addressNamed('nobody');
    await owner.pause({ token });
    await owner.freeze({ token, wallet: aliceAt, amount: 995n * ONE });
    await owner.freeze({ token, wallet: aliceAt });
    await owner.setRule({ token, rule: 'lotSize', lotSize: ONE });
    const refusals = await reader.explain({ token, from: aliceAt, to: nobody, amount: AMOUNT });
    expect(refusals.map(({ source, sentence }) => [source, sentence])).to.deep.equal([
      ['token', 'The token is paused. Wait until an agent of the token unpauses it.'],
      ['token', `Wallet ${getAddress(aliceAt)} is frozen: ask the transfer agent.`],
      [
        'token',
        `${getAddress(aliceAt)} has 5 A free to move, and 10.50 A are asked for. ` +
          'Ask for less; frozen units and units under lien are not free.',
      ],
      ['registry', `${getAddress(nobody)} is not registered. Whitelist it first.`],
      ['rule lotSize', '10.50 A is not a multiple of the lot of 1 A. Move whole lots: 10 A, say.'],
    ]);
    expect(refusals.every(({ ends }) => ends === undefined)).to.equal(true);
  });

  it('says until when a refusal stands, where time alone ends it', async () => {
    const { owner, reader, token, aliceAt, bobAt, connection } = await withHolder();
    const until = START + 49 * DAY + 18 * 3_600;
    const identity = identityOf({ salt: SALT, reference: `client ${aliceAt}` });
    await owner.setRule({ token, rule: 'riskRetention', identity, floor: 1_000n * ONE, until });
    const [refused] = await reader.explain({ token, from: aliceAt, to: bobAt, amount: ONE });
    expect(refused?.ends).to.equal(until);
    expect(refused?.sentence).to.equal(
      `${getAddress(aliceAt)} would keep 999 A, and must retain 1,000 A of the risk. ` +
        'Move at least 1 A less. Refused until 2026-05-20 18:00 UTC.',
    );
    await connection.networkHelpers.time.increaseTo(until);
    expect(await reader.explain({ token, from: aliceAt, to: bobAt, amount: ONE })).to.deep.equal([]);
  });

  it('is asked of a given compliance contract where the token’s own is another', async () => {
    const { reader, token, aliceAt, bobAt, platform } = await withHolder();
    const asked = { token, from: aliceAt, to: bobAt, amount: 2_000n * ONE, compliance: platform.compliance };
    expect((await reader.explain(asked)).map(({ name }) => name)).to.deep.equal(['FreeUnitsExceeded']);
  });
});
