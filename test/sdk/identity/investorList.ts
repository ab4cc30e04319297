import type { Investor } from '../../../sdk/actions/identity/investor.ts';
import {
  type InvestorSource,
  type LoadInvestorsParameters,
  loadInvestors,
} from '../../../sdk/actions/identity/loadInvestors.ts';
import { InvestorsRejected } from '../../../sdk/errors/InvestorsRejected.ts';
import type { OfferParameters } from '../../../sdk/actions/identity/investorOffer.ts';

/** 2026-04-07, 01:00 UTC. */
export const NOW = Date.UTC(2026, 3, 7, 1) / 1000;

export const WALLET = '0x55eD508431a4DD6c5d879CC04e3e6946111Ee225';
export const OTHER_WALLET = '0xDE9463A49017bAeD3ED3E7BEf8977416E38e265a';
export const IDENTITY = '0x19260A8F320c05AfEc5AB2C5952eE26C6B2D0Be1';

const GOOD = {
  reference: 'C-1',
  wallet: WALLET,
  identity: '',
  country: 'HK',
  class: 'professional',
  validUntil: '2027-03-01',
  usPerson: 'no',
  evidence: 'attestation',
  evidenceDate: '2026-01-05',
};

export type Changes = Partial<typeof GOOD & { connected: string; clients: string }>;

export const HEADER = Object.keys(GOOD).join(',');

/** A good row but for `changes`. */
export function rowOf(changes: Changes): string {
  return Object.values({ ...GOOD, ...changes }).join(',');
}

/** A list with a row per argument; rows after the first have a reference and a wallet of their own, unless said. */
export function csvOf(...rows: Changes[]): string {
  const optional = (['connected', 'clients'] as const).filter((column) => rows.some((row) => column in row));
  const lines = rows.map((changes, index) => {
    const { connected, clients, ...rest } = changes;
    const own = index === 0 ? {} : { reference: `C-${index + 1}`, wallet: `0x${String(index).padStart(40, '0')}` };
    return [rowOf({ ...own, ...rest }), ...optional.map((column) => ({ connected, clients })[column] ?? '')].join(',');
  });
  return [[HEADER, ...optional].join(','), ...lines].join('\n');
}

export function read(text: string, offer: OfferParameters = {}): Promise<Investor[]> {
  return loadInvestors({ text, file: 'list.csv' }, { now: NOW, ...offer });
}

/** All columns, as messages name them. */
export const COLUMNS = `${HEADER.replaceAll(',', ', ')}, connected, clients`;

/** Loads what must be refused. */
export async function rejected(
  source: InvestorSource,
  parameters: Omit<LoadInvestorsParameters, 'onProblem'> = {},
): Promise<InvestorsRejected> {
  try {
    await loadInvestors(source, { now: NOW, ...parameters });
  } catch (error) {
    if (error instanceof InvestorsRejected) return error;
    throw error;
  }
  throw new TypeError('the list was not refused');
}

/** What is told of a text that must be refused: a line per problem. */
export async function linesOn(
  text: string,
  parameters: Omit<LoadInvestorsParameters, 'onProblem'> = {},
): Promise<string[]> {
  return linesOf(await rejected({ text, file: 'list.csv' }, parameters));
}

export function linesOf({ problems }: InvestorsRejected): string[] {
  return problems.map(({ text }) => text);
}
