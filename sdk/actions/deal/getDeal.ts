import { type Address, type Hex, hexToString, zeroAddress } from 'viem';
import { multicall } from 'viem/actions';
import type { ReadClient } from '../../chain/client.ts';
import { toSluiceError } from '../../chain/failures.ts';
import { requireKind } from '../../chain/kinds.ts';
import { requireChain } from '../../chain/write.ts';
import { iDealAbi, iOfferingAbi, iWaterfallAbi, securityTokenAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';
import type { Deal, DealClassAt } from './deal.ts';
import { ROLES_ON_CHAIN } from './roles.ts';

export type GetDealParameters = {
  deal: Address | Pick<Deal, 'address'>;
  /** Names of the classes in order of seniority, as in the deal file; the tokens' symbols unless given. */
  classes?: readonly string[];
};

export type DealStatus = 'offered' | 'live' | 'failed' | 'closed';

/** A class as it stands. Units are of original face; principal is repaid by factor. */
export type DealClassState = DealClassAt & {
  symbol: string;
  supply: Amount;
  /** Most that can ever exist. */
  face: Amount;
  outstandingPrincipal: Amount;
};

/** A deal as it stands on chain. */
export type DealState = Deal & {
  status: DealStatus;
  termsHash: Hex;
  filing: Hex;
  /** Hash of the deal file's canonical form. */
  document: Hex;
  /** Who holds which office now; zero where the deal has nobody. */
  parties: Readonly<Record<(typeof ROLES_ON_CHAIN)[number], Address>>;
  /** Seconds that a change is public before it counts. */
  changeDelay: number;
  classesState: readonly DealClassState[];
  /** Number of the payment date that is run next; one beyond the last when all are done. */
  nextDate: number;
  /** Cash that waits for the next date, and what was reported and has not arrived. */
  cash: { waiting: Amount; missing: Amount };
};

const STATUSES = ['offered', 'live', 'failed', 'closed'] as const satisfies readonly DealStatus[];

/**
 * Everything of a deal: contracts, parties, status, classes, cash, asked of the node together.
 *
 * @example
 * const { status, parties, classesState } = await getDeal(client, { deal: '0x…' });
 */
export async function getDeal(client: ReadClient, { deal, classes: names }: GetDealParameters): Promise<DealState> {
  await requireChain(client);
  const address = typeof deal === 'string' ? deal : deal.address;
  await requireKind(client, { address, kind: 'deal' });
  const own = await ownFacts(client, address);
  const { tokens, ...contracts } = own.contracts;
  const far = await factsOfContracts(client, { address, tokens, ...contracts });
  const { decimals, symbols, asset } = far;
  const currency = hexToString(own.currency, { size: 3 });
  const money = (units: bigint): Amount => ({ units, decimals, symbol: currency });
  const classesState = tokens.map((token, number): DealClassState => {
    const symbol = symbols[number] ?? '';
    const unit = { decimals, symbol };
    return {
      ...{ token, number, symbol },
      supply: { ...unit, units: far.supplies[number] ?? 0n },
      face: { ...unit, units: far.faces[number] ?? 0n },
      outstandingPrincipal: money(far.principals[number] ?? 0n),
    };
  });
  const byName = classesState.map(({ token, number, symbol }) => [names?.[number] ?? symbol, { token, number }]);
  return {
    ...{ address, ...contracts, decimals, currency, asset },
    classes: Object.fromEntries(byName) as Deal['classes'],
    status: STATUSES[own.status] ?? 'closed',
    ...{ termsHash: own.termsHash, filing: own.filing, document: own.document, changeDelay: own.changeDelay },
    parties: Object.fromEntries(
      ROLES_ON_CHAIN.map((role, index) => [role, own.parties[index] ?? zeroAddress]),
    ) as DealState['parties'],
    classesState,
    nextDate: far.nextDate,
    cash: { waiting: money(far.waiting), missing: money(far.missing) },
  };
}

async function ownFacts(client: ReadClient, address: Address) {
  const at = { address, abi: iDealAbi } as const;
  const offices = ROLES_ON_CHAIN.map((_role, party) => ({ ...at, functionName: 'partyOf', args: [party] }) as const);
  const [facts, parties] = await Promise.all([
    together(
      client,
      address,
      multicall(client, {
        ...TOGETHER,
        contracts: [
          { ...at, functionName: 'contracts' },
          { ...at, functionName: 'status' },
          { ...at, functionName: 'termsHash' },
          { ...at, functionName: 'filing' },
          { ...at, functionName: 'document' },
          { ...at, functionName: 'currency' },
          { ...at, functionName: 'changeDelay' },
        ],
      }),
    ),
    together(client, address, multicall(client, { ...TOGETHER, contracts: offices })),
  ]);
  const [contracts, status, termsHash, filing, document, currency, changeDelay] = facts;
  return { contracts, status, termsHash, filing, document, currency, changeDelay, parties };
}

type Where = { address: Address; tokens: readonly Address[]; waterfall: Address; offering: Address };

async function factsOfContracts(client: ReadClient, { address, tokens, waterfall, offering }: Where) {
  const run = { address: waterfall, abi: iWaterfallAbi } as const;
  const of = (token: Address) => ({ address: token, abi: securityTokenAbi }) as const;
  const ask = <Contracts extends readonly unknown[]>(asked: Promise<Contracts>) => together(client, address, asked);
  const [[decimals, asset, nextDate, [waiting, missing], { asset: sold }], symbols, supplies, faces, principals] =
    await Promise.all([
      ask(
        multicall(client, {
          ...TOGETHER,
          contracts: [
            { ...of(tokens[0] ?? zeroAddress), functionName: 'decimals' },
            { ...run, functionName: 'asset' },
            { ...run, functionName: 'nextDate' },
            { ...run, functionName: 'cash' },
            { address: offering, abi: iOfferingAbi, functionName: 'table' },
          ],
        }),
      ),
      ask(
        multicall(client, {
          ...TOGETHER,
          contracts: tokens.map((token) => ({ ...of(token), functionName: 'symbol' }) as const),
        }),
      ),
      ask(
        multicall(client, {
          ...TOGETHER,
          contracts: tokens.map((token) => ({ ...of(token), functionName: 'totalSupply' }) as const),
        }),
      ),
      ask(
        multicall(client, {
          ...TOGETHER,
          contracts: tokens.map((token) => ({ ...of(token), functionName: 'maximumSupply' }) as const),
        }),
      ),
      ask(
        multicall(client, {
          ...TOGETHER,
          contracts: tokens.map(
            (_token, number) => ({ ...run, functionName: 'outstandingPrincipal', args: [BigInt(number)] }) as const,
          ),
        }),
      ),
    ]);
  return {
    decimals,
    asset: asset === zeroAddress ? sold : asset,
    nextDate,
    waiting,
    missing,
    symbols,
    supplies,
    faces,
    principals,
  };
}

/** The code that asks travels with the call: no multicall contract is needed on the chain. */
const TOGETHER = { allowFailure: false, deployless: true, batchSize: 0 } as const;

async function together<Answers>(client: ReadClient, address: Address, asked: Promise<Answers>): Promise<Answers> {
  return asked.catch((error: unknown) => {
    throw toSluiceError(error, { doing: `the reading of the deal ${address}`, client });
  });
}
