import { type Address, type Hex, decodeAbiParameters, parseAbiParameters } from 'viem';
import { type RuleName, investorClasses } from '../../errors/words.ts';
import type { Amount, Unit } from '../../money/amount.ts';

/** A rule that is on, with its settings by the names that setRule has for them; lists as they have become. */
export type RuleInForce = { rule: RuleName; settings: Readonly<Record<string, RuleSetting>> };

export type RuleSetting = number | Amount | Address | readonly (number | string)[] | Readonly<Record<string, number>>;

type Change = { rule: RuleName; settings: Hex; unit: Unit };
type Settings = RuleInForce['settings'];

const uint = parseAbiParameters('uint256');
const twoUints = parseAbiParameters('uint256, uint256');
const threeUints = parseAbiParameters('uint256, uint256, uint256');
const countriesAndFlag = parseAbiParameters('uint16[], bool');
const accountsAndFlag = parseAbiParameters('address[], bool');
const addressOnly = parseAbiParameters('address');
const retention = parseAbiParameters('address, uint256, uint256');

/** A rule after one more of its events. */
export function applySettings(before: RuleInForce | undefined, change: Change): RuleInForce {
  const old = before?.settings ?? {};
  return { rule: change.rule, settings: change.settings === '0x' ? old : settingsAfter(old, change) };
}

function settingsAfter(old: Settings, { rule, settings: data, unit }: Change): Settings {
  const amount = (units: bigint): Amount => ({ ...unit, units });
  const one = () => decodeAbiParameters(uint, data)[0];
  switch (rule) {
    case 'lotSize':
      return { lotSize: amount(one()) };
    case 'investorClass': {
      const bits = one();
      return { classes: investorClasses.filter((_, number) => ((bits >> BigInt(number)) & 1n) === 1n) };
    }
    case 'maximumPerIdentity':
      return { maximum: amount(one()) };
    case 'minimumHolding':
      return { minimum: amount(one()) };
    case 'supplyLimit':
      return { limit: amount(one()) };
    case 'lockUp':
      return { period: Number(one()) };
    case 'volumeWindow': {
      const [limit, window] = decodeAbiParameters(twoUints, data);
      return { limit: amount(limit), window: Number(window) };
    }
    case 'transferWindow': {
      const [opens, closes] = decodeAbiParameters(twoUints, data);
      return { opens: Number(opens), closes: Number(closes) };
    }
    case 'recordDateBlackout': {
      const [before, after] = decodeAbiParameters(twoUints, data);
      return { before: Number(before), after: Number(after) };
    }
    case 'holderLimit':
      return holderLimits(old, data);
    case 'countryAllow':
    case 'countryDeny':
      return { countries: changed(old['countries'], decodeAbiParameters(countriesAndFlag, data)) };
    case 'counterparties':
    case 'denyList':
      return { accounts: changed(old['accounts'], decodeAbiParameters(accountsAndFlag, data)) };
    case 'venueOnly':
      return { venues: decodeAbiParameters(addressOnly, data)[0] };
    case 'riskRetention': {
      const [identity, floor, until] = decodeAbiParameters(retention, data);
      return { identity, floor: amount(floor), until: Number(until) };
    }
    case 'mainlandChina':
    case 'usPersons':
    case 'preApproval':
      return {};
  }
}

/** A list to which entries were added, or from which they were taken. */
function changed<Entry extends number | string>(
  before: RuleSetting | undefined,
  [entries, on]: readonly [readonly Entry[], boolean],
): readonly (number | string)[] {
  const list = new Set<number | string>(Array.isArray(before) ? (before as readonly (number | string)[]) : []);
  for (const entry of entries)
    if (on) list.add(entry);
    else list.delete(entry);
  return [...list];
}

/** `all`, `country 344`, `retail`: each with its limit. A limit of 0 is none. */
function holderLimits(old: Settings, data: Hex): Settings {
  const [country, number, limit] = decodeAbiParameters(threeUints, data);
  const on = country !== 0n ? `country ${country}` : number !== 0n ? (investorClasses[Number(number)] ?? '') : 'all';
  const limits: Record<string, number> = {
    ...(old['limits'] as Record<string, number> | undefined),
    [on]: Number(limit),
  };
  return { limits: Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== 0)) };
}
