import { type Address, type Hex, parseEventLogs, zeroHash } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iReceivablesPoolAbi } from '../../generated/abis.ts';
import { encodeReport } from './periodReport.ts';
import type { SignedReport } from './signReport.ts';

/** Without a signature (`0x`) the sender is the servicer. */
export type ReportParameters = { pool: Address; signed: SignedReport };

/** What the verifier attests, and `previous` of the next attestation once the period is closed. */
export type ReportResult = { digest: Hex };

/**
 * Submits a signed report of the period that is closed next, or its restatement. Anyone may.
 *
 * @example
 * const { digest } = await report(anyone, { pool, signed: await signReport(servicer, { pool, report }) });
 */
export const report: WriteAction<ReportParameters, ReportResult> = defineWrite({
  call: (_client, { pool, signed }: ReportParameters) =>
    encodeCall({
      kind: 'pool',
      address: pool,
      abi: iReceivablesPoolAbi,
      functionName: 'report',
      args: [encodeReport(signed.report), signed.signature],
    }),
  result: ({ logs }) => {
    // The pool always says so, or the transaction would have reverted.
    const [reported] = parseEventLogs({ abi: iReceivablesPoolAbi, eventName: 'Reported', logs });
    return { digest: reported?.args.digest ?? zeroHash };
  },
});
