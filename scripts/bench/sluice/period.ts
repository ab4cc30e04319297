// What closing a period costs: the example deal, its pool and its waterfall.
import {
  type Address,
  type Hex,
  concatBytes,
  encodeFunctionData,
  hexToBytes,
  keccak256,
  stringToHex,
  toHex,
  zeroAddress,
  zeroHash,
} from 'viem';
import { poolDomain, poolTypes } from '../../../sdk/actions/pool/typedData.ts';
import { type EncodedReport, encodeReport, sumsWord } from '../../../sdk/actions/pool/periodReport.ts';
import { iReceivablesPoolAbi, waterfallAbi } from '../../../sdk/generated/abis.ts';
import { sign } from '../../../sdk/chain/sign.ts';
import { commitTo, packSums } from '../../../sdk/tape/sumTree.ts';
import { compileTerms } from '../../../sdk/terms/compileTerms.ts';
import { parseTerms } from '../../../sdk/terms/parseTerms.ts';
import { read } from '../../project.ts';
import { type Bench, type Row, addressNamed, gasUsed, openBench, row } from '../measure.ts';

const DEAL = 'scripts/demo/deals/example.yaml';
const MILLION = 1_000_000_000_000n;
const DAY = 86_400;
const PERIODS = 4;
const TARGET = 650_000n;
// Numbers of `Party`.
const SERVICER = 2;
const VERIFIER = 3;
const ONE = 10n ** 18n;

interface Deal {
  pool: Address;
  waterfall: Address;
  cutOff: number;
}

/** The benchmark's lines for a period: report, attest, fund, run and declare in one transaction. */
export async function periodRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const count of [1_000n, 100_000n]) {
    const gas = await closePeriods(count);
    const [first, second] = [gas[0] ?? null, gas.slice(1).reduce((most, one) => (one > most ? one : most), 0n)];
    const setting = `${count.toLocaleString('en-US')} receivables, three classes`;
    rows.push(row({ operation: 'close a period', setting: `${setting}, the first`, sluice: first }));
    rows.push(row({ operation: 'close a period', setting: `${setting}, later ones`, sluice: second, target: TARGET }));
  }
  return rows;
}

async function closePeriods(count: bigint): Promise<bigint[]> {
  const bench = await openBench();
  try {
    const deal = await createDeal(bench, count);
    const gas: bigint[] = [];
    for (let period = 1; period <= PERIODS; period++) gas.push(await closeOne(bench, deal, { period, count }));
    return gas;
  } finally {
    await bench.close();
  }
}

const principalAfter = (period: number) => 75n * MILLION - BigInt(period) * 3n * MILLION;
const sumsAfter = (period: number, count: bigint) => ({
  performing: principalAfter(period),
  delinquent: 0n,
  defaulted: 0n,
  count: Number(count),
});

async function createDeal({ connection, owner }: Bench, count: bigint): Promise<Deal> {
  const { viem } = connection;
  const [, , servicer, verifier] = await viem.getWalletClients();
  const asset = await viem.deployContract('PlainToken');
  const parties = await viem.deployContract('PartyBook');
  await parties.write.name([SERVICER, servicer?.account.address ?? addressNamed('nobody')]);
  await parties.write.name([VERIFIER, verifier?.account.address ?? addressNamed('nobody')]);
  const { bytes } = compileTerms(parseTerms({ text: read(DEAL), file: DEAL }));
  const waterfalls = await viem.deployContract('WaterfallFactory', [zeroAddress]);
  const pools = await viem.deployContract('PoolFactory', [owner.account.address, zeroAddress, zeroAddress]);
  const waterfall = await waterfalls.read.addressOf([owner.account.address, bytes, zeroHash]);
  const { cutOff, terms } = poolTerms(count);
  const pool = await pools.read.addressOf([terms, zeroHash]);
  const agent = await viem.deployContract('PaymentBox', [waterfall]);
  const payees = ['trustee', 'expenses', 'servicing'].map(addressNamed);
  const seller = addressNamed('seller');
  await waterfalls.write.create([
    bytes,
    {
      parties: parties.address,
      pool,
      payingAgent: agent.address,
      asset: asset.address,
      seller,
      feePayees: payees,
      longStop: 60 * DAY,
      offered: false,
      breaches: 0n,
    },
    zeroHash,
  ]);
  await pools.write.create([terms, parties.address, waterfall, zeroHash]);
  await asset.write.mint([waterfall, 300_000n * 1_000_000n]);
  await asset.write.mint([owner.account.address, 100n * MILLION]);
  await asset.write.approve([pool, 100n * MILLION]);
  return { pool, waterfall, cutOff };
}

