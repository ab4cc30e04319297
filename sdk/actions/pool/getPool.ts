import { type Address, type Hex, toBytes, zeroHash } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { eventsOf } from '../../chain/events.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read, readMany } from '../../chain/read.ts';
import { iReceivablesPoolAbi } from '../../generated/abis.ts';
import { type TapeSums, unpackSums } from '../../tape/sumTree.ts';

export type GetPoolParameters = {
  pool: Address;
  /** The block to look for obligations from; the first, unless given. */
  fromBlock?: bigint;
};

/** Days count from 1970-01-01, times are in seconds, amounts in base units of the pool's currency unless said. */
export type Pool = {
  pool: Address;
  waterfall: Address;
  parties: Address;
  /** Number of the payment date that is closed next. */
  nextPeriod: number;
  /** The report of that period as far as it has come; none if nobody has reported. */
  report: StandingReport | undefined;
  /** Digest of the last report that was closed with; none before the first. */
  previous: Hex | undefined;
  /** The last accepted tape, purchases included. */
  tape: { root: Hex; sums: TapeSums; until: number };
  metrics: PoolMetrics;
  /** In the order in which they arose. */
  obligations: PoolObligation[];
};

export type StandingReport = {
  digest: Hex;
  version: number;
  /** The last day it covers. */
  until: number;
  /** When it was attested; none if it was not. */
  attestedAt: number | undefined;
  byBackup: boolean;
  /** The trustee objected to this version. */
  voided: boolean;
  /** The trustee has objected in this period, and can't again. */
  objected: boolean;
  rate: 'in the band' | 'outside' | 'accepted';
};

/** How the pool has done. Ratios are in 1e-9; `received`, `forecast` and `cashDue` in units of the notes' currency. */
export type PoolMetrics = Record<
  | 'defaulted'
  | 'writtenOff'
  | 'cumulativeDefaultRatio'
  | 'defaultRatio'
  | 'delinquencyRatio'
  | 'dilutionRatio'
  | 'lossRatio'
  | 'received'
  | 'forecast'
  | 'cashRatio'
  | 'cumulativeCashRatio'
  | 'cashDue',
  bigint
>;

export type PoolObligation = {
  assetKey: Hex;
  /** The tape that showed it. */
  root: Hex;
  amount: bigint;
  cureEnds: number;
  status: (typeof statuses)[number];
};

const statuses = ['none', 'open', 'settled', 'set aside'] as const;

/**
 * Where a deal's receivables stand: the report that is being agreed, the tape, how the pool has done, and what is to be
 * repurchased.
 *
 * @example
 * const { report, metrics, obligations } = await getPool(client, { pool });
 * const overdue = obligations.filter(({ status, cureEnds }) => status === 'open' && cureEnds < now);
 */
export async function getPool(client: ReadClient, { pool, fromBlock = 0n }: GetPoolParameters): Promise<Pool> {
  await requireKind(client, { address: pool, kind: 'pool' });
  const at = { address: pool, abi: iReceivablesPoolAbi } as const;
  const [waterfall, parties, nextPeriod, [candidate, digest, previous], [root, sums, until], metrics, arisen] =
    await Promise.all([
      read(client, { ...at, functionName: 'waterfall' }),
      read(client, { ...at, functionName: 'parties' }),
      read(client, { ...at, functionName: 'nextPeriod' }),
      read(client, { ...at, functionName: 'candidate' }),
      read(client, { ...at, functionName: 'currentTape' }),
      read(client, { ...at, functionName: 'metrics' }),
      eventsOf(client, { ...at, eventName: 'ObligationArose', fromBlock }),
    ]);
  const now = await readMany(client, {
    ...at,
    functionName: 'obligationOf',
    listOfArgs: arisen.map(({ args }) => [args.assetKey] as const),
  });
  return {
    ...{ pool, waterfall, parties, nextPeriod, metrics },
    report: candidate.version === 0 ? undefined : standingReport(candidate, digest),
    previous: previous === zeroHash ? undefined : previous,
    tape: { root, sums: unpackSums(toBytes(sums, { size: 32 })), until },
    obligations: arisen.map(({ args: { assetKey, root: shown, amount, cureEnds } }, i) => ({
      ...{ assetKey, root: shown, amount, cureEnds },
      status: statuses[now[i]?.status ?? 0] ?? 'none',
    })),
  };
}

function standingReport(
  {
    version,
    until,
    attestedAt,
    byBackup,
    voided,
    objected,
    rateOutside,
    rateAccepted,
  }: Omit<StandingReport, 'digest' | 'rate' | 'attestedAt'> & {
    attestedAt: number;
    rateOutside: boolean;
    rateAccepted: boolean;
  },
  digest: Hex,
): StandingReport {
  return {
    ...{ digest, version, until, byBackup, voided, objected },
    attestedAt: attestedAt === 0 ? undefined : attestedAt,
    rate: rateAccepted ? 'accepted' : rateOutside ? 'outside' : 'in the band',
  };
}
