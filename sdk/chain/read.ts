import type {
  Abi,
  Address,
  ContractFunctionArgs,
  ContractFunctionName,
  ContractFunctionParameters,
  ContractFunctionReturnType,
  ReadContractParameters,
} from 'viem';
import { multicall, readContract } from 'viem/actions';
import type { ReadClient } from './client.ts';
import { toSluiceError } from './failures.ts';

type View = 'view' | 'pure';

/** One question to a contract. */
export type Question<
  abi extends Abi | readonly unknown[],
  name extends ContractFunctionName<abi, View>,
  args extends ContractFunctionArgs<abi, View, name>,
> = ReadContractParameters<abi, name, args>;

/** Asks a contract; a failure is a typed error. */
export async function read<
  const abi extends Abi | readonly unknown[],
  name extends ContractFunctionName<abi, View>,
  const args extends ContractFunctionArgs<abi, View, name>,
>(client: ReadClient, question: Question<abi, name, args>): Promise<ContractFunctionReturnType<abi, View, name, args>> {
  // The same parameters; viem's conditional types can't be seen through from a generic function.
  return readContract(client, question as unknown as ReadContractParameters<abi, name, args>).catch(
    (error: unknown) => {
      const { functionName, address } = question as unknown as { functionName: string; address: Address };
      throw toSluiceError(error, { doing: `${functionName} of ${address}`, client });
    },
  );
}

/** How many questions go into one call: its code and they stay below the 49,152 bytes of EIP-3860. */
const QUESTIONS_IN_A_CALL = 30;

/**
 * Asks one function of one contract about many things, in few calls and all at one block. Needs no multicall contract on
 * the chain: its code travels with the call.
 */
export async function readMany<const abi extends Abi, name extends ContractFunctionName<abi, View>>(
  client: ReadClient,
  {
    address,
    abi,
    functionName,
    listOfArgs,
    blockNumber,
  }: {
    address: Address;
    abi: abi;
    functionName: name;
    listOfArgs: readonly ContractFunctionArgs<abi, View, name>[];
    blockNumber?: bigint | undefined;
  },
): Promise<ContractFunctionReturnType<abi, View, name>[]> {
  const answers: ContractFunctionReturnType<abi, View, name>[] = [];
  for (let start = 0; start < listOfArgs.length; start += QUESTIONS_IN_A_CALL) {
    const contracts = listOfArgs
      .slice(start, start + QUESTIONS_IN_A_CALL)
      .map((args) => ({ address, abi, functionName, args }) as unknown as ContractFunctionParameters);
    const found = await multicall(client, {
      contracts,
      allowFailure: false,
      deployless: true,
      batchSize: 0,
      ...(blockNumber === undefined ? {} : { blockNumber }),
    }).catch((error: unknown) => {
      throw toSluiceError(error, { doing: `${functionName} of ${address}`, client });
    });
    answers.push(...(found as ContractFunctionReturnType<abi, View, name>[]));
  }
  return answers;
}
