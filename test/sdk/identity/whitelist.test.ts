import { expect } from 'chai';
import { type Address, createWalletClient, custom, getAddress } from 'viem';
import {
  type Investor,
  type InvestorsRejected,
  identityOf,
  identityRegistryAbi,
  sluiceActions,
  whitelist,
} from '../../../sdk/index.ts';
import {
  DAY,
  SALT,
  START,
  type Started,
  addressNamed,
  admit,
  investorAt,
  isVerified,
  startPlatform,
} from '../platform.ts';
import { failure, refusal } from '../refusal.ts';

const CHINA = 156;

function rows(count: number, given: Partial<Investor> = {}): Investor[] {
  return Array.from({ length: count }, (_, i) => {
    const { identity: _identity, ...investor } = investorAt(addressNamed(`row ${i}`), {
      reference: `C-${i}`,
      ...given,
    });
    return investor;
  });
}

/** How many transactions the owner, who submits, has sent. */
function sentBy({ reader, owner }: Started): Promise<number> {
  return reader.getTransactionCount({ address: owner.account.address });
}

/** How often each wallet's record was written. */
async function recordsWritten({ reader, registry }: Started): Promise<Map<Address, number>> {
  const logs = await reader.getContractEvents({
    address: registry,
    abi: identityRegistryAbi,
    eventName: 'EvidenceRecorded',
    fromBlock: 0n,
    strict: true,
  });
  const written = new Map<Address, number>();
  for (const { args } of logs) written.set(args.wallet, (written.get(args.wallet) ?? 0) + 1);
  return written;
}

/** The owner's client, of which `kill` decides before and after each request whether its node is gone. */
function mortal(started: Started, kill: { before?: (method: string) => boolean; after?: (method: string) => boolean }) {
  const { connection, owner, reader, platform } = started;
  const gone = new Error('connect ECONNREFUSED 127.0.0.1:8545');
  const request = async ({ method, params }: { method: string; params?: unknown[] }): Promise<unknown> => {
    if (kill.before?.(method) === true) throw gone;
    const answer: unknown = await connection.provider.request({ method, params: params ?? [] });
    if (kill.after?.(method) === true) throw gone;
    return answer;
  };
  return createWalletClient({
    account: owner.account,
    chain: reader.chain,
    transport: custom({ request }, { retryCount: 0 }),
    pollingInterval: 10,
  }).extend(sluiceActions({ platform }));
}

