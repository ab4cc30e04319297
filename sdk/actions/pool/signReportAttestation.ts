import type { Address, Hex } from 'viem';
import type { WriteClient } from '../../chain/client.ts';
import { sign } from '../../chain/sign.ts';
import { reportThere } from './reportThere.ts';
import { poolDomain, poolTypes } from './typedData.ts';

export type SignReportAttestationParameters = {
  pool: Address;
  /** The digest that was checked. Signing refuses if the pool has another report by now. */
  digest: Hex;
};

/** Anyone may submit it (`attestReport`). */
export type SignedReportAttestation = { period: number; version: number; signature: Hex };

/**
 * Signs, as the verifier, the report that the pool has now. Nothing is sent: the verifier needs no coins.
 *
 * @throws {ReportNotThere} if the pool's report is not the one with `digest`
 * @example
 * const attestation = await signReportAttestation(verifier, { pool, digest });
 * await attestReport(anyone, { pool, attestation });
 */
export async function signReportAttestation(
  client: WriteClient,
  { pool, digest }: SignReportAttestationParameters,
): Promise<SignedReportAttestation> {
  const { period, version, digest: report, previous } = await reportThere(client, { pool, digest });
  const signature = await sign(client, {
    domain: poolDomain({ pool, chainId: client.chain.id }),
    types: poolTypes,
    primaryType: 'ReportAttestation',
    message: { pool, period, version, report, previous },
  });
  return { period, version, signature };
}
