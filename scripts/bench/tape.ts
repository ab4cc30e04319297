// What a tape of 100,000 receivables costs: `node scripts/bench/tape.ts`. The tape is the same in every run.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeFunctionData } from 'viem';
import { commitTape } from '../../sdk/tape/commitTape.ts';
import { loadTape } from '../../sdk/tape/loadTape.ts';
import { proveReceivable } from '../../sdk/tape/proof.ts';
import { DEMO_TAPE, makeTape } from '../demo/tape.ts';
import { type Bench, type Row, gasUsed, openBench, row } from './measure.ts';
import { BENCH_KEYS } from './tape/keys.ts';

const COUNT = 100_000;
const SETTINGS = { ...DEMO_TAPE, count: COUNT, obligors: 5_000 };
/** A computer does other things besides: the fastest run is what the work takes. */
const RUNS = 3;
/** Not the last leaves, whose way up is shorter. */
const INDEX = 65_535;

interface Taken {
  milliseconds: number;
  megabytes: number;
}

/** The benchmark's lines for the tape: time and memory in a process of its own, gas on a chain of its own. */
export async function tapeRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const file = join(folder, 'tape.csv');
  try {
    writeFileSync(file, makeTape(SETTINGS));
    const runs = Array.from({ length: RUNS }, () => toRoot(file));
    const gas = await verifyLeaf(file);
    return [
      row({
        operation: 'tape: CSV to root, milliseconds',
        setting: `${COUNT} receivables, from the start of the process`,
        sluice: Math.min(...runs.map(({ milliseconds }) => milliseconds)),
        target: 3_000,
      }),
      row({
        operation: 'tape: CSV to root, megabytes',
        setting: `${COUNT} receivables, highest resident set`,
        sluice: Math.max(...runs.map(({ megabytes }) => megabytes)),
        target: 600,
      }),
      row({
        operation: 'verify a leaf on chain, execution',
        setting: `of ${COUNT}, against the root in storage`,
        sluice: gas.execution,
        target: 20_000n,
      }),
      row({
        operation: 'verify a leaf on chain, transaction',
        setting: `of ${COUNT}, data at its floor price`,
        sluice: gas.transaction,
        target: 65_000n,
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function toRoot(file: string): Taken {
  const script = join(import.meta.dirname, 'tape', 'toRoot.ts');
  return JSON.parse(execFileSync(process.execPath, [script, file], { encoding: 'utf8' })) as Taken;
}

async function verifyLeaf(file: string): Promise<{ execution: bigint; transaction: bigint }> {
  const tape = await loadTape(file, { cutOff: SETTINGS.cutOff, decimals: 6 });
  const commitment = commitTape(tape, BENCH_KEYS);
  const { id = '' } = tape.receivables[INDEX] ?? {};
  const { leaf, index, count, siblings, root } = proveReceivable(id, { tape, commitment, keys: BENCH_KEYS });
  const bench = await openBench();
  try {
    const reader = await bench.connection.viem.deployContract('TapeReader');
    await reader.write.accept([root]);
    const words = { ...leaf, tag: BigInt(leaf.tag), terms: BigInt(leaf.terms), amounts: BigInt(leaf.amounts) };
    const proof = { index: BigInt(index), count: BigInt(count), siblings };
    const { abi, address } = reader;
    const data = encodeFunctionData({ abi, functionName: 'requireInTape', args: [words, proof] });
    const hash = await bench.owner.sendTransaction({ to: address, data });
    return {
      execution: await executionOf(bench, hash),
      transaction: await gasUsed(bench.reader, Promise.resolve(hash)),
    };
  } finally {
    await bench.close();
  }
}

/** What the steps of a transaction cost, without its base and its data. */
async function executionOf({ connection }: Bench, hash: string): Promise<bigint> {
  const bare = { disableStack: true, disableMemory: true, disableStorage: true };
  const trace = (await connection.provider.request({
    method: 'debug_traceTransaction',
    params: [hash, bare],
  })) as Trace;
  const [first, last] = [trace.structLogs[0], trace.structLogs.at(-1)];
  if (!first || !last) throw new TypeError(`Transaction ${hash} ran no code.`);
  return BigInt(first.gas) - BigInt(last.gas) + BigInt(last.gasCost);
}

/** Hardhat's answer, as far as it is needed: gas left before each step, and what the step took. */
interface Trace {
  structLogs: { gas: number | string; gasCost: number | string }[];
}

if (import.meta.main) {
  for (const { operation, setting, sluice, target, met } of await tapeRows()) {
    console.log(`${operation} (${setting}): ${sluice}, target ${target}${met ? '' : ' MISSED'}`);
  }
}