describe('whitelist', () => {
  it('admits a list in batches with one signature each, and tells its steps', async () => {
    const started = await startPlatform();
    const { owner, issuer, reader } = started;
    const investors = rows(250);
    const action = owner.whitelist({ investors, issuer, salt: SALT });
    const steps = [];
    for await (const step of action) steps.push(step);
    expect(steps.map(({ kind, done, total, wallets }) => [kind, done, total, wallets.length])).to.deep.equal([
      ['checked', 0, 250, 0],
      ['attested', 100, 250, 100],
      ['attested', 200, 250, 100],
      ['attested', 250, 250, 50],
    ]);
    expect(steps[0]?.text).to.equal('250 to admit, 0 admitted already, 0 refused');
    const { admitted, already, refused, batches, gasUsed, gasPerInvestor } = await action;
    expect({ already, refused, batches }).to.deep.equal({ already: [], refused: [], batches: 3 });
    expect(admitted).to.deep.equal(investors.map(({ wallet }) => getAddress(wallet)));
    expect(gasUsed).to.equal(steps.reduce((sum, step) => sum + step.gasUsed, 0n));
    expect(gasPerInvestor).to.equal((gasUsed + 249n) / 250n);
    const last = await reader.getInvestor({ wallet: addressNamed('row 249') });
    expect(last).to.deep.include({
      eligible: true,
      identity: getAddress(identityOf({ salt: SALT, reference: 'C-249' })),
    });
  });

  it('admits a thousand, and sends nothing when run again', async () => {
    const started = await startPlatform();
    const { owner, issuer } = started;
    const investors = rows(1_000);
    const first = await owner.whitelist({ investors, issuer, salt: SALT });
    expect(first.admitted.length).to.equal(1_000);
    expect(first.batches).to.equal(10);
    const before = await sentBy(started);
    const second = await owner.whitelist({ investors, issuer, salt: SALT });
    expect(second.already.length).to.equal(1_000);
    expect(second).to.deep.include({ admitted: [], refused: [], batches: 0, gasUsed: 0n, gasPerInvestor: 0n });
    expect(await sentBy(started)).to.equal(before);
  });

  it('halves a batch that would pass the gas cap of a transaction', async () => {
    const started = await startPlatform();
    const { owner, issuer } = started;
    const investors = rows(800);
    const before = await sentBy(started);
    const { admitted, batches } = await owner.whitelist({ investors, issuer, salt: SALT, chunk: 800 });
    expect({ admitted: admitted.length, batches }).to.deep.equal({ admitted: 800, batches: 2 });
    expect(await sentBy(started)).to.equal(before + 2);
  });

  for (const [when, kill] of [
    [
      'before a batch is sent',
      (count: () => number) => ({ before: (method: string) => method === 'eth_sendTransaction' && count() > 2 }),
    ],
    [
      'after a batch was sent, before its receipt',
      (count: () => number) => ({ after: (method: string) => method === 'eth_sendTransaction' && count() > 2 }),
    ],
  ] as const) {
    it(`killed ${when} and run again, does the rest and nothing twice`, async () => {
      const started = await startPlatform();
      const { owner, issuer } = started;
      const investors = rows(250);
      const before = await sentBy(started);
      let sent = 0;
      const dying = mortal(
        started,
        kill(() => (sent += 1)),
      );
      await failure(dying.whitelist({ investors, issuer, salt: SALT, chunk: 60 }), 'RpcUnreachable');
      const sentBeforeDeath = (await sentBy(started)) - before;
      expect(sentBeforeDeath).to.equal(when.startsWith('before') ? 2 : 3);
      const { admitted, already, batches } = await owner.whitelist({ investors, issuer, salt: SALT, chunk: 60 });
      const done = sentBeforeDeath * 60;
      expect({ admitted: admitted.length, already: already.length }).to.deep.equal({
        admitted: 250 - done,
        already: done,
      });
      expect(batches).to.equal(Math.ceil((250 - done) / 60));
      expect(await sentBy(started)).to.equal(before + sentBeforeDeath + batches);
      const written = await recordsWritten(started);
      expect([written.size, Math.max(...written.values())]).to.deep.equal([250, 1]);
    });
  }

  it('waits for what an interrupted run sent before it plans the rest', async () => {
    const started = await startPlatform();
    const { owner, issuer, connection } = started;
    const investors = rows(20);
    const signed = [
      await issuer.signAttestation({
        investors: investors.map((row) => ({ ...row, identity: identityOf({ salt: SALT, reference: row.reference }) })),
      }),
    ];
    const { to, data } = await owner.attest.prepare({ signed });
    await connection.provider.request({ method: 'evm_setAutomine', params: [false] });
    await owner.sendTransaction({ to, data });
    const running = Promise.resolve(owner.whitelist({ investors, issuer, salt: SALT }));
    await connection.networkHelpers.mine();
    await connection.provider.request({ method: 'evm_setAutomine', params: [true] });
    const { already, batches } = await running;
    expect([already.length, batches]).to.deep.equal([20, 0]);
  });

  it('stops when the loop is left, and does the rest when run again', async () => {
    const { owner, issuer } = await startPlatform();
    const investors = rows(90);
    for await (const { kind } of owner.whitelist({ investors, issuer, salt: SALT, chunk: 30 }))
      if (kind === 'attested') break;
    const { admitted, already } = await owner.whitelist({ investors, issuer, salt: SALT, chunk: 30 });
    expect([admitted.length, already.length]).to.deep.equal([60, 30]);
  });

  it('tells of a byte order mark, CRLF and blanks, and admits all the same', async () => {
    const { owner, issuer } = await startPlatform();
    const wallet = getAddress(addressNamed('in a spreadsheet'));
    const text = [
      '\ufeffreference,wallet,identity,country,class,validUntil,usPerson,evidence,evidenceDate',
      `C-1,${wallet},,HK ,professional,2027-03-01,no,attestation,2026-03-31`,
      '',
    ].join('\r\n');
    const notes: string[] = [];
    const { admitted } = await owner.whitelist({
      investors: { text, file: 'spring.csv' },
      issuer,
      salt: SALT,
      onNote: (note) => notes.push(note.text),
    });
    expect(admitted).to.deep.equal([wallet]);
    expect(notes).to.deep.equal([
      'spring.csv row 1: a byte order mark; expected none, read without',
      'spring.csv: lines end in CRLF; expected LF, read all the same',
      'spring.csv row 2, country: blanks around "HK"; expected none, dropped',
    ]);
  });

  it('takes the sender as the issuer, a CSV as a list, and topics as told', async () => {
    const started = await startPlatform();
    const { issuer } = started;
    const wallet = getAddress(addressNamed('in a CSV'));
    const text = [
      'reference,wallet,identity,country,class,validUntil,usPerson,evidence,evidenceDate',
      `C-1,${wallet},,HK,professional,2027-03-01,no,attestation,2026-03-31`,
      '',
    ].join('\n');
    const { admitted } = await whitelist(issuer, {
      registry: started.registry,
      investors: text,
      salt: SALT,
      topics: [1n, 2n, 3n],
    });
    expect(admitted).to.deep.equal([wallet]);
    expect(await isVerified(started, wallet)).to.equal(true);
  });

  it('InvestorsRejected: every problem at once, of the rows and of the chain, before anything is sent', async () => {
    const started = await startPlatform();
    const { owner, issuer } = started;
    const known = addressNamed('known');
    await admit(started, known);
    const denied = addressNamed('denied');
    await owner.deny({ wallets: [denied] });
    const [good] = rows(1);
    const investors = [
      good as Investor,
      investorAt(addressNamed('lapsed'), { validUntil: START - DAY, evidenceAt: START - 2 * DAY }),
      investorAt(addressNamed('mainland'), { country: CHINA }),
      investorAt(known, { reference: 'another client' }),
      investorAt(denied),
      investorAt(known.replace(/.$/, '0') as Address, { evidenceAt: START + 30 * DAY }),
    ];
    const before = await sentBy(started);
    const attempt = owner.whitelist({ investors, issuer, salt: SALT, closedCountries: ['CN'] });
    const error = (await failure(attempt, 'InvestorsRejected')) as InvestorsRejected;
    expect(error.problems.map(({ row, field }) => [row, field])).to.deep.equal([
      [2, 'validUntil'],
      [3, 'country'],
      [4, 'identity'],
      [5, 'wallet'],
      [6, 'evidenceDate'],
    ]);
    expect(error.message.split('\n').length).to.equal(5);
    expect(error.problems[1]?.text).to.include('CN: closed to this offer');
    expect(error.problems[3]?.text).to.equal(
      `investors row 5, wallet: ${getAddress(denied)} is on the deny-list; expected another wallet`,
    );
    expect(await sentBy(started)).to.equal(before);
  });

  it('skip: leaves bad rows out, says why, and admits the others', async () => {
    const { owner, issuer } = await startPlatform();
    const investors = [...rows(3), investorAt(addressNamed('mainland'), { country: CHINA })];
    const result = await owner.whitelist({
      investors,
      issuer,
      salt: SALT,
      closedCountries: [CHINA],
      onProblem: 'skip',
    });
    expect(result.admitted.length).to.equal(3);
    expect(
      result.refused.map(({ row, reference, problems }) => ({ row, reference, field: problems[0]?.field })),
    ).to.deep.equal([{ row: 4, reference: investors[3]?.reference, field: 'country' }]);
  });

  it('needs a salt for rows without an identity', async () => {
    const { owner, issuer } = await startPlatform();
    const error = (await failure(
      owner.whitelist({ investors: rows(1), issuer }),
      'InvestorsRejected',
    )) as InvestorsRejected;
    expect(error.problems[0]?.text).to.equal(
      'investors row 1, identity: there is none, and no salt was given; expected an address, or a `salt`',
    );
  });

  it('renews with younger evidence, and says so where the evidence is not younger, revoked or no longer good', async () => {
    const started = await startPlatform();
    const { owner, issuer, connection } = started;
    await connection.networkHelpers.time.increaseTo(START + 5 * DAY);
    const [one, two] = rows(2, { evidenceAt: START + DAY }) as [Investor, Investor];
    await owner.whitelist({ investors: [one, two], issuer, salt: SALT });
    const renewed = { ...one, evidenceAt: START + 2 * DAY, class: 'institutional' as const };
    expect((await owner.whitelist({ investors: [renewed, two], issuer, salt: SALT })).admitted).to.deep.equal([
      getAddress(one.wallet),
    ]);
    const stale = (await failure(
      owner.whitelist({ investors: [one], issuer, salt: SALT }),
      'InvestorsRejected',
    )) as InvestorsRejected;
    expect(stale.problems[0]?.text).to.equal(
      'investors row 1, evidenceDate: evidence of 2026-04-03 00:00 UTC is on record, as young or younger; expected a later date',
    );
    await owner.distrustIssuer({ issuer: issuer.account.address });
    const ended = (await failure(
      owner.whitelist({ investors: [two], issuer, salt: SALT }),
      'InvestorsRejected',
    )) as InvestorsRejected;
    expect(ended.problems[0]?.found).to.equal('the very same evidence is recorded, but is no longer good');
  });

  it('refuses with the contract’s own error where the issuer is not trusted, before anything is sent', async () => {
    const started = await startPlatform();
    const { owner, stranger } = started;
    const before = await sentBy(started);
    const error = await refusal(
      owner.whitelist({ investors: rows(3), issuer: stranger, salt: SALT }),
      'IssuerNotTrustedHere',
    );
    expect(error.values).to.deep.equal({ issuer: getAddress(stranger.account.address) });
    expect(await sentBy(started)).to.equal(before);
  });
});
