import type { Address, Hex } from 'viem';
import type { ReadClient, WriteClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { type Written, requireChain } from '../../chain/write.ts';
import { FilingNumberDiffers } from '../../errors/oversight.ts';
import { type FilingStatus, filingStatuses } from '../../errors/oversightWords.ts';
import { iFilingRegistryAbi } from '../../generated/abis.ts';
import { type SignedFiling, filingNumber } from './filing.ts';
import { type FilingOutcome, recordFilingStatus } from './recordFilingStatus.ts';
import { submitFiling } from './submitFiling.ts';

export type RecordFilingParameters = {
  filings: Address;
  /** The signed filing; of one that the chain knows its number will do. */
  filing: SignedFiling | Hex;
  outcome: FilingOutcome;
  /** The published number: needed on the way from submitted to filed. */
  number?: string;
  /** Hash of the document that says so. */
  evidence: Hex;
};

export type RecordFilingResult = {
  /** The filing's number. */
  filing: Hex;
  status: FilingStatus;
  /** The transactions that were sent: none if everything was recorded before. */
  written: Written[];
};

/**
 * Records what became of a filing; submits it first if the chain does not know it. Safe to call again after an outage:
 * what is recorded is not recorded twice. Only the filing's agent.
 *
 * @throws {FilingNumberDiffers} if it is filed under another number
 * @example
 * await recordFiling(counsel, { filings, filing: signed, outcome: 'filed', number: 'CSRC 2026-17', evidence });
 */
export async function recordFiling(
  client: WriteClient,
  { filings, filing, outcome, number, evidence }: RecordFilingParameters,
): Promise<RecordFilingResult> {
  await requireChain(client);
  await requireKind(client, { address: filings, kind: 'filing registry' });
  const known =
    typeof filing === 'string' ? filing : filingNumber({ filings, chainId: client.chain.id, filing: filing.filing });
  const written: Written[] = [];
  let status = await statusOfFiling(client, { filings, filing: known });
  if (status === 'unknown' && typeof filing !== 'string') {
    written.push(await submitFiling(client, { filings, filing }));
    status = 'submitted';
  }
  if (status !== outcome) {
    const published = number === undefined ? {} : { number };
    written.push(await recordFilingStatus(client, { filings, filing: known, outcome, evidence, ...published }));
    return { filing: known, status: outcome, written };
  }
  if (outcome === 'filed' && number !== undefined) await requireNumber(client, { filings, filing: known, number });
  return { filing: known, status, written };
}

async function statusOfFiling(
  client: ReadClient,
  { filings, filing }: { filings: Address; filing: Hex },
): Promise<FilingStatus> {
  const status = await read(client, {
    address: filings,
    abi: iFilingRegistryAbi,
    functionName: 'statusOf',
    args: [filing],
  });
  return filingStatuses[status] ?? 'unknown';
}

async function requireNumber(
  client: ReadClient,
  { filings, filing, number }: { filings: Address; filing: Hex; number: string },
): Promise<void> {
  const at = { address: filings, abi: iFilingRegistryAbi } as const;
  const recorded = await read(client, { ...at, functionName: 'numberOf', args: [filing] });
  if (recorded !== number) throw new FilingNumberDiffers({ filing, recorded, given: number });
}
