import { Contract, type ContractRunner, type InterfaceAbi } from 'ethers';
// Types only: TypeChain's modules run under Hardhat alone, so what runs is an ethers contract with our generated ABI.
import type { ClaimTopicsRegistry } from '../../typechain/contracts/identity/ClaimTopicsRegistry.js';
import type { Compliance } from '../../typechain/contracts/compliance/Compliance.js';
import type { IdentityRegistry } from '../../typechain/contracts/identity/IdentityRegistry.js';
import type { RecordDates } from '../../typechain/contracts/deal/RecordDates.js';
import type { SecurityToken } from '../../typechain/contracts/token/SecurityToken.js';
import type { TokenFactory } from '../../typechain/contracts/token/TokenFactory.js';
import type { TrustedIssuersRegistry } from '../../typechain/contracts/identity/TrustedIssuersRegistry.js';
import {
  claimTopicsRegistryAbi,
  complianceAbi,
  identityRegistryAbi,
  recordDatesAbi,
  securityTokenAbi,
  tokenFactoryAbi,
  trustedIssuersRegistryAbi,
} from '../generated/abis.ts';
import { sluiceErrorsAbi } from '../generated/errors.ts';

/** The contracts that `connect` knows, by what they are called in `addresses`. */
export type Contracts = {
  token: SecurityToken;
  identityRegistry: IdentityRegistry;
  compliance: Compliance;
  tokenFactory: TokenFactory;
  trustedIssuersRegistry: TrustedIssuersRegistry;
  claimTopicsRegistry: ClaimTopicsRegistry;
  recordDates: RecordDates;
};

const abis = {
  token: securityTokenAbi,
  identityRegistry: identityRegistryAbi,
  compliance: complianceAbi,
  tokenFactory: tokenFactoryAbi,
  trustedIssuersRegistry: trustedIssuersRegistryAbi,
  claimTopicsRegistry: claimTopicsRegistryAbi,
  recordDates: recordDatesAbi,
} as const satisfies Record<keyof Contracts, readonly object[]>;

/** A typed contract for each address that was given. */
export type Connected<Given extends Partial<Record<keyof Contracts, string>>> = {
  [Name in keyof Given & keyof Contracts]: Contracts[Name];
};

/**
 * Typed ethers contracts for Sluice's addresses, on any provider or signer. Each decodes every custom error that it can let
 * through, also those of the rules behind it.
 *
 * @example
 * const { token } = connect(signer, { token: address });
 * await token.transfer(to, 1_000_000n);
 */
export function connect<Given extends Partial<Record<keyof Contracts, string>>>(
  runner: ContractRunner,
  addresses: Given,
): Connected<Given> {
  const contracts = Object.entries(abis).flatMap(([name, abi]) => {
    const address = addresses[name as keyof Contracts];
    return address === undefined ? [] : [[name, new Contract(address, withErrors(abi), runner)] as const];
  });
  // Each has the ABI that its TypeChain type was made of.
  return Object.fromEntries(contracts) as unknown as Connected<Given>;
}

/** The ABI's own functions and events, with all errors. */
function withErrors(abi: readonly { type: string }[]): InterfaceAbi {
  return [...abi.filter(({ type }) => type !== 'error'), ...sluiceErrorsAbi];
}
