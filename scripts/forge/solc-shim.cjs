#!/usr/bin/env node
// Lets forge use the compiler that npm installed: forge asks a solc for two things only.
const fs = require('node:fs');
const solc = require('solc');

const args = process.argv.slice(2);
if (args.includes('--version')) {
  const version = solc.version().replace('.Emscripten.clang', '.Linux.g++');
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${version}`);
} else if (args.includes('--standard-json')) {
  let output = Buffer.from(solc.compile(fs.readFileSync(0, 'utf8')));
  while (output.length > 0) output = output.subarray(fs.writeSync(1, output));
} else {
  console.error(`solc-shim: unsupported arguments: ${args.join(' ')}`);
  process.exitCode = 1;
}
