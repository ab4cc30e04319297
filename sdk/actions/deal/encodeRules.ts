import { type Address, type Hex, concatHex, encodeFunctionData, slice, zeroAddress } from 'viem';
import { iRuleSettingsAbi } from '../../generated/abis.ts';
import type { DealClass, ResolvedTerms } from '../../terms/deal.ts';
import { classNumber } from '../identity/investor.ts';

/** What a class asks of its holders, as calls of the compliance contract without their first argument, the token. */
export function encodeRules(one: DealClass<Address>, { offering }: ResolvedTerms): Hex[] {
  const { countries, usPersons } = offering.closedTo;
  const classes = one.investors.reduce((bits, name) => bits | (1 << classNumber(name)), 0);
  const abi = iRuleSettingsAbi;
  const token = zeroAddress;
  const calls: Hex[] = [];
  if (one.retained) return calls;
  calls.push(encodeFunctionData({ abi, functionName: 'setInvestorClasses', args: [token, classes] }));
  if (one.lot > 1n) calls.push(encodeFunctionData({ abi, functionName: 'setLotSize', args: [token, one.lot] }));
  if (one.denomination > 0n) {
    calls.push(encodeFunctionData({ abi, functionName: 'setMinimumHolding', args: [token, one.denomination] }));
  }
  if (usPersons) calls.push(encodeFunctionData({ abi, functionName: 'setUsPersons', args: [token] }));
  // The mainland is closed to every token, by a rule of its own.
  const denied = countries.filter((country) => country !== MAINLAND_CHINA);
  if (denied.length > 0) {
    calls.push(encodeFunctionData({ abi, functionName: 'setDeniedCountries', args: [token, denied, true] }));
  }
  return calls.map(withoutToken);
}

const MAINLAND_CHINA = 156;
const SELECTOR = 4;
const WORD = 32;

/** The deal puts its own token in. */
function withoutToken(call: Hex): Hex {
  const rest = call.length > 2 + 2 * (SELECTOR + WORD) ? [slice(call, SELECTOR + WORD)] : [];
  return concatHex([slice(call, 0, SELECTOR), ...rest]);
}
