import { AllocationRejected, type AllocationProblem } from '../../errors/distribution.ts';

/** A client of a venue, and its units at the record date. */
export type VenueClient = { client: string; units: bigint };

/** Amounts by name, in base units: `{ interest, principal, residual, tax }`, or whatever came in one receipt. */
export type Receipt = Readonly<Record<string, bigint>>;

export type AllocateParameters<Received extends Receipt> = {
  receipt: Received;
  clients: readonly VenueClient[];
  /** What the venue's omnibus wallet held at the record date: the clients' units must add up to it. */
  held?: bigint;
};

/** What one client gets of each amount. */
export type Allocation<Received extends Receipt> = {
  client: string;
  units: bigint;
  amounts: { [Name in keyof Received]: bigint };
};

/**
 * Splits what a venue's omnibus wallet received over its clients, by their units at the record date. To the unit: each
 * amount is split by itself, every client gets its share rounded down, and the units left over go one each to the largest
 * remainders, equal ones in the order of the clients' names. The outcome does not depend on the order of the list, and
 * adds up exactly.
 *
 * @throws {AllocationRejected} with every problem: a client twice, units or amounts below 0, no units at all, or other
 * units than the venue held
 * @example
 * const shares = allocate({ receipt: { interest: 100n, tax: 7n }, clients: [{ client: 'C-1', units: 2n }, { client: 'C-2', units: 1n }] });
 * // C-1: interest 67n, tax 5n; C-2: interest 33n, tax 2n
 */
export function allocate<Received extends Receipt>({
  receipt,
  clients,
  held,
}: AllocateParameters<Received>): Allocation<Received>[] {
  const problems = [...problemsOf(clients, held), ...negativeAmounts(receipt)];
  if (problems.length > 0) throw new AllocationRejected(problems);
  const split = Object.entries(receipt).map(([name, amount]) => [name, splitOne(amount, clients)] as const);
  return clients.map(({ client, units }, i) => ({
    client,
    units,
    amounts: Object.fromEntries(split.map(([name, shares]) => [name, shares[i] ?? 0n])) as {
      [Name in keyof Received]: bigint;
    },
  }));
}

/** Largest remainder; the total is above 0. */
function splitOne(amount: bigint, clients: readonly VenueClient[]): bigint[] {
  const total = clients.reduce((sum, { units }) => sum + units, 0n);
  const shares = clients.map(({ units }) => (amount * units) / total);
  const left = amount - shares.reduce((sum, share) => sum + share, 0n);
  const ranked = clients
    .map(({ client, units }, i) => ({ client, i, remainder: (amount * units) % total }))
    .sort((a, b) => compare(b.remainder, a.remainder) || compare(a.client, b.client));
  for (const { i } of ranked.slice(0, Number(left))) shares[i] = (shares[i] ?? 0n) + 1n;
  return shares;
}

function compare<Value extends bigint | string>(a: Value, b: Value): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function problemsOf(clients: readonly VenueClient[], held: bigint | undefined): AllocationProblem[] {
  const problems: AllocationProblem[] = [];
  const seen = new Map<string, number>();
  clients.forEach(({ client, units }, i) => {
    const row = i + 1;
    const first = seen.get(client);
    if (first !== undefined) {
      problems.push({ row, text: `row ${row}, client: ${client} is in row ${first} already; add its units up` });
    }
    seen.set(client, first ?? row);
    if (units < 0n) problems.push({ row, text: `row ${row}, units: ${units} of ${client}; expected 0 or more` });
  });
  const total = clients.reduce((sum, { units }) => sum + units, 0n);
  if (held !== undefined && held !== total) {
    problems.push({ text: `the clients have ${total} units, the venue held ${held}: correct the list or the date` });
  }
  if (total === 0n) problems.push({ text: 'no client has units: nothing tells how to split' });
  return problems;
}

function negativeAmounts(receipt: Receipt): AllocationProblem[] {
  return Object.entries(receipt)
    .filter(([, amount]) => amount < 0n)
    .map(([name, amount]) => ({ text: `${name}: ${amount}; expected 0 or more` }));
}
