import { type Abi, type AbiFunction, type Address, type Hex, numberToHex, toFunctionSelector } from 'viem';
import { getCode, readContract } from 'viem/actions';
import { NoContract, NotACompliance, NotARegistry, NotASluiceToken } from '../errors/addresses.ts';
import type { SluiceError } from '../errors/SluiceError.ts';
import { iEligibilityAbi, iRuleSettingsAbi, iSecurityTokenAbi } from '../generated/abis.ts';
import type { ReadClient } from './client.ts';
import { toSluiceError } from './failures.ts';

/** What an address is expected to be. The first three answer ERC-165; of the others we see only whether there is code. */
export type Kind =
  | 'token'
  | 'registry'
  | 'compliance'
  | 'token factory'
  | 'challenges'
  | 'list of record dates'
  | 'trusted issuers registry'
  | 'claim topics registry'
  | 'waterfall'
  | 'waterfall factory'
  | 'pool'
  | 'paying agent'
  | 'offering'
  | 'settlement asset'
  | 'deal'
  | 'deal factory'
  | 'filing registry'
  | 'list of settlement assets'
  | 'proceeds ledger'
  | 'register of disclosures';

type Where = { address: Address; chainId: number };
type Recognised = { id: Hex; error: (where: Where) => SluiceError };

/** The ids that Sluice's own contracts answer (ERC-165). */
export const interfaceIds = {
  token: interfaceId(iSecurityTokenAbi),
  registry: interfaceId(iEligibilityAbi),
  compliance: interfaceId(iRuleSettingsAbi),
} as const;

const recognised: Partial<Record<Kind, Recognised>> = {
  token: { id: interfaceIds.token, error: (where) => new NotASluiceToken(where) },
  registry: { id: interfaceIds.registry, error: (where) => new NotARegistry(where) },
  compliance: { id: interfaceIds.compliance, error: (where) => new NotACompliance(where) },
};

const erc165Abi = [
  {
    type: 'function',
    name: 'supportsInterface',
    stateMutability: 'view',
    inputs: [{ name: 'id', type: 'bytes4' }],
    outputs: [{ type: 'bool' }],
  },
] as const;

/** ERC-165: the exclusive or of the selectors of an interface's own functions. */
export function interfaceId(abi: Abi): Hex {
  const functions = abi.filter((entry): entry is AbiFunction => entry.type === 'function');
  const id = functions.reduce((sum, entry) => sum ^ BigInt(toFunctionSelector(entry)), 0n);
  return numberToHex(id, { size: 4 });
}

/** Throws the typed error if `address` is not what it should be. A call to an address without code would pass silently. */
export async function requireKind(
  client: ReadClient,
  { address, kind }: { address: Address; kind: Kind },
): Promise<void> {
  const where = { address, chainId: client.chain.id };
  const known = recognised[kind];
  if (known !== undefined) {
    if (!(await supports(client, { address, id: known.id }))) throw known.error(where);
    return;
  }
  const code = await getCode(client, { address }).catch((error: unknown) => {
    throw toSluiceError(error, { doing: `the check of ${address}`, client });
  });
  if (code === undefined || code === '0x') throw new NoContract({ ...where, expected: `a ${kind}` });
}

/** Whether a contract says (ERC-165) that it has the interface; where there is none, or no answer, it has not. */
export async function supports(client: ReadClient, { address, id }: { address: Address; id: Hex }): Promise<boolean> {
  try {
    return await readContract(client, { address, abi: erc165Abi, functionName: 'supportsInterface', args: [id] });
  } catch (error) {
    const failure = toSluiceError(error, { doing: `the check of ${address}`, client });
    if (failure.name === 'RpcUnreachable') throw failure;
    // No code, no such function, or an answer that is none: it is something else.
    return false;
  }
}
