import { Common, Hardfork, Mainnet } from '@ethereumjs/common';
import { createEVM } from '@ethereumjs/evm';
import { createAddressFromString, hexToBytes as toBytes } from '@ethereumjs/util';
import { artifacts, network } from 'hardhat';
import { type Abi, type Hex, bytesToHex, decodeFunctionResult, encodeFunctionData } from 'viem';

/** A run asked of a machine: these cells, all others 0. */
export interface AskedRun {
  cells: readonly bigint[];
  deposit: bigint;
}

/** What came of it: what it reverted with, or the result. Cells that are not 0: number × 2^128 + value. */
export type Came = { refusal: Hex } | { cashIn: bigint; cashOut: bigint; flows: Hex; cells: readonly bigint[] };

/** The contracts of the machine, run by some EVM. */
export interface Bench {
  runMany(code: Hex, runs: readonly AskedRun[]): Promise<Came[]>;
  /** What `validate` says of each: `0x`, or what it reverted with. */
  validateMany(codes: readonly Hex[]): Promise<Hex[]>;
  gasOfRun(code: Hex, run: AskedRun): Promise<bigint>;
  gasOfValidate(code: Hex): Promise<bigint>;
}

type Call = (data: Hex) => Promise<Hex>;
type Result = { refusal: Hex; cashIn: bigint; cashOut: bigint; flows: Hex; cells: readonly bigint[] };

function benchOn(abi: Abi, call: Call): Bench {
  const ask = async (functionName: string, args: readonly unknown[]): Promise<unknown> => {
    const data = await call(encodeFunctionData({ abi, functionName, args }));
    return decodeFunctionResult({ abi, functionName, data });
  };
  return {
    runMany: async (code, runs) => {
      const results = (await ask('runMany', [code, runs.map(written)])) as Result[];
      return results.map(({ refusal, ...result }) => (refusal === '0x' ? result : { refusal }));
    },
    validateMany: async (codes) => (await ask('validateMany', [codes])) as Hex[],
    gasOfRun: async (code, run) => (await ask('gasOfRun', [code, written(run)])) as bigint,
    gasOfValidate: async (code) => (await ask('gasOfValidate', [code])) as bigint,
  };
}

/** Only cells that are not 0 are sent, by their number. */
function written({ cells, deposit }: AskedRun): { numbers: bigint[]; values: bigint[]; deposit: bigint } {
  const numbers = cells.flatMap((value, number) => (value === 0n ? [] : [number]));
  return { numbers: numbers.map(BigInt), values: numbers.map((number) => cells[number] ?? 0n), deposit };
}

/** The contracts on Hardhat's chain. */
export async function hardhatBench(): Promise<Bench> {
  const { viem } = await network.create();
  const { address, abi } = await viem.deployContract('MachineBench');
  const reader = await viem.getPublicClient();
  return benchOn(abi, async (data) => (await reader.call({ to: address, data })).data ?? '0x');
}

/** The same bytecode on an EVM that was written by others. */
export async function secondBench(): Promise<Bench> {
  const { abi, deployedBytecode } = await artifacts.readArtifact('MachineBench');
  const evm = await createEVM({ common: new Common({ chain: Mainnet, hardfork: Hardfork.Cancun }) });
  const to = createAddressFromString('0x00000000000000000000000000000000000be9c4');
  await evm.stateManager.putCode(to, toBytes(deployedBytecode));
  return benchOn(abi, async (data) => {
    const { execResult } = await evm.runCall({ to, data: toBytes(data), gasLimit: 1n << 40n });
    if (execResult.exceptionError !== undefined) {
      throw new Error(
        `The second EVM ended with ${execResult.exceptionError.error}: ${bytesToHex(execResult.returnValue)}`,
      );
    }
    return bytesToHex(execResult.returnValue);
  });
}
