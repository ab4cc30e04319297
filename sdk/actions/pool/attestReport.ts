import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iReceivablesPoolAbi } from '../../generated/abis.ts';
import type { SignedReportAttestation } from './signReportAttestation.ts';

/** Without a signature (`0x`) the sender is the verifier. */
export type AttestReportParameters = { pool: Address; attestation: SignedReportAttestation };

/**
 * Submits the verifier's attestation of a report; the hold begins. Anyone may.
 *
 * @example
 * await attestReport(anyone, { pool, attestation: await signReportAttestation(verifier, { pool, digest }) });
 */
export const attestReport: WriteAction<AttestReportParameters> = defineWrite({
  call: (_client, { pool, attestation: { period, version, signature } }: AttestReportParameters) =>
    encodeCall({
      kind: 'pool',
      address: pool,
      abi: iReceivablesPoolAbi,
      functionName: 'attest',
      args: [period, version, signature],
    }),
});
