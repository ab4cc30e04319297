import type { Address, Hex } from 'viem';
import type { WriteClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { sign } from '../../chain/sign.ts';
import { type PeriodReport, encodeReport } from './periodReport.ts';
import { poolDomain, poolTypes } from './typedData.ts';

export type SignReportParameters = { pool: Address; report: PeriodReport };

/** A report and its servicer's signature. Anyone may submit it (`report`). */
export type SignedReport = { report: PeriodReport; signature: Hex };

/**
 * Signs a report as the servicer. Nothing is sent: the servicer needs no coins.
 *
 * @example
 * const signed = await signReport(servicer, { pool, report });
 * await report(anyone, { pool, signed });
 */
export async function signReport(client: WriteClient, { pool, report }: SignReportParameters): Promise<SignedReport> {
  await requireKind(client, { address: pool, kind: 'pool' });
  const signature = await sign(client, {
    domain: poolDomain({ pool, chainId: client.chain.id }),
    types: poolTypes,
    primaryType: 'Report',
    message: encodeReport(report),
  });
  return { report, signature };
}
