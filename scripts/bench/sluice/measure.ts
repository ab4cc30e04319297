import { complianceAbi, recordDatesAbi } from '../../../sdk/generated/abis.ts';
import { mined } from '../../../test/foreign/chain.ts';
import { type Registries, deployRegistries } from '../../deploy/platform.ts';
import { type Bench, BATCH_SIZE, addressNamed, perItem } from '../measure.ts';
import { attestAll, linkTwoMore, trustIssuer } from './investors.ts';
import { type BenchToken, createToken, tokenOf } from './token.ts';

export interface SluiceFigures {
  deployPlatform: bigint;
  createToken: bigint;
  /** Per investor, in a batch of 100. */
  whitelist: bigint;
  mint: bigint;
  transfer: bigint;
  transferToNewHolder: bigint;
  transferFiveRules: bigint;
  /** The receiver's identity has three wallets. */
  transferThreeWallets: bigint;
  batchTransferItem: bigint;
  /** More than the same transfer without a record date in between, per holder. */
  firstChangePerHolder: bigint;
  /** More, once a date. */
  oncePerRecordDate: bigint;
  forcedTransfer: bigint;
}

const WHITELIST_BATCH = 100;
const UNIT = 1_000_000n;
const DAY = 86_400;

/** Deploys the platform and one token, and measures what each step and each transfer costs. */
export async function measureSluice(bench: Bench): Promise<SluiceFigures> {
  const { seller, buyer, newcomer, buyers, owner } = bench;
  const from = await bench.reader.getBlockNumber();
  const platform = await deployRegistries(bench.connection, { owner: owner.account.address });
  const deployment = await gasSince(bench, from);
  await trustIssuer(bench, platform);
  const token = await createToken(bench, platform);
  const batch = Array.from({ length: WHITELIST_BATCH }, (_, item) => addressNamed(`investor ${item}`));
  const whitelist = perItem(await attestAll(bench, platform, batch), WHITELIST_BATCH);
  await attestAll(bench, platform, [seller.account.address, buyer, newcomer, ...buyers]);
  const { mint, transfer, batchTransfer, forcedTransfer } = tokenOf(bench, token);
  for (const holder of [seller.account.address, buyer, ...buyers]) await mint(holder);
  const plain = {
    mint: await mint(buyer),
    transfer: await transfer(buyer),
    transferToNewHolder: await transfer(newcomer),
  };
  const recordDate = await measureRecordDate(bench, token);
  await setFiveRules(bench, platform, token);
  for (const holder of [buyer, ...buyers]) await transfer(holder);
  const transferFiveRules = await transfer(buyer);
  const batchTransferItem = perItem(await batchTransfer(buyers), BATCH_SIZE);
  await linkTwoMore(bench, platform, buyer);
  return {
    deployPlatform: deployment,
    createToken: token.gas,
    whitelist,
    ...plain,
    ...recordDate,
    transferFiveRules,
    batchTransferItem,
    transferThreeWallets: await transfer(buyer),
    forcedTransfer: await forcedTransfer(seller.account.address, buyer),
  };
}

/** What all transactions since a block cost together. */
async function gasSince({ reader }: Bench, from: bigint): Promise<bigint> {
  let sum = 0n;
  const last = await reader.getBlockNumber();
  for (let number = from + 1n; number <= last; number++)
    sum += (await reader.getBlock({ blockNumber: number })).gasUsed;
  return sum;
}

/**
 * Three transfers around a record date: without one in between, the first after it (both holders and the token notice), and
 * one more of two holders who had not changed since (only they notice).
 */
async function measureRecordDate(
  bench: Bench,
  token: BenchToken,
): Promise<Pick<SluiceFigures, 'firstChangePerHolder' | 'oncePerRecordDate'>> {
  const { reader, owner, buyers, connection } = bench;
  const [first, second, third] = buyers;
  if (!first || !second || !third) throw new RangeError('The benchmark needs three holders beside the seller.');
  const { transfer, forcedTransfer } = tokenOf(bench, token);
  await transfer(first);
  const usual = await transfer(first);
  const usualForced = await forcedTransfer(second, third);
  const moment = Number((await reader.getBlock()).timestamp) + DAY;
  await mined(
    reader,
    owner.writeContract({ address: token.dates, abi: recordDatesAbi, functionName: 'list', args: [moment, 0] }),
  );
  await connection.networkHelpers.time.increaseTo(moment);
  const afterDate = await transfer(first);
  const holdersOnly = await forcedTransfer(second, third);
  const firstChangePerHolder = (holdersOnly - usualForced + 1n) / 2n;
  return { firstChangePerHolder, oncePerRecordDate: afterDate - usual - 2n * firstChangePerHolder };
}

/** Country, class, maximum per identity, volume window, lot size: two of them keep state or sum balances. */
async function setFiveRules(
  { reader, owner }: Bench,
  platform: Registries,
  { address: token }: BenchToken,
): Promise<void> {
  const to = { address: platform.compliance, abi: complianceAbi } as const;
  const million = 1_000_000n * UNIT;
  for (const sent of [
    () => owner.writeContract({ ...to, functionName: 'setAllowedCountries', args: [token, [344, 702], true] }),
    () => owner.writeContract({ ...to, functionName: 'setInvestorClasses', args: [token, 0b1100] }),
    () => owner.writeContract({ ...to, functionName: 'setMaximumPerIdentity', args: [token, million] }),
    () => owner.writeContract({ ...to, functionName: 'setVolumeWindow', args: [token, million, 30 * DAY] }),
    () => owner.writeContract({ ...to, functionName: 'setLotSize', args: [token, UNIT] }),
  ])
    await mined(reader, sent());
}
