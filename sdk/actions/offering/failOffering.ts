import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { iOfferingAbi } from '../../generated/abis.ts';
import type { Deal } from '../deal/deal.ts';

export type FailOfferingParameters = { deal: Deal };

/**
 * Ends an offering that was not settled in time, at whatever stage it is; then everyone takes the whole money back
 * (`refund`). Anyone may.
 *
 * @throws {ContractRefused} `NotOverdue`, `WrongStage`
 * @example
 * await failOffering(anyone, { deal });
 */
export const failOffering: WriteAction<FailOfferingParameters> = defineWrite({
  call: (_client, { deal }: FailOfferingParameters) =>
    encodeCall({ kind: 'offering', address: deal.offering, abi: iOfferingAbi, functionName: 'fail', args: [] }),
});
