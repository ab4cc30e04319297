import type { Address } from 'viem';
import { chainTime } from '../../chain/blocks.ts';
import type { ReadClient } from '../../chain/client.ts';
import { readMany } from '../../chain/read.ts';
import { InvestorsRejected } from '../../errors/InvestorsRejected.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';
import { type Investor, identityOf } from './investor.ts';
import type { InvestorNote } from './investorNotes.ts';
import { type InvestorSource, loadInvestors, nameOf } from './loadInvestors.ts';
import { unpackRecord } from './record.ts';
import { type Identified, type Standing, type WhitelistPlan, refuse, sort } from './whitelistSort.ts';

type PlanParameters = {
  registry: Address;
  investors: InvestorSource;
  salt?: string;
  closedCountries?: readonly (string | number)[];
  closedToUsPersons?: boolean;
  onProblem?: 'refuse' | 'skip';
  onNote?: (note: InvestorNote) => void;
};

/** Checks the list, by itself and against the chain, and says what is left to do. Throws before anything is sent. */
export async function planWhitelist(client: ReadClient, parameters: PlanParameters): Promise<WhitelistPlan> {
  const { registry, salt, closedCountries = [], closedToUsPersons = false, onProblem = 'refuse' } = parameters;
  const now = await chainTime(client);
  const offer = { now, closedCountries, closedToUsPersons };
  const loaded = await loadInvestors(parameters.investors, { ...offer, onProblem: 'skip' });
  for (const note of loaded.notes) parameters.onNote?.(note);
  const plan: WhitelistPlan = {
    toAttest: [],
    toRegister: [],
    toProfile: [],
    already: [],
    refused: [...loaded.refused],
    file: nameOf(parameters.investors),
  };
  const identified = loaded.investors.flatMap((investor) => identify(investor, { salt, plan }));
  const standings = await standingsOf(client, { registry, wallets: identified.map(({ wallet }) => wallet) });
  identified.forEach((investor, i) => {
    const standing = standings[i];
    if (standing !== undefined) sort(investor, { standing, plan });
  });
  plan.refused.sort((a, b) => a.row - b.row);
  if (onProblem === 'refuse' && plan.refused.length > 0) {
    const problems = plan.refused.flatMap((refused) => refused.problems);
    throw new InvestorsRejected({ file: plan.file, problems });
  }
  return plan;
}

function identify(investor: Investor, { salt, plan }: { salt: string | undefined; plan: WhitelistPlan }): Identified[] {
  if (investor.identity !== undefined) return [{ ...investor, identity: investor.identity }];
  if (salt !== undefined) return [{ ...investor, identity: identityOf({ salt, reference: investor.reference }) }];
  refuse(investor, {
    plan,
    finding: { field: 'identity', found: 'there is none, and no salt was given', expected: 'an address, or a `salt`' },
  });
  return [];
}

async function standingsOf(
  client: ReadClient,
  { registry, wallets }: { registry: Address; wallets: readonly Address[] },
): Promise<Standing[]> {
  const at = { address: registry, abi: identityRegistryAbi, listOfArgs: wallets.map((wallet) => [wallet] as const) };
  const words = await readMany(client, { ...at, functionName: 'recordOf' });
  const eligible = await readMany(client, { ...at, functionName: 'isVerified' });
  const clients = await readMany(client, { ...at, functionName: 'clientsOf' });
  return words.map((word, i) => ({
    record: unpackRecord(word),
    eligible: eligible[i] ?? false,
    clients: clients[i] ?? 0,
  }));
}
