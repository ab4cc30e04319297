import { readFile } from 'node:fs/promises';
import { type Hex, getContract, zeroAddress, zeroHash } from 'viem';
import {
  type PeriodReport,
  type TapeSums,
  poolFactoryAbi,
  receivablesPoolAbi,
  waterfallFactoryAbi,
} from '../../../sdk/index.ts';
import { sumsWord } from '../../../sdk/actions/pool/periodReport.ts';
import { startPlatform } from '../platform.ts';

export const UNIT = 1_000_000n;
export const RATE = 1_080_000_000_000_000_000n;
export const START_DAY = 20_544;
const RESERVE = 300_000n * UNIT;

/** Numbers of the parties in `Party`. */
const PARTY = { servicer: 2, verifier: 3, trustee: 4 } as const;

/** What a tape commits to, as `commitTape` gives it. */
export type Committed = { hash: Hex; root: Hex; sums: TapeSums };

/**
 * The example deal of test/vectors/deals on the test's chain, with its real waterfall, before the pool that is filed:
 * alice is the servicer, bob the verifier, carol the trustee, and the owner is the platform.
 */
export async function startDeal(filed: Committed, { holdHours = 0 }: { holdHours?: number } = {}) {
  const started = await startPlatform();
  const { connection, owner, alice, bob, carol, reader } = started;
  const { viem } = connection;
  const { bytes: program } = JSON.parse(
    await readFile(new URL('../../vectors/deals/example.json', import.meta.url), 'utf8'),
  ) as { bytes: Hex };
  const money = await viem.deployContract('PlainToken');
  const parties = await viem.deployContract('PartyBook');
  const named = { servicer: alice, verifier: bob, trustee: carol };
  for (const [party, number] of Object.entries(PARTY)) {
    await parties.write.name([number, named[party as keyof typeof named].account.address]);
  }
  const waterfalls = await viem.deployContract('WaterfallFactory', [zeroAddress]);
  const pools = await viem.deployContract('PoolFactory', [owner.account.address, zeroAddress, zeroAddress]);
  const terms = termsOf(filed, holdHours);
  const pool = await reader.readContract({
    address: pools.address,
    abi: poolFactoryAbi,
    functionName: 'addressOf',
    args: [terms, zeroHash],
  });
  const waterfall = await reader.readContract({
    address: waterfalls.address,
    abi: waterfallFactoryAbi,
    functionName: 'addressOf',
    args: [owner.account.address, program, zeroHash],
  });
  const agent = await viem.deployContract('PaymentBox', [waterfall]);
  const other = owner.account.address;
  await owner.writeContract({
    address: waterfalls.address,
    abi: waterfallFactoryAbi,
    functionName: 'create',
    args: [
      program,
      {
        parties: parties.address,
        pool,
        payingAgent: agent.address,
        asset: money.address,
        seller: other,
        feePayees: [other, other, other],
        longStop: 60 * 86_400,
        offered: false,
        breaches: 0n,
      },
      zeroHash,
    ],
  });
  await owner.writeContract({
    address: pools.address,
    abi: poolFactoryAbi,
    functionName: 'create',
    args: [terms, parties.address, waterfall, zeroHash],
  });
  await money.write.mint([waterfall, RESERVE]);
  await money.write.mint([alice.account.address, 100_000_000n * UNIT]);
  await alice.writeContract({
    address: money.address,
    abi: money.abi,
    functionName: 'approve',
    args: [pool, 2n ** 256n - 1n],
  });
  const read = getContract({ address: pool, abi: receivablesPoolAbi, client: reader }).read;
  return { ...started, pool, waterfall, money, read, servicer: alice, verifier: bob, trustee: carol };
}

export type StartedDeal = Awaited<ReturnType<typeof startDeal>>;

function termsOf({ hash, sums }: Committed, holdHours: number) {
  return {
    contractRate: RATE,
    band: 500,
    holdHours,
    graceDays: 5,
    successionDays: 3,
    cureDays: 30,
    cutOff: START_DAY - 1,
    topHash: hash,
    sums: sumsWord(sums),
    eligibility: {
      performed: true,
      notABill: true,
      transferable: true,
      kind: 1,
      currency: '0x434e59' as Hex,
      tenorFrom: 0,
      tenorTo: 0,
      overdue: 30,
    },
    forecast: '0x' as Hex,
  };
}

/** A report that adds up: what the pool has lost was repaid as scheduled, and a hundredth of that was interest. */
export function reportOn(
  { opening, closing, period }: { opening: TapeSums; closing: Committed; period: number },
  given: Partial<PeriodReport> = {},
): PeriodReport {
  const pool = ({ performing, delinquent }: TapeSums) => performing + delinquent;
  const scheduled = pool(opening) - pool(closing.sums);
  const interest = scheduled / 100n;
  const collected = scheduled + interest;
  return {
    period,
    version: 1,
    until: START_DAY + 30 * period - 1,
    opening,
    closing: closing.sums,
    topHash: closing.hash,
    root: closing.root,
    principal: { scheduled },
    cash: {
      principal: scheduled,
      interest,
      collected,
      remitted: collected,
      received: (collected * RATE) / 10n ** 18n,
      rate: RATE,
    },
    standing: { expensesDue: 10_000n * UNIT, index: 35_000_000 },
    ...given,
  };
}
