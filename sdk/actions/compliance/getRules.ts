import type { Address } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { eventsOf } from '../../chain/events.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { unitOf } from '../../chain/words.ts';
import { requireChain } from '../../chain/write.ts';
import { ruleNames } from '../../errors/words.ts';
import { complianceAbi } from '../../generated/abis.ts';
import { complianceOf } from './complianceOf.ts';
import { type RuleInForce, applySettings } from './ruleHistory.ts';

export type GetRulesParameters = {
  token: Address;
  /** The block the token was created in, to read fewer events. */
  fromBlock?: bigint;
};

/**
 * The rules of a token that are on, with their settings, in the order in which they are asked; rebuilt from events.
 *
 * @example
 * for (const { rule, settings } of await getRules(client, { token })) console.log(rule, settings);
 */
export async function getRules(client: ReadClient, { token, fromBlock }: GetRulesParameters): Promise<RuleInForce[]> {
  await requireChain(client);
  const address = await complianceOf(client, token);
  await requireKind(client, { address, kind: 'compliance' });
  const [unit, enabled, events] = await Promise.all([
    unitOf(client, token),
    read(client, { address, abi: complianceAbi, functionName: 'enabledRules', args: [token] }),
    eventsOf(client, { address, abi: complianceAbi, eventName: 'RuleChanged', args: { token }, fromBlock }),
  ]);
  const rules = new Map<string, RuleInForce>();
  for (const { rule: number, settings } of events.map(({ args }) => args)) {
    const rule = ruleNames[number];
    // Turning off carries no settings, and those from before stay.
    if (rule !== undefined) rules.set(rule, applySettings(rules.get(rule), { rule, settings, unit }));
  }
  return ruleNames.flatMap((rule, number) => {
    if (((enabled >> BigInt(number)) & 1n) === 0n) return [];
    return [rules.get(rule) ?? { rule, settings: {} }];
  });
}
