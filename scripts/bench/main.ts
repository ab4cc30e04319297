import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { type Figure, type Row, openBench, row } from './measure.ts';
import { claimOrderRows, peerRows } from './peers/rows.ts';
import { knownMiss, rowsOf } from './rows.ts';
import { type TimeRow, projectionRows } from './projection.ts';
import { collectRows } from './sluice/collect.ts';
import { measureSluice } from './sluice/measure.ts';
import { periodRows } from './sluice/period.ts';
import { tapeRows } from './tape.ts';

const METHOD = `Gas is gasUsed of a whole transaction, alone in its block, on an in-process Hardhat chain of the current fork; solc 0.8.37,
optimizer 200, no access list; existing holders and warm counters unless said. OpenZeppelin: ERC20 5.7.0. T-REX: 4.1.6 and
ONCHAINID from npm artifacts, one own issuer per topic unless said, ONCHAINID in its optimized build, which favours T-REX.
Rows in milliseconds and megabytes are of this computer, the fastest of three or processor time; they are shown, and fail nothing.`;

const { values } = parseArgs({ options: { json: { type: 'string' }, check: { type: 'boolean', default: false } } });

/** How fast a computer is, and what else it does, is not ours to promise: these rows never fail a check. */
const isTimed = ({ operation }: Row): boolean => /(milliseconds|megabytes)$/.test(operation);

function inMilliseconds({ operation, setting, sluice, target }: TimeRow): Row {
  const milliseconds = (seconds: number): number => Math.round(seconds * 1_000);
  const timed = { operation: `${operation.replace(', seconds', '')}, milliseconds`, setting };
  return row({ ...timed, sluice: milliseconds(sluice), target: milliseconds(target) });
}

const figure = (value: Figure): string => (value === null ? '' : value.toLocaleString('en-US'));

function verdict(row: Row): string {
  if (row.met === null) return '';
  if (row.met) return 'met';
  const miss = knownMiss(row);
  return miss ? `missed since ${miss.since}` : 'MISSED';
}

function print(rows: readonly Row[]): void {
  const table = new Table({
    head: ['operation', 'setting', 'Sluice', 'OpenZeppelin', 'T-REX', 'target', ''],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'right', 'left'],
    style: { head: [], border: [] },
  });
  for (const row of rows)
    table.push([
      row.operation,
      row.setting,
      figure(row.sluice),
      figure(row.openzeppelin),
      figure(row.trex),
      figure(row.target),
      verdict(row),
    ]);
  console.log(table.toString());
  console.log(METHOD);
  for (const row of rows) {
    const miss = row.met === false ? knownMiss(row) : undefined;
    if (miss) console.log(`Missed: ${row.operation}, ${row.setting}: ${miss.because}.`);
  }
}

// The peers on one chain and we on another: neither warms the other's storage.
const peerBench = await openBench();
const peers = await peerRows(peerBench);
const claimOrder = await claimOrderRows(peerBench);
await peerBench.close();
const ownBench = await openBench();
const rows = rowsOf(await measureSluice(ownBench), peers, claimOrder);
await ownBench.close();
rows.push(
  ...(await periodRows()),
  ...(await collectRows()),
  ...(await tapeRows()),
  ...projectionRows().map(inMilliseconds),
);

print(rows);
if (values.json !== undefined) {
  const plain = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value);
  writeFileSync(values.json, `${JSON.stringify(rows, plain, 2)}\n`);
}
if (values.check) {
  const broken = rows.filter((row) => row.met === false && !knownMiss(row) && !isTimed(row));
  const mended = rows.filter((row) => row.met === true && knownMiss(row));
  for (const row of broken) console.error(`Target missed: ${row.operation}, ${row.setting}.`);
  for (const row of mended) console.error(`Take it off the known misses: ${row.operation}, ${row.setting}.`);
  process.exitCode = broken.length + mended.length > 0 ? 1 : 0;
}
