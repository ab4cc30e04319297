import type { Hex, SignTypedDataParameters, TypedData } from 'viem';
import { signTypedData } from 'viem/actions';
import { type WriteClient, accountOf } from './client.ts';
import { toSluiceError } from './failures.ts';
import { requireChain } from './write.ts';

/** Signs typed data with the client's account, for the chain that the client's node really serves. */
export async function sign<const types extends TypedData, primaryType extends keyof types>(
  client: WriteClient,
  data: Pick<SignTypedDataParameters<types, primaryType>, 'domain' | 'types' | 'primaryType' | 'message'>,
): Promise<Hex> {
  const doing = String(data.primaryType);
  const account = accountOf(client, doing);
  await requireChain(client);
  return signTypedData(client, { ...data, account } as unknown as SignTypedDataParameters).catch((error: unknown) => {
    throw toSluiceError(error, { doing, client, sender: account.address });
  });
}
