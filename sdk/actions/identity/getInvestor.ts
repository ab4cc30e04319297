import { type Address, zeroAddress } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { interfaceId, requireKind, supports } from '../../chain/kinds.ts';
import { read, readMany } from '../../chain/read.ts';
import { requireChain } from '../../chain/write.ts';
import { type Reason, reasonOf } from '../../errors/reasons.ts';
import { iIssuerIndexAbi, identityRegistryAbi } from '../../generated/abis.ts';
import { type InvestorRecord, unpackRecord } from './record.ts';

export type GetInvestorParameters = { registry: Address; wallet: Address };

export type RegisteredInvestor = InvestorRecord & {
  wallet: Address;
  registered: boolean;
  /** Whether it may receive now. */
  eligible: boolean;
  /** Why it may not; empty exactly when it may. */
  reasons: Reason[];
  /** All wallets of the identity. */
  wallets: Address[];
  /** Of a venue: how many clients stand behind the wallet. */
  clients: number;
  /** Whom the record rests on; empty where the registry of issuers is not Sluice's, and gives no indexes. */
  issuers: Address[];
};

/**
 * Everything the registry knows of a wallet, and why it may not receive, in words.
 *
 * @example
 * const { eligible, reasons } = await getInvestor(client, { registry, wallet });
 * if (!eligible) console.log(reasons.map(({ sentence }) => sentence).join(' '));
 */
export async function getInvestor(
  client: ReadClient,
  { registry, wallet }: GetInvestorParameters,
): Promise<RegisteredInvestor> {
  await requireChain(client);
  await requireKind(client, { address: registry, kind: 'registry' });
  const at = { address: registry, abi: identityRegistryAbi } as const;
  const [word, refusals, clients] = await Promise.all([
    read(client, { ...at, functionName: 'recordOf', args: [wallet] }),
    read(client, { ...at, functionName: 'explainEligibility', args: [wallet] }),
    read(client, { ...at, functionName: 'clientsOf', args: [wallet] }),
  ]);
  const record = unpackRecord(word);
  const registered = record.identity !== zeroAddress;
  const linked = record.moreWallets
    ? await read(client, { ...at, functionName: 'walletsOf', args: [record.identity] })
    : [];
  return {
    ...record,
    wallet,
    registered,
    eligible: refusals.length === 0,
    reasons: refusals.map((data) => reasonOf({ data })),
    wallets: linked.length > 0 ? [...linked] : registered ? [wallet] : [],
    clients,
    issuers: await issuersOf(client, { registry, indexes: record.issuerIndexes }),
  };
}

async function issuersOf(
  client: ReadClient,
  { registry, indexes }: { registry: Address; indexes: readonly number[] },
): Promise<Address[]> {
  if (indexes.length === 0) return [];
  const address = await read(client, { address: registry, abi: identityRegistryAbi, functionName: 'issuersRegistry' });
  if (!(await supports(client, { address, id: interfaceId(iIssuerIndexAbi) }))) return [];
  return readMany(client, {
    address,
    abi: iIssuerIndexAbi,
    functionName: 'issuerAt',
    listOfArgs: indexes.map((index) => [BigInt(index)] as const),
  });
}
