import { join } from 'node:path';
import { type Address, type Hex, keccak256, toHex } from 'viem';
import { formatAmount, loadInvestors, type Investor } from '../../sdk/index.ts';
import { openBench } from '../bench/measure.ts';
import { peerRows } from '../bench/peers/rows.ts';
import { DEMO, demoKey } from './investors.ts';
import { type Stage, setStage } from './stage.ts';

const WIDTH = 100;
const UNIT = 1_000_000n;
const HOUR = 3_600;
const FILE = join(import.meta.dirname, 'investors.csv');

const number = (value: bigint | number | null): string => (value === null ? '-' : value.toLocaleString('en-US'));
const short = (address: string): string => `${address.slice(0, 6)}…${address.slice(-4)}`;
const keyOf = ({ row = 0 }: Investor): Hex => demoKey({ seed: DEMO.seed, row });

/** One line under a heading of the left margin, cut at the width of a terminal. */
function say(head: string, text: string): void {
  const line = `${head.padEnd(11)}${text}`;
  console.log(line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line);
}

/** A sentence broken over lines. */
function tell(head: string, sentence: string): void {
  let line = '';
  let first = head;
  for (const word of sentence.split(' ')) {
    if (line.length + word.length + 12 > WIDTH) {
      say(first, line);
      [line, first] = ['  ', ''];
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  say(first, line);
}

async function whitelist({ agent, kyc, platform }: Stage): Promise<Investor[]> {
  const { investors, refused } = await loadInvestors(FILE, { ...DEMO, onProblem: 'skip' });
  const run = agent.whitelist({
    registry: platform.identityRegistry,
    investors,
    issuer: kyc,
    salt: 'the demo keeps no secret',
  });
  let steps = 0;
  for await (const step of run) if (step.kind === 'attested') steps += 1;
  const { admitted, gasPerInvestor } = await run;
  const rows = investors.length + refused.length;
  say('WHITELIST', `${rows} rows: ${admitted.length} admitted in ${steps} batches, ${number(gasPerInvestor)} gas each`);
  for (const { row, problems } of refused.slice(0, 3))
    say('', `row ${row}  ${problems[0]?.text.replace(/^.*row \d+, /, '') ?? ''}`);
  say('', `${refused.length} refused in all, before anything was sent`);
  return investors;
}

async function tryTransfers(stage: Stage, [seller, buyer]: readonly Investor[], unknown: Address): Promise<bigint> {
  const { agent, a, connection } = stage;
  if (!seller || !buyer) throw new TypeError('The list has two investors.');
  const holder = await stage.investor(keyOf(seller));
  const amount = 5_000n * UNIT;
  await holder.transfer({ token: a.token, to: buyer.wallet, amount });
  const { receipt } = await holder.transfer({ token: a.token, to: buyer.wallet, amount });
  say('ALLOWED', `${short(seller.wallet)} → ${short(buyer.wallet)}  A 5,000  ${number(receipt.gasUsed)} gas`);
  await agent.freeze({ token: a.token, wallet: seller.wallet });
  const last = await connection.networkHelpers.time.latest();
  await agent.setRule({ token: a.token, rule: 'transferWindow', opens: last + HOUR, closes: last + 48 * HOUR });
  const refusals = await agent.explain({
    token: a.token,
    from: seller.wallet,
    to: unknown,
    amount: 90_000_000n * UNIT,
  });
  say('REFUSED', `${short(seller.wallet)} → ${short(unknown)}  A 90,000,000: ${refusals.length} reasons, all at once`);
  for (const { sentence } of refusals) tell('', `· ${sentence}`);
  await agent.unfreeze({ token: a.token, wallet: seller.wallet });
  await agent.disableRule({ token: a.token, rule: 'transferWindow' });
  return receipt.gasUsed;
}

async function passRecordDate(stage: Stage, [seller, buyer]: readonly Investor[]): Promise<void> {
  const { agent, reader, a, connection, dates } = stage;
  if (!seller || !buyer) throw new TypeError('The list has two investors.');
  const moment = (await connection.networkHelpers.time.latest()) + 2 * HOUR;
  await agent.listRecordDate({ recordDates: dates, moment });
  await connection.networkHelpers.time.increaseTo(moment);
  const holder = await stage.investor(keyOf(seller));
  await holder.transfer({ token: a.token, to: buyer.wallet, amount: 1_000n * UNIT });
  const then = await reader.register({ token: a.token, at: moment });
  const now = await reader.register({ token: a.token });
  const unitsOf = (holders: typeof now.holders): string => {
    const entry = holders.find(({ wallet }) => wallet.toLowerCase() === seller.wallet.toLowerCase());
    return entry ? formatAmount(entry.amount) : '0';
  };
  const on = new Date(moment * 1_000).toISOString().slice(0, 16).replace('T', ' ');
  say('RECORD', `date ${on} UTC passed, then the seller sold 1,000 more`);
  say('', `seller at the record date ${unitsOf(then.holders)}, now ${unitsOf(now.holders)}`);
  say('', `${then.holders.length} holders then, sum ${formatAmount(then.totalSupply)}: rebuilt from events, checked`);
}

async function recoverKey(stage: Stage, [, loser]: readonly Investor[]): Promise<void> {
  const { agent, a, platform } = stage;
  if (!loser) throw new TypeError('The list has two investors.');
  const registry = platform.identityRegistry;
  const { identity } = await agent.getInvestor({ registry, wallet: loser.wallet });
  if (!identity) throw new TypeError('A whitelisted investor has an identity.');
  const spare = await stage.investor(keccak256(toHex('the spare key')));
  const link = await spare.signLink({ registry, identity });
  await agent.linkWallet({ registry, wallet: loser.wallet, link });
  const { receipt } = await agent.recover({ token: a.token, lostWallet: loser.wallet, newWallet: link.wallet });
  say('LOST KEY', `${short(loser.wallet)} → ${short(link.wallet)}, same identity, ${number(receipt.gasUsed)} gas`);
  const [reason] = await agent.explain({ token: a.token, from: link.wallet, to: loser.wallet, amount: UNIT });
  tell('', `to the lost wallet: ${reason?.sentence ?? 'nothing stands against it'}`);
}

async function compare(ours: { transfer: bigint; create: bigint }): Promise<void> {
  const bench = await openBench();
  const peers = await peerRows(bench);
  await bench.close();
  say('COST', 'gas                          Sluice   OpenZeppelin          T-REX');
  const line = (
    name: string,
    own: bigint,
    peer: { openzeppelin: bigint | number | null; trex: bigint | number | null },
  ) =>
    say(
      '',
      `${name.padEnd(22)}${[own, peer.openzeppelin, peer.trex].map((gas) => number(gas).padStart(13)).join('  ')}`,
    );
  line('transfer, 3 topics', ours.transfer, peers.transfer);
  line('create a token', ours.create, peers.deploy);
  say('', 'all of it: npm run bench');
}

const started = performance.now();
const stage = await setStage();
const { a, b, agent, reader } = stage;
const chainId = await reader.getChainId();
console.log(`Sluice · a permissioned token, start to end · in-process chain ${chainId}\n`);
for (const { symbol, name, token, maximumSupply } of [a, b])
  say(symbol === 'A' ? 'CLASSES' : '', `${symbol}  ${name}  at most ${number(maximumSupply / UNIT)}  ${short(token)}`);
const investors = await whitelist(stage);
const first = investors.slice(0, 40);
await agent.batchMint({ token: a.token, mints: first.map(({ wallet }) => ({ to: wallet, amount: 100_000n * UNIT })) });
say('MINT', `A ${number(100_000n * BigInt(first.length))} to ${first.length} holders, in one transaction`);
const transfer = await tryTransfers(stage, investors, '0x000000000000000000000000000000000000dEaD');
await passRecordDate(stage, investors);
await recoverKey(stage, investors);
await compare({ transfer, create: a.gas });
console.log(`\n${((performance.now() - started) / 1_000).toFixed(0)} s`);
await stage.connection.close();
