import type {
  Abi,
  Address,
  ContractFunctionArgs,
  ContractFunctionName,
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

/**
 * How many questions go into one call: the question travels as initcode (at most 49,152 bytes, EIP-3860) and the answer as
 * code (24,576 bytes, EIP-170), of which each question takes about 250 and each one-word answer 160.
 */
const QUESTIONS_IN_A_CALL = 128;
/** How many are asked at once of a node that takes no such calls. */
const QUESTIONS_AT_ONCE = 16;

type AnyQuestion = { address: Address; abi: Abi; functionName: string; args: readonly unknown[] };

type Many<abi extends Abi, name extends ContractFunctionName<abi, View>> = {
  address: Address;
  abi: abi;
  functionName: name;
  listOfArgs: readonly ContractFunctionArgs<abi, View, name>[];
  blockNumber?: bigint | undefined;
};

/**
 * Asks one function of one contract, whose answer is one word, about many things in few calls. Needs no multicall contract
 * on the chain: its code travels with the call. A node that takes no such calls is asked one by one.
 */
export async function readMany<const abi extends Abi, name extends ContractFunctionName<abi, View>>(
  client: ReadClient,
  { address, abi, functionName, listOfArgs, blockNumber }: Many<abi, name>,
): Promise<ContractFunctionReturnType<abi, View, name>[]> {
  const at = blockNumber === undefined ? {} : { blockNumber };
  const questions = listOfArgs.map((args) => ({ address, abi, functionName, args, ...at }) as unknown as AnyQuestion);
  const together = async (contracts: readonly AnyQuestion[]) =>
    multicall(client, { contracts, allowFailure: false, deployless: true, batchSize: 0, ...at });
  const oneByOne = async (few: readonly AnyQuestion[]) => Promise.all(few.map((question) => read(client, question)));
  const answers = await inParts(questions, { size: QUESTIONS_IN_A_CALL, ask: together }).catch((error: unknown) => {
    const failure = toSluiceError(error, { doing: `${functionName} of ${address}`, client });
    if (failure.name === 'RpcUnreachable') throw failure;
    return inParts(questions, { size: QUESTIONS_AT_ONCE, ask: oneByOne });
  });
  return answers as ContractFunctionReturnType<abi, View, name>[];
}

async function inParts<Question>(
  questions: readonly Question[],
  { size, ask }: { size: number; ask: (part: readonly Question[]) => Promise<unknown[]> },
): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (let start = 0; start < questions.length; start += size) {
    answers.push(...(await ask(questions.slice(start, start + size))));
  }
  return answers;
}
