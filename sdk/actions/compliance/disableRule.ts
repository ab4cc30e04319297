import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { type RuleName, ruleNames } from '../../errors/words.ts';
import { complianceAbi } from '../../generated/abis.ts';
import { complianceOf } from './complianceOf.ts';

export type DisableRuleParameters = { token: Address; rule: RuleName };

/**
 * Turns a rule off; its settings and its book stay for when it is turned on again. Only the token's owner.
 *
 * @example
 * await disableRule(owner, { token, rule: 'lockUp' });
 */
export const disableRule: WriteAction<DisableRuleParameters> = defineWrite({
  call: async (client, { token, rule }: DisableRuleParameters) =>
    encodeCall({
      kind: 'compliance',
      address: await complianceOf(client, token),
      abi: complianceAbi,
      functionName: 'disableRule',
      args: [token, ruleNames.indexOf(rule)],
    }),
});
