import { type Address, type Hex, parseEventLogs } from 'viem';
import { getCode } from 'viem/actions';
import { encodeCall } from '../../chain/call.ts';
import type { ReadClient, WriteClient } from '../../chain/client.ts';
import { toSluiceError } from '../../chain/failures.ts';
import { read } from '../../chain/read.ts';
import { type WriteAction, type Written, defineWrite, requireChain } from '../../chain/write.ts';
import { TermsNotOfTheFiling } from '../../errors/deal.ts';
import { iDealFactoryAbi } from '../../generated/abis.ts';
import { type Names, resolveParties } from '../../terms/resolveParties.ts';
import type { DealTerms } from '../../terms/deal.ts';
import type { Deal } from './deal.ts';
import { type EncodedTerms, encodeTerms } from './encodeTerms.ts';
import type { FiledDeal } from './fileDeal.ts';
import { hashTerms } from './hashTerms.ts';

export type IssueParameters = {
  /** As `fileDeal` gave it. */
  filing: FiledDeal;
  dealFactory: Address;
  /** The deal file, to be sure that it still is what was filed. */
  terms?: DealTerms;
  names?: Names;
};

/** The deal, and the transaction that created it; none if it had been created before. */
export type IssueResult = Deal & { written?: Written };

const create: WriteAction<{ dealFactory: Address; filing: Hex; encoded: EncodedTerms }> = defineWrite({
  call: (_client, { dealFactory, filing, encoded }) =>
    encodeCall({
      kind: 'deal factory',
      address: dealFactory,
      abi: iDealFactoryAbi,
      functionName: 'create',
      args: [filing, encoded],
    }),
});

/**
 * Issues the deal that was filed: all of its contracts in one transaction, at addresses known before. Safe to call again:
 * a deal that exists is returned as it is. Only the filing's issuer.
 *
 * @throws {TermsNotOfTheFiling} if `terms` are given and are not what was filed
 * @throws {ContractRefused} `FilingNotEffective`, `NegativeListNotClear`, `TermsNotFiled`, `AssetNotApproved`, …
 * @example
 * const deal = await issue(issuer, { filing, dealFactory });
 * console.log(deal.classes.A.token, deal.pool);
 */
export async function issue(client: WriteClient, parameters: IssueParameters): Promise<IssueResult> {
  await requireChain(client);
  const { filing, dealFactory } = parameters;
  const encoded = encodedOf(parameters, client.chain.id);
  const at = { address: dealFactory, abi: iDealFactoryAbi } as const;
  const [address, contracts] = await read(client, {
    ...at,
    functionName: 'addressesOf',
    args: [filing.number, encoded],
  });
  const deal = dealOf({ address, contracts, filing });
  if (await hasCode(client, address)) return deal;
  const written = await create(client, { dealFactory, filing: filing.number, encoded });
  const [created] = parseEventLogs({ abi: iDealFactoryAbi, eventName: 'DealCreated', logs: written.receipt.logs });
  return { ...deal, address: created?.args.deal ?? address, written };
}

/** The transaction, unsigned; see `issue`. */
export async function prepareIssue(client: ReadClient, parameters: IssueParameters & { sender?: Address }) {
  const { filing, dealFactory, sender } = parameters;
  const encoded = encodedOf(parameters, client.chain.id);
  const by = sender === undefined ? {} : { sender };
  return create.prepare(client, { dealFactory, filing: filing.number, encoded, ...by });
}

function encodedOf({ filing, dealFactory, terms, names = {} }: IssueParameters, chainId: number): EncodedTerms {
  const { commitment } = filing.tape;
  const encoded = encodeTerms(filing.terms, commitment);
  const filed = filing.filing.termsHash;
  const again = terms === undefined ? encoded : encodeTerms(resolveParties(terms, names), commitment);
  const given = hashTerms(again, { chainId, dealFactory });
  if (given !== filed) throw new TermsNotOfTheFiling({ filed, given });
  return encoded;
}

type Contracts = Pick<Deal, 'pool' | 'waterfall' | 'payingAgent' | 'offering' | 'proceeds'> & {
  tokens: readonly Address[];
};

function dealOf({
  address,
  contracts: { tokens, ...contracts },
  filing: { terms },
}: {
  address: Address;
  contracts: Contracts;
  filing: FiledDeal;
}): Deal {
  const classes = terms.classes.map(({ name }, number) => {
    const token = tokens[number];
    // One token a class, says the factory.
    if (token === undefined) throw new TypeError(`no token for class ${name.text}`);
    return [name.text, { token, number }] as const;
  });
  return {
    address,
    ...contracts,
    classes: Object.fromEntries(classes),
    decimals: terms.decimals,
    currency: terms.currency.notes,
    asset: terms.currency.settlement,
  };
}

async function hasCode(client: ReadClient, address: Address): Promise<boolean> {
  const code = await getCode(client, { address }).catch((error: unknown) => {
    throw toSluiceError(error, { doing: `the search for the deal ${address}`, client });
  });
  return code !== undefined && code !== '0x';
}
