import { type Address, type Hex, parseEventLogs } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iReceivablesPoolAbi } from '../../generated/abis.ts';
import { type PoolPurchase, encodePurchase } from './purchase.ts';

/** Without a party's signature (`0x`) the sender is that party. */
export type RecordPurchaseParameters = {
  pool: Address;
  purchase: PoolPurchase;
  signatures: { servicer: Hex; verifier: Hex };
};

/** Principal that came in, in base units of the pool's currency. */
export type RecordPurchaseResult = { face: bigint };

/**
 * Takes the tape with what was bought on the last payment date, so that the next report opens with it. Anyone may, with
 * both signatures, once for each date and before the next report.
 *
 * @example
 * const { signature: servicer } = await signPurchase(ofServicer, { pool, purchase });
 * const { signature: verifier } = await signPurchase(ofVerifier, { pool, purchase });
 * await recordPurchase(anyone, { pool, purchase, signatures: { servicer, verifier } });
 */
export const recordPurchase: WriteAction<RecordPurchaseParameters, RecordPurchaseResult> = defineWrite({
  call: (_client, { pool, purchase, signatures: { servicer, verifier } }: RecordPurchaseParameters) =>
    encodeCall({
      kind: 'pool',
      address: pool,
      abi: iReceivablesPoolAbi,
      functionName: 'recordPurchase',
      args: [encodePurchase(purchase), servicer, verifier],
    }),
  result: ({ logs }) => {
    const [recorded] = parseEventLogs({ abi: iReceivablesPoolAbi, eventName: 'PurchaseRecorded', logs });
    return { face: recorded?.args.face ?? 0n };
  },
});
