import type { Address } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { identityRegistryAbi } from '../../generated/abis.ts';
import { type InvestorClass, classNumber } from './investor.ts';

export type UpdateProfileParameters = {
  registry: Address;
  wallet: Address;
  class: InvestorClass;
  usPerson: boolean;
  connected?: boolean;
};

/**
 * Sets what claims do not tell of an investor. Only an agent of the registry.
 *
 * @example
 * await updateProfile(agent, { registry, wallet, class: 'professional', usPerson: false });
 */
export const updateProfile: WriteAction<UpdateProfileParameters> = defineWrite({
  call: (_client, parameters: UpdateProfileParameters) =>
    encodeCall({
      kind: 'registry',
      address: parameters.registry,
      abi: identityRegistryAbi,
      functionName: 'updateProfile',
      args: [parameters.wallet, classNumber(parameters.class), parameters.usPerson, parameters.connected ?? false],
    }),
});
