import { createClient, defineChain, http } from 'viem';
import { getChainId } from 'viem/actions';
import type { ReadClient } from './client.ts';
import { toSluiceError } from './failures.ts';

/**
 * A client that reads from the node at `url`, on whatever chain the node serves.
 *
 * @throws {RpcUnreachable} if no node answers there
 * @example
 * const { ledger, nextDate } = await getLedger(await connect('http://127.0.0.1:8545'), { waterfall });
 */
export async function connect(url: string): Promise<ReadClient> {
  const client = (id: number): ReadClient => {
    const nativeCurrency = { name: 'Ether', symbol: 'ETH', decimals: 18 };
    const chain = defineChain({ id, name: `chain ${id}`, nativeCurrency, rpcUrls: { default: { http: [url] } } });
    return createClient({ chain, transport: http(url) });
  };
  const unknown = client(0);
  const id = await getChainId(unknown).catch((error: unknown) => {
    throw toSluiceError(error, { doing: 'the question which chain it is', client: unknown });
  });
  return client(id);
}
