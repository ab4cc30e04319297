// Fails when a contract comes too near to EIP-170's limit: `npm run sizes`.
import Table from 'cli-table3';
import { artifacts } from '../project.ts';

const LIMIT = 24_576;
const MARGIN = 1_000;

const sizes = artifacts()
  .map(({ contractName, sourceName, deployedBytecode }) => ({
    contractName,
    sourceName,
    bytes: (deployedBytecode.length - 2) / 2,
  }))
  .filter(({ bytes }) => bytes > 0)
  .sort((a, b) => b.bytes - a.bytes || (a.sourceName < b.sourceName ? -1 : 1));

const table = new Table({
  head: ['contract', 'bytes', 'left'],
  colAligns: ['left', 'right', 'right'],
  style: { head: [], border: [], compact: true },
});
for (const { contractName, bytes } of sizes) {
  table.push([contractName, bytes.toLocaleString('en'), (LIMIT - MARGIN - bytes).toLocaleString('en')]);
}
console.log(table.toString());

const over = sizes.filter(({ bytes }) => bytes > LIMIT - MARGIN);
for (const { sourceName, contractName, bytes } of over) {
  console.error(
    `${sourceName}: ${contractName} has ${bytes} bytes; at most ${LIMIT - MARGIN} (${LIMIT} less ${MARGIN} to spare)`,
  );
}
process.exitCode = over.length > 0 ? 1 : 0;
