import type { Address } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { type TokenAmount, unitsOf } from '../../chain/words.ts';
import { type Call, encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { complianceAbi } from '../../generated/abis.ts';
import { LimitOnTwoThings } from '../../errors/compliance.ts';
import { classNumber } from '../identity/investor.ts';
import { complianceOf } from './complianceOf.ts';
import type { RuleSettings } from './ruleSettings.ts';

export type SetRuleParameters = { token: Address } & RuleSettings;

/**
 * Turns a rule of a token on and sets it. Only the token's owner.
 *
 * @example
 * await setRule(owner, { token, rule: 'lotSize', lotSize: 1_000_000_000n });
 * await setRule(owner, { token, rule: 'investorClass', classes: ['professional', 'institutional'] });
 * await setRule(owner, { token, rule: 'volumeWindow', limit: 50_000_000_000n, window: 86_400 });
 */
export const setRule: WriteAction<SetRuleParameters> = defineWrite({
  call: async (client, parameters: SetRuleParameters) => {
    const address = await complianceOf(client, parameters.token);
    return callOf(client, { address, parameters });
  },
});

async function callOf(
  client: ReadClient,
  { address, parameters: given }: { address: Address; parameters: SetRuleParameters },
): Promise<Call> {
  const { token } = given;
  const to = { kind: 'compliance', address, abi: complianceAbi, amountsOf: token } as const;
  const units = (amount: TokenAmount) => unitsOf(client, { token, amount });
  switch (given.rule) {
    case 'mainlandChina':
      return encodeCall({ ...to, functionName: 'setMainlandChina', args: [token] });
    case 'lotSize':
      return encodeCall({ ...to, functionName: 'setLotSize', args: [token, await units(given.lotSize)] });
    case 'investorClass': {
      const classes = given.classes.reduce((bits, name) => bits | (1 << classNumber(name)), 0);
      return encodeCall({ ...to, functionName: 'setInvestorClasses', args: [token, classes] });
    }
    case 'usPersons':
      return encodeCall({ ...to, functionName: 'setUsPersons', args: [token] });
    case 'maximumPerIdentity':
      return encodeCall({ ...to, functionName: 'setMaximumPerIdentity', args: [token, await units(given.maximum)] });
    case 'countryAllow': {
      const { countries, allowed = true } = given;
      return encodeCall({ ...to, functionName: 'setAllowedCountries', args: [token, countries, allowed] });
    }
    case 'countryDeny': {
      const { countries, denied = true } = given;
      return encodeCall({ ...to, functionName: 'setDeniedCountries', args: [token, countries, denied] });
    }
    case 'volumeWindow': {
      const limit = await units(given.limit);
      return encodeCall({ ...to, functionName: 'setVolumeWindow', args: [token, limit, given.window] });
    }
    case 'minimumHolding':
      return encodeCall({ ...to, functionName: 'setMinimumHolding', args: [token, await units(given.minimum)] });
    case 'holderLimit':
      return holderLimit(to, given);
    case 'supplyLimit':
      return encodeCall({ ...to, functionName: 'setSupplyLimit', args: [token, await units(given.limit)] });
    case 'lockUp':
      return encodeCall({ ...to, functionName: 'setLockUp', args: [token, given.period] });
    case 'transferWindow':
      return encodeCall({ ...to, functionName: 'setTransferWindow', args: [token, given.opens, given.closes] });
    case 'recordDateBlackout':
      return encodeCall({ ...to, functionName: 'setRecordDateBlackout', args: [token, given.before, given.after] });
    case 'counterparties': {
      const { accounts, approved = true } = given;
      return encodeCall({ ...to, functionName: 'setCounterparties', args: [token, accounts, approved] });
    }
    case 'preApproval':
      return encodeCall({ ...to, functionName: 'setPreApproval', args: [token] });
    case 'venueOnly':
      return encodeCall({ ...to, functionName: 'setVenueOnly', args: [token, given.venues] });
    case 'riskRetention': {
      const args = [token, given.identity, await units(given.floor), given.until ?? 0] as const;
      return encodeCall({ ...to, functionName: 'setRiskRetention', args });
    }
    case 'denyList': {
      const { accounts, denied = true } = given;
      return encodeCall({ ...to, functionName: 'setDenyList', args: [token, accounts, denied] });
    }
  }
}

type Target = { kind: 'compliance'; address: Address; abi: typeof complianceAbi; amountsOf: Address };
type HolderLimit = Extract<SetRuleParameters, { rule: 'holderLimit' }>;

function holderLimit(to: Target, { token, limit, country, class: name }: HolderLimit): Call {
  if (country !== undefined && name !== undefined) throw new LimitOnTwoThings();
  if (country !== undefined) {
    return encodeCall({ ...to, functionName: 'setCountryHolderLimit', args: [token, country, limit] });
  }
  return name === undefined
    ? encodeCall({ ...to, functionName: 'setHolderLimit', args: [token, limit] })
    : encodeCall({ ...to, functionName: 'setClassHolderLimit', args: [token, classNumber(name), limit] });
}
