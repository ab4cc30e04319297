import { type Address, zeroAddress } from 'viem';
import { chainTime } from '../../chain/blocks.ts';
import type { ReadClient } from '../../chain/client.ts';
import { eventsOf } from '../../chain/events.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { requireChain } from '../../chain/write.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';
import { type InvestorRecord, type RegistryRules, unpackRecord, unpackRegistryState } from './record.ts';

export type ExpiringParameters = {
  registry: Address;
  days: number;
  /** The block the registry was deployed in, to read fewer events. */
  fromBlock?: bigint;
};

/** What ends the eligibility: the evidence itself, claims read too long ago, or a stricter rule that was announced. */
export type Lapse = 'evidence' | 'claims' | 'stricter rule';

export type ExpiringInvestor = {
  wallet: Address;
  record: InvestorRecord;
  lapse: Lapse;
  /** In seconds. */
  lapsesAt: number;
  /** It has lapsed already. */
  lapsed: boolean;
};

const A_DAY = 86_400;

/**
 * Investors whose eligibility lapses within so many days, or has lapsed, soonest first; rebuilt from the registry's events.
 * Wallets that were deleted, denied or lost are not among them.
 *
 * @example
 * for (const { wallet, lapse, lapsesAt } of await expiring(client, { registry, days: 30 })) remind(wallet, lapsesAt);
 */
export async function expiring(
  client: ReadClient,
  { registry, days, fromBlock }: ExpiringParameters,
): Promise<ExpiringInvestor[]> {
  await requireChain(client);
  await requireKind(client, { address: registry, kind: 'registry' });
  const [now, state, events] = await Promise.all([
    chainTime(client),
    read(client, { address: registry, abi: identityRegistryAbi, functionName: 'registryState' }),
    eventsOf(client, { address: registry, abi: identityRegistryAbi, eventName: 'EvidenceRecorded', fromBlock }),
  ]);
  const rules = unpackRegistryState(state);
  // The last one of each wallet is what stands.
  const words = new Map(events.map(({ args }) => [args.wallet, args.record]));
  return [...words]
    .map(([wallet, word]) => ({ wallet, record: unpackRecord(word) }))
    .filter(({ record }) => record.identity !== zeroAddress && !record.denied && !record.retired)
    .map(({ wallet, record }) => ({ wallet, record, ...lapseOf(record, rules) }))
    .filter(({ lapsesAt }) => lapsesAt <= now + days * A_DAY)
    .map((entry) => ({ ...entry, lapsed: entry.lapsesAt <= now }))
    .sort((a, b) => a.lapsesAt - b.lapsesAt);
}

function lapseOf(
  record: InvestorRecord,
  { epochAt, lastEpoch, maxAge }: RegistryRules,
): Pick<ExpiringInvestor, 'lapse' | 'lapsesAt'> {
  const lapses: Pick<ExpiringInvestor, 'lapse' | 'lapsesAt'>[] = [{ lapse: 'evidence', lapsesAt: record.validUntil }];
  // With an age of 0 claims are read live and do not lapse.
  if (record.claimed && maxAge > 0) lapses.push({ lapse: 'claims', lapsesAt: record.evidenceAt + maxAge });
  if (epochAt > 0 && record.epoch < lastEpoch) lapses.push({ lapse: 'stricter rule', lapsesAt: epochAt });
  return lapses.reduce((first, other) => (other.lapsesAt < first.lapsesAt ? other : first));
}
