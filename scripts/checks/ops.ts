// Every op code has its Solidity function, its TypeScript function, its row in the README's table and its vectors; and
// cells change in no other way than the machine's three: `npm run check:ops`.
import { opFunctions } from '../../sdk/engine/interpreter.ts';
import { OPS } from '../../sdk/engine/program.ts';
import { files, read, shown } from '../project.ts';

const SOLIDITY = [
  'contracts/waterfall/Calculations.sol',
  'contracts/waterfall/Claims.sol',
  'contracts/waterfall/Payments.sol',
];
const TYPESCRIPT = ['sdk/engine/calculations.ts', 'sdk/engine/claims.ts', 'sdk/engine/payments.ts'];
const README = 'contracts/waterfall/README.md';
/** Where the three functions are that change cells, and where a run begins. */
const WRITERS = ['contracts/waterfall/types/Run.sol', 'contracts/waterfall/Interpreter.sol'];
const ENGINE_WRITERS = ['sdk/engine/run.ts', 'sdk/engine/interpreter.ts', 'sdk/engine/ledger.ts'];

function one(found: number, what: string): string[] {
  return found === 1 ? [] : [`${what}: ${found === 0 ? 'missing' : `${found} of them`}`];
}

function occurrences(sources: readonly string[], pattern: RegExp): number {
  return sources.reduce((sum, file) => sum + (read(file).match(pattern)?.length ?? 0), 0);
}

/** What is missing, one line each. */
export function missingParts(): string[] {
  const rows = read(README);
  return [
    ...OPS.flatMap((op, code) => [
      ...one(
        occurrences(SOLIDITY, new RegExp(`^    function ${op}\\(`, 'gm')),
        `Solidity function of op ${code} ${op}`,
      ),
      ...one(occurrences(TYPESCRIPT, new RegExp(`^export function ${op}\\(`, 'gm')), `TypeScript function of ${op}`),
      ...one(opFunctions[op].name === op ? 1 : 0, `engine's entry for ${op}`),
      ...one(rows.match(new RegExp(`^\\| ${code} \`${op}\` \\|`, 'gm'))?.length ?? 0, `row of ${op} in ${README}`),
      ...one(files(`test/vectors/ops/${op}.json`).length, `vector file of ${op}`),
    ]),
    ...one(rows.match(/^\| \d+ `\w+` \|/gm)?.length === OPS.length ? 1 : 0, `table of ${OPS.length} ops in ${README}`),
    ...strayWrites(files('contracts/waterfall/**/*.sol'), WRITERS),
    ...strayWrites(files('sdk/engine/*.ts'), ENGINE_WRITERS),
  ];
}

/** Assignments to a cell outside the functions that may. */
function strayWrites(sources: readonly string[], allowed: readonly string[]): string[] {
  return sources
    .filter((file) => !allowed.includes(file))
    .flatMap((file) => (/\bcells\[[^;\n]*\] *[-+]?= /.test(read(file)) ? [`${file} changes a cell itself`] : []));
}

if (process.argv[1] === import.meta.filename) {
  const missing = missingParts();
  for (const line of missing) console.error(line);
  console.log(`${OPS.length} ops in ${shown(README)}, ${missing.length} findings`);
  process.exitCode = missing.length > 0 ? 1 : 0;
}
