import { readFile } from 'node:fs/promises';
import { type Hex, getContract, zeroAddress, zeroHash } from 'viem';
import {
  type PeriodReport,
  type TapeSums,
  poolFactoryAbi,
  receivablesPoolAbi,
  waterfallFactoryAbi,
} from '../../../sdk/index.ts';
import { commitTape } from '../../../sdk/tape/commitTape.ts';
import { sumsWord } from '../../../sdk/actions/pool/periodReport.ts';
import { startPlatform } from '../platform.ts';
import { KEYS, csvOf, read as readTape } from '../tape/tapes.ts';

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
  const waterfalls = (await viem.deployContract('WaterfallFactory', [zeroAddress])).address;
  const pools = (await viem.deployContract('PoolFactory', [owner.account.address, zeroAddress, zeroAddress])).address;
  const other = owner.account.address;

  /** A deal of those parties before the pool that is filed. */
  async function makeDeal(of: Committed, salt: Hex) {
    const terms = termsOf(of, holdHours);
    const pool = await reader.readContract({
      ...{ address: pools, abi: poolFactoryAbi },
      functionName: 'addressOf',
      args: [terms, salt],
    });
    const waterfall = await reader.readContract({
      ...{ address: waterfalls, abi: waterfallFactoryAbi },
      functionName: 'addressOf',
      args: [owner.account.address, program, salt],
    });
    const agent = await viem.deployContract('PaymentBox', [waterfall]);
    const wiring = {
      parties: parties.address,
      pool,
      payingAgent: agent.address,
      asset: money.address,
      seller: other,
      feePayees: [other, other, other],
      longStop: 60 * 86_400,
      offered: false,
      breaches: 0n,
    };
    await owner.writeContract({
      ...{ address: waterfalls, abi: waterfallFactoryAbi },
      functionName: 'create',
      args: [program, wiring, salt],
    });
    await owner.writeContract({
      ...{ address: pools, abi: poolFactoryAbi },
      functionName: 'create',
      args: [terms, parties.address, waterfall, salt],
    });
    await money.write.mint([waterfall, RESERVE]);
    await alice.writeContract({
      ...{ address: money.address, abi: money.abi },
      functionName: 'approve',
      args: [pool, 2n ** 256n - 1n],
    });
    return { pool, waterfall };
  }

  await money.write.mint([alice.account.address, 100_000_000n * UNIT]);
  const { pool, waterfall } = await makeDeal(filed, zeroHash);
  const read = getContract({ address: pool, abi: receivablesPoolAbi, client: reader }).read;
  return { ...started, makeDeal, pool, waterfall, money, read, servicer: alice, verifier: bob, trustee: carol };
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

/** Has a report signed, attested, funded and closed. */
export async function closeWith(
  { servicer, verifier, stranger, pool }: StartedDeal,
  report: PeriodReport,
): Promise<void> {
  const { digest } = await stranger.report({ pool, signed: await servicer.signReport({ pool, report }) });
  await stranger.attestReport({ pool, attestation: await verifier.signReportAttestation({ pool, digest }) });
  await servicer.fund({ pool, period: report.period, amount: report.cash?.received ?? 0n });
  await stranger.closePeriod({ pool });
}

/** Payment dates of the example deal: 20 May 2026, 22 June, 20 July. */
export const DATES = ['2026-05-20', '2026-06-22', '2026-07-20'].map((day) => Date.parse(day) / 1_000);

/** A tape with so much outstanding of each receivable; the second is a bill. */
export async function tapeOf(...outstanding: string[]) {
  const rows = outstanding.map((amount, i) => ({
    face: '80000000',
    outstanding: amount,
    bill: i === 1 ? 'yes' : 'no',
  }));
  const tape = await readTape(csvOf(...rows));
  return { tape, commitment: commitTape(tape, KEYS) };
}

/** The example deal with its first two tapes. */
export async function withTapes(options: { holdHours?: number } = {}) {
  const { tape, commitment: filed } = await tapeOf('60000000', '15000000');
  const { commitment: next } = await tapeOf('58000000', '14000000');
  const deal = await startDeal(filed, options);
  const at = (seconds: number) => deal.connection.networkHelpers.time.increaseTo(seconds);
  return { ...deal, tape, filed, next, at };
}
