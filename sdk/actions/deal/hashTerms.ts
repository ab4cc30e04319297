import { type AbiFunction, type Address, type Hex, encodeAbiParameters, getAbiItem, keccak256 } from 'viem';
import { iDealFactoryAbi } from '../../generated/abis.ts';
import type { EncodedTerms } from './encodeTerms.ts';

const hashed = [{ type: 'uint256' }, { type: 'address' }, { type: 'bytes32' }] as const;

/**
 * The hash of a deal's terms that is filed: of chain, factory and terms, as the factory of deals makes it.
 *
 * @example
 * const termsHash = hashTerms(encodeTerms(terms, commitment), { chainId: 1, dealFactory });
 */
export function hashTerms(
  terms: EncodedTerms,
  { chainId, dealFactory }: { chainId: number; dealFactory: Address },
): Hex {
  // The terms are the function's only input.
  const { inputs } = getAbiItem({ abi: iDealFactoryAbi, name: 'hashTerms' }) as AbiFunction;
  const encoded = keccak256(encodeAbiParameters(inputs, [terms]));
  return keccak256(encodeAbiParameters(hashed, [BigInt(chainId), dealFactory, encoded]));
}
