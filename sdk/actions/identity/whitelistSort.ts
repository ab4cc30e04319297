import { type Address, zeroAddress } from 'viem';
import { formatMoment } from '../../errors/words.ts';
import type { InvestorProblem } from '../../errors/InvestorsRejected.ts';
import type { Investor } from './investor.ts';
import type { RefusedInvestor } from './loadInvestors.ts';
import { type InvestorRecord, SECONDS_AN_HOUR } from './record.ts';

/** An investor whose identity is known. */
export type Identified = Investor & { identity: Address };

/** What is to be done for whom; the rest was done before, or is refused. */
export type WhitelistPlan = {
  toAttest: Identified[];
  toRegister: Identified[];
  /** Registered by this list or before, but with another class or marks. */
  toProfile: Identified[];
  already: Address[];
  refused: RefusedInvestor[];
  /** How messages call the list. */
  file: string;
};

/** What the registry has of a wallet. */
export type Standing = { record: InvestorRecord; eligible: boolean; clients: number };

type Sorting = { standing: Standing; plan: WhitelistPlan };

/** Puts an investor where what the registry has of its wallet asks for. */
export function sort(investor: Identified, { standing, plan }: Sorting): void {
  const { record } = standing;
  const registered = record.identity !== zeroAddress;
  if (registered && record.identity.toLowerCase() !== investor.identity.toLowerCase()) {
    const found = `${investor.wallet} is registered to identity ${record.identity}`;
    refuse(investor, { plan, finding: { field: 'identity', found, expected: 'the same identity, or another wallet' } });
  } else if (record.denied || record.retired) {
    const found = `${investor.wallet} ${record.denied ? 'is on the deny-list' : 'was reported lost'}`;
    refuse(investor, { plan, finding: { field: 'wallet', found, expected: 'another wallet' } });
  } else if (investor.evidence === 'claims') {
    sortClaimed(investor, { standing, plan });
  } else {
    sortAttested(investor, { standing, plan });
  }
}

function sortClaimed(investor: Identified, { standing, plan }: Sorting): void {
  const { record, eligible } = standing;
  if (record.identity === zeroAddress) {
    plan.toRegister.push(investor);
  } else if (record.country !== investor.country) {
    const found = `the registry has ${investor.wallet} in country ${record.country}`;
    refuse(investor, {
      plan,
      finding: { field: 'country', found, expected: `${record.country}, or updateCountry first` },
    });
  } else if (!sameProfile(investor, record)) {
    plan.toProfile.push(investor);
  } else if (eligible) {
    plan.already.push(investor.wallet);
  } else {
    refuse(investor, { plan, finding: NOT_GOOD });
  }
}

const NOT_GOOD = {
  field: 'evidence',
  found: 'the very same evidence is recorded, but is no longer good',
  expected: 'new evidence; getInvestor says what ended it',
};

function sortAttested(investor: Identified, { standing, plan }: Sorting): void {
  const { record, eligible } = standing;
  if (investor.evidenceAt > record.evidenceAt) {
    plan.toAttest.push(investor);
  } else if (isRecorded(investor, standing)) {
    if (eligible) plan.already.push(investor.wallet);
    else refuse(investor, { plan, finding: NOT_GOOD });
  } else {
    const found = `evidence of ${formatMoment(record.evidenceAt)} is on record, as young or younger`;
    refuse(investor, { plan, finding: { field: 'evidenceDate', found, expected: 'a later date' } });
  }
}

function isRecorded(investor: Identified, { record, clients }: Standing): boolean {
  return (
    record.identity !== zeroAddress &&
    record.evidenceAt === investor.evidenceAt &&
    record.validUntil === Math.floor(investor.validUntil / SECONDS_AN_HOUR) * SECONDS_AN_HOUR &&
    record.country === investor.country &&
    clients === (investor.clients ?? 0) &&
    sameProfile(investor, record)
  );
}

/** What claims do not tell. */
function sameProfile(investor: Investor, record: InvestorRecord): boolean {
  return (
    record.class === investor.class &&
    record.usPerson === investor.usPerson &&
    record.connected === (investor.connected ?? false)
  );
}

type Refusal = {
  plan: Pick<WhitelistPlan, 'refused' | 'file'>;
  finding: { field: string; found: string; expected: string };
};

/** Puts a row among the refused, told like a row that can't be read. */
export function refuse({ row = 0, reference, wallet }: Investor, { plan, finding }: Refusal): void {
  const { field, found, expected } = finding;
  const problem: InvestorProblem = {
    row,
    field,
    found,
    expected,
    text: `${plan.file} row ${row}, ${field}: ${found}; expected ${expected}`,
  };
  plan.refused.push({ row, reference, wallet, problems: [problem] });
}
