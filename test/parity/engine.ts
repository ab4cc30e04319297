import { type Abi, type Hex, concatHex, encodeErrorResult, numberToHex } from 'viem';
import { CONSTANTS, type Program, runProgram, validate } from '../../sdk/engine/index.ts';
import { SluiceError, sluiceErrorsAbi } from '../../sdk/index.ts';
import type { AskedRun, Came } from './bench.ts';

/** What a contract would revert with where the engine threw this. */
function asRevert(error: unknown): Hex {
  if (!(error instanceof SluiceError)) throw error;
  const { name, values } = error as SluiceError;
  const entry = sluiceErrorsAbi.find((candidate) => candidate.name === name);
  // An error that no contract has is the engine's own, and no parity.
  if (entry === undefined) throw error;
  const abi: Abi = [entry];
  return encodeErrorResult({ abi, errorName: name, args: entry.inputs.map((input) => values[input.name]) });
}

/** Cells as the bench packs them. */
export function packed(cells: readonly bigint[]): bigint[] {
  return cells.slice(0, CONSTANTS).flatMap((cell, i) => (cell === 0n ? [] : [(BigInt(i) << 128n) | cell]));
}

/** The run in the engine, told as the contracts tell theirs. The cells are those after it. */
export function runInEngine(program: Program, { cells: before, deposit }: AskedRun): { came: Came; cells: bigint[] } {
  const cells = [...before];
  try {
    const { cashIn, cashOut, flows } = runProgram(program, { cells, deposit });
    const amounts = flows.map((amount) => numberToHex(amount, { size: 16 }));
    return { came: { cashIn, cashOut, flows: concatHex(amounts), cells: packed(cells) }, cells };
  } catch (error) {
    return { came: { refusal: asRevert(error) }, cells };
  }
}

/** `0x`, or what the validator on chain would revert with. */
export function verdictOfEngine(code: Hex): Hex {
  try {
    validate(code);
    return '0x';
  } catch (error) {
    return asRevert(error);
  }
}
