import type { Address } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { securityTokenAbi } from '../../generated/abis.ts';

/** The compliance contract that a token uses. */
export async function complianceOf(client: ReadClient, token: Address): Promise<Address> {
  await requireKind(client, { address: token, kind: 'token' });
  return read(client, { address: token, abi: securityTokenAbi, functionName: 'compliance' });
}
