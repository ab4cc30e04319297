import { type Amount, formatAmount } from '../money/amount.ts';

/** How values are put in words. Amounts are a token's, if it is known which. */
export type Words = {
  amount: (units: bigint) => string;
  moment: (seconds: bigint | number) => string;
  duration: (seconds: bigint | number) => string;
  investorClass: (number: bigint | number) => string;
  rule: (number: number) => string;
  times: (count: bigint | number, noun: string) => string;
};

/** The classes of investors, by their numbers on chain. */
export const investorClasses = ['none', 'retail', 'professional', 'institutional', 'venue'] as const;

/** The parties of a deal, by their numbers on chain. */
export const partyNames = [
  'originator',
  'issuer',
  'servicer',
  'verifier',
  'trustee',
  'transfer agent',
  'filing agent',
  'backup servicer',
  'backup verifier',
  'backup trustee',
] as const;

/** A party in words; one that no deal has is told by its number. */
export const partyName = (number: number): string => partyNames[number] ?? `party ${number}`;

/** The rules, by their numbers on chain. */
export const ruleNames = [
  'mainlandChina',
  'lotSize',
  'investorClass',
  'usPersons',
  'maximumPerIdentity',
  'countryAllow',
  'countryDeny',
  'volumeWindow',
  'minimumHolding',
  'holderLimit',
  'supplyLimit',
  'lockUp',
  'transferWindow',
  'recordDateBlackout',
  'counterparties',
  'preApproval',
  'venueOnly',
  'riskRetention',
  'denyList',
] as const;

/** How far an offering is, by its numbers on chain. */
export const offeringStages = ['subscribing', 'counting', 'settling', 'settled', 'failed'] as const;

export type RuleName = (typeof ruleNames)[number];

const UNITS_OF_TIME = [
  [86_400n, 'day'],
  [3_600n, 'hour'],
  [60n, 'minute'],
  [1n, 'second'],
] as const;

const LAST_MOMENT = 8_640_000_000_000n;

function times(count: bigint | number, noun: string): string {
  return `${count} ${noun}${BigInt(count) === 1n ? '' : 's'}`;
}

/** `2026-05-20 18:00 UTC`; with seconds only if there are any. */
export function formatMoment(seconds: bigint | number): string {
  const whole = BigInt(seconds);
  if (whole >= LAST_MOMENT) return 'the end of time';
  const text = new Date(Number(whole) * 1_000).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, whole % 60n === 0n ? 16 : 19)} UTC`;
}

/** In the largest unit that fits without a rest: `7 days`, `36 hours`. */
export function formatDuration(seconds: bigint | number): string {
  const whole = BigInt(seconds);
  const [size, noun] =
    UNITS_OF_TIME.find(([unit]) => whole >= unit && whole % unit === 0n) ?? ([1n, 'second'] as const);
  return times(whole / size, noun);
}

/** Words for the amounts of one token, or for bare base units. */
export function wordsFor(unit?: Omit<Amount, 'units'>): Words {
  return {
    amount: (units) =>
      unit === undefined
        ? `${formatAmount({ units, decimals: 0, symbol: '' })} base units`
        : `${formatAmount({ ...unit, units })} ${unit.symbol}`,
    moment: formatMoment,
    duration: formatDuration,
    investorClass: (number) => investorClasses[Number(number)] ?? `class ${number}`,
    rule: (number) => ruleNames[number] ?? `rule ${number}`,
    times,
  };
}
