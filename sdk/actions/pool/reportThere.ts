import type { Address, Hex } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { ReportNotThere } from '../../errors/pool.ts';
import { iReceivablesPoolAbi } from '../../generated/abis.ts';

/** The report that a pool has for the period that is closed next. */
export type ReportThere = { period: number; version: number; digest: Hex; previous: Hex };

/**
 * The report that was read, if it is still the one that the pool has: nobody signs, accepts or refuses another unseen.
 *
 * @throws {ReportNotThere} if the pool's report is not the one with `digest`
 */
export async function reportThere(
  client: ReadClient,
  { pool, digest }: { pool: Address; digest: Hex },
): Promise<ReportThere> {
  await requireKind(client, { address: pool, kind: 'pool' });
  const at = { address: pool, abi: iReceivablesPoolAbi } as const;
  const [period, [{ version }, found, previous]] = await Promise.all([
    read(client, { ...at, functionName: 'nextPeriod' }),
    read(client, { ...at, functionName: 'candidate' }),
  ]);
  if (version === 0) throw new ReportNotThere({ pool, period });
  if (found !== digest.toLowerCase()) throw new ReportNotThere({ pool, period, expected: digest, found });
  return { period, version, digest: found, previous };
}
