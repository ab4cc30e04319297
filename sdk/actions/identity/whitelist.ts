import type { Address } from 'viem';
import type { WriteClient } from '../../chain/client.ts';
import { type LongAction, longAction } from '../../chain/longAction.ts';
import { requireKind } from '../../chain/kinds.ts';
import { waitForPending } from '../../chain/pending.ts';
import { requireChain } from '../../chain/write.ts';
import type { InvestorNote } from './investorNotes.ts';
import type { InvestorSource, RefusedInvestor } from './loadInvestors.ts';
import { planWhitelist } from './whitelistPlan.ts';
import { runWhitelist } from './whitelistRun.ts';

export type WhitelistParameters = {
  registry: Address;
  /** What loadInvestors returned, or anything it takes: an array, the path or the text of a CSV. */
  investors: InvestorSource;
  /** Signs attestations: a client of a trusted issuer. Without it, the sending client is the issuer. */
  issuer?: WriteClient;
  /** Whom that client signs for, if it is a contract (ERC-1271, or an ONCHAINID with a claim key). */
  onBehalfOf?: Address;
  /** The claim topics that attestations speak to; without them, all that the registry asks for. */
  topics?: readonly bigint[];
  /** Keeps the identities of attested clients from being guessed. Needed for rows without an identity. */
  salt?: string;
  /** Countries the offer is closed to, in any form of ISO 3166-1. */
  closedCountries?: readonly (string | number)[];
  closedToUsPersons?: boolean;
  /** `refuse` (default): one bad row refuses all. `skip`: bad rows are left out and returned as `refused`. */
  onProblem?: 'refuse' | 'skip';
  /** Receives each irregularity of a CSV that did no harm: a byte order mark, CRLF, blanks around a cell. */
  onNote?: (note: InvestorNote) => void;
  /** At most so many investors in a transaction; fewer where gas asks for it. */
  chunk?: number;
};

export type WhitelistStep = {
  /** What was done, in words. */
  text: string;
  kind: 'checked' | 'attested' | 'registered' | 'profiled';
  /** Wallets done in this step. */
  wallets: Address[];
  done: number;
  total: number;
  gasUsed: bigint;
};

export type WhitelistResult = {
  /** Wallets that became eligible in this run. */
  admitted: Address[];
  /** Wallets whose record already was what the list says. */
  already: Address[];
  refused: RefusedInvestor[];
  /** Transactions sent. */
  batches: number;
  gasUsed: bigint;
  /** Rounded up; 0 if nobody was admitted. */
  gasPerInvestor: bigint;
};

/**
 * Makes investors eligible. Everything is checked before the first transaction; then attestations are signed and sent in
 * batches, and investors with claims registered. Killed at any point and run again, it does the rest and nothing twice: what
 * was done is read from the chain.
 *
 * @example
 * const investors = await loadInvestors('investors.csv', { closedCountries: ['CN'] });
 * const action = whitelist(agent, { registry, investors, issuer, salt });
 * for await (const step of action) console.log(step.text);
 * const { admitted, gasPerInvestor } = await action;
 */
export function whitelist(
  client: WriteClient,
  parameters: WhitelistParameters,
): LongAction<WhitelistStep, WhitelistResult> {
  return longAction(async function* () {
    await requireChain(client);
    await requireKind(client, { address: parameters.registry, kind: 'registry' });
    await waitForPending(client);
    const plan = await planWhitelist(client, parameters);
    return yield* runWhitelist(client, { parameters, plan });
  });
}