function poolTerms(count: bigint) {
  // 2026-03-31.
  const cutOff = 20_543;
  const terms = {
    contractRate: ONE,
    band: 500,
    holdHours: 0,
    graceDays: 5,
    successionDays: 10,
    cureDays: 30,
    cutOff,
    topHash: keccak256(stringToHex('filed')),
    sums: sumsWord(sumsAfter(0, count)),
    eligibility: {
      performed: true,
      notABill: true,
      transferable: true,
      kind: 1,
      currency: '0x434e59' as Hex,
      tenorFrom: 1,
      tenorTo: 180,
      overdue: 30,
    },
    forecast: '0x' as Hex,
  };
  return { cutOff, terms };
}

function reportOf({ cutOff }: Deal, { period, count }: { period: number; count: bigint }): EncodedReport {
  const closing = sumsAfter(period, count);
  const topHash = keccak256(stringToHex(`tape ${period}`));
  return encodeReport({
    period,
    version: 1,
    until: cutOff + 30 * period,
    opening: sumsAfter(period - 1, count),
    closing,
    topHash,
    root: toHex(commitTo(concatBytes([hexToBytes(topHash), packSums(closing)]))),
    principal: { scheduled: 3n * MILLION },
    cash: {
      principal: 3n * MILLION,
      interest: MILLION / 2n,
      collected: (7n * MILLION) / 2n,
      remitted: (7n * MILLION) / 2n,
      received: (7n * MILLION) / 2n,
      rate: ONE,
    },
    standing: { offered: 3n * MILLION, expensesDue: 20_000_000_000n, index: 40_000_000 },
  });
}

async function closeOne(bench: Bench, deal: Deal, asked: { period: number; count: bigint }): Promise<bigint> {
  const { connection, reader, owner } = bench;
  const [, , servicer, verifier] = await connection.viem.getWalletClients();
  if (!servicer || !verifier) throw new RangeError('The benchmark needs four accounts.');
  const pool = { address: deal.pool, abi: iReceivablesPoolAbi } as const;
  const [opens] = await reader.readContract({
    address: deal.waterfall,
    abi: waterfallAbi,
    functionName: 'datesOf',
    args: [asked.period],
  });
  if (opens > (await connection.networkHelpers.time.latest())) await connection.networkHelpers.time.increaseTo(opens);
  const report = reportOf(deal, asked);
  const [, digest] = await reader.readContract({ ...pool, functionName: 'hashReport', args: [report] });
  const [, , previous] = await reader.readContract({ ...pool, functionName: 'candidate' });
  const domain = poolDomain({ pool: deal.pool, chainId: await reader.getChainId() });
  const signed = { domain, types: poolTypes } as const;
  const word = await sign(servicer, { ...signed, primaryType: 'Report', message: report });
  const attestation = { pool: deal.pool, period: asked.period, version: 1, report: digest, previous };
  const seconded = await sign(verifier, {
    ...signed,
    primaryType: 'ReportAttestation',
    message: attestation,
  });
  const encode = encodeFunctionData;
  const calls = [
    encode({ abi: iReceivablesPoolAbi, functionName: 'report', args: [report, word] }),
    encode({ abi: iReceivablesPoolAbi, functionName: 'attest', args: [asked.period, 1, seconded] }),
    encode({ abi: iReceivablesPoolAbi, functionName: 'fund', args: [asked.period, (7n * MILLION) / 2n] }),
    encode({ abi: iReceivablesPoolAbi, functionName: 'close', args: [report] }),
  ];
  const whole = await connection.viem.getContractAt('ReceivablesPool', deal.pool, { client: { wallet: owner } });
  return gasUsed(reader, whole.write.multicall([calls], { gas: 16_000_000n }));
}

if (import.meta.main) {
  for (const { operation, setting, sluice, target } of await periodRows()) {
    console.log(`${operation} (${setting}): ${sluice}${target === null ? '' : `, target ${target}`}`);
  }
}
