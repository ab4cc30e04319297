// Writes the programs that the Solidity tests run: `node test/waterfall/programVectors.ts`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hex } from 'viem';
import { root } from '../../scripts/project.ts';
import { encodeProgram } from '../../sdk/engine/index.ts';
import { makeDice } from '../parity/dice.ts';
import { randomProgram } from '../parity/programs.ts';
import { exampleProgram } from './example.ts';

export const PROGRAM_VECTORS = 'test/vectors/programs.json';
const RANDOM = 15;

/** The example deal, and random programs that use every op. */
export function programVectors(): { count: number; programs: Hex[] } {
  const random = Array.from({ length: RANDOM }, (_, i) => encodeProgram(randomProgram(makeDice(1_000 + i))));
  const programs = [encodeProgram(exampleProgram()), ...random];
  return { count: programs.length, programs };
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(join(root, PROGRAM_VECTORS), `${JSON.stringify(programVectors(), undefined, 1)}\n`);
}
