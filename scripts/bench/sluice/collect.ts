// What a payment costs its holders, and whether that depends on how many they are.
import { type Address, zeroAddress } from 'viem';
import { recordDatesAbi, securityTokenAbi } from '../../../sdk/generated/abis.ts';
import { mined } from '../../../test/foreign/chain.ts';
import { deployPlatform } from '../../deploy/platform.ts';
import { type Bench, type Row, addressNamed, gasUsed, openBench, row } from '../measure.ts';
import { attestAll, trustIssuer } from './investors.ts';
import { createToken } from './token.ts';

const UNIT = 1_000_000n;
const DAY = 86_400;
const BATCH = 100;
const FEW = 10;
const MANY = 1_000;
const FIRST_TARGET = 88_000n;
const TARGET = 70_000n;

interface Figures {
  declare: bigint;
  first: bigint;
  later: bigint;
}

/** The benchmark's lines for declaring and collecting one period, of one class, with the payout. */
export async function collectRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const holders of [FEW, MANY]) {
    const { declare, first, later } = await collectPeriods(holders);
    const setting = `${holders.toLocaleString('en-US')} holders, one class`;
    rows.push(row({ operation: 'declare one period', setting, sluice: declare }));
    rows.push(row({ operation: 'collect one period', setting, sluice: later, target: TARGET }));
    rows.push(row({ operation: "collect, the holder's first", setting, sluice: first, target: FIRST_TARGET }));
  }
  return rows;
}

async function collectPeriods(holders: number): Promise<Figures> {
  const bench = await openBench();
  try {
    const stage = await setStage(bench, holders);
    await pay(bench, stage, 1);
    const first = await collect(bench, stage);
    const declare = await pay(bench, stage, 2);
    return { declare, first, later: await collect(bench, stage) };
  } finally {
    await bench.close();
  }
}

async function setStage(bench: Bench, holders: number) {
  const { connection, reader, owner, seller } = bench;
  const platform = await deployPlatform(connection, { owner: owner.account.address });
  await trustIssuer(bench, platform);
  const { address: token, dates } = await createToken(bench, platform);
  const wallets = [seller.account.address];
  for (let number = 1; number < holders; number++) wallets.push(addressNamed(`holder ${number}`));
  for (let start = 0; start < wallets.length; start += BATCH) {
    const batch = wallets.slice(start, start + BATCH);
    await attestAll(bench, platform, batch);
    const amounts = batch.map(() => 1_000n * UNIT);
    const mint = { address: token, abi: securityTokenAbi, functionName: 'batchMint', args: [batch, amounts] } as const;
    await mined(reader, owner.writeContract(mint));
  }
  const asset = await connection.viem.deployContract('PlainToken');
  // The holder has some already: a first payout into an empty account would cost 17,100 more, of the asset's.
  await asset.write.mint([seller.account.address, UNIT]);
  const deal = await connection.viem.deployContract('PayingDeal');
  const terms = { taxCeiling: 0, taxAccount: zeroAddress, payoutDelay: DAY };
  await deal.write.create([{ waterfall: zeroAddress, asset: asset.address, scale: 1n, terms, tokens: [token] }]);
  return { token, dates, asset, deal, agent: await deal.read.agent(), listed: [0] };
}

type Stage = Awaited<ReturnType<typeof setStage>>;

/** Lets a record date pass and declares a payment; says what declaring cost. */
async function pay({ connection, reader, owner }: Bench, stage: Stage, date: number): Promise<bigint> {
  const { asset, deal, agent, dates, listed } = stage;
  const moment = Number((await reader.getBlock()).timestamp) + DAY;
  const list = { address: dates, abi: recordDatesAbi, functionName: 'list', args: [moment, listed.at(-1)!] } as const;
  await mined(reader, owner.writeContract(list));
  listed.push(moment);
  await connection.networkHelpers.time.increaseTo(moment + 1);
  await asset.write.mint([agent, 60_000n * UNIT]);
  const payment = { interest: 10_000n * UNIT, principal: 50_000n * UNIT, residual: 0n };
  return gasUsed(reader, deal.write.declare([date, moment, [payment]]));
}

async function collect({ connection, reader, seller }: Bench, { agent }: { agent: Address }): Promise<bigint> {
  const paying = await connection.viem.getContractAt('PayingAgent', agent, { client: { wallet: seller } });
  return gasUsed(reader, paying.write.collect([0n]));
}

if (import.meta.main) {
  for (const { operation, setting, sluice, target } of await collectRows()) {
    console.log(`${operation} (${setting}): ${sluice}${target === null ? '' : `, target ${target}`}`);
  }
}
