import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import hardhatToolboxMochaEthers from '@nomicfoundation/hardhat-toolbox-mocha-ethers';
import hardhatViem from '@nomicfoundation/hardhat-viem';
import hardhatViemAssertions from '@nomicfoundation/hardhat-viem-assertions';
import { defineConfig, overrideTask } from 'hardhat/config';

// The same tests, searched for hours instead of seconds. The second form is npm's own and needs no shell.
const deep = process.env['SLUICE_DEEP'] === '1' || process.env['npm_lifecycle_event'] === 'deep';

// Hardhat would import every .ts file under test/; ours are tests only when they say so.
const onlyTestFiles = overrideTask(['test', 'mocha'])
  .setInlineAction((args, hre, runSuper) => {
    const given = args['testFiles'] as string[];
    const testFiles = given.length > 0 ? given : globSync(join(hre.config.paths.root, 'test/**/*.test.ts')).sort();
    if (testFiles.length === 0) return { success: true, value: { summary: { failed: 0, passed: 0 } } };
    return runSuper({ ...args, testFiles }) as Promise<unknown>;
  })
  .build();

export default defineConfig({
  plugins: [hardhatToolboxMochaEthers, hardhatViem, hardhatViemAssertions],
  tasks: [onlyTestFiles],
  paths: {
    // Mocks are sources too, so that TypeScript tests get their types; *.t.sol files and the rest of test/ are not.
    sources: ['contracts', 'test/mocks'],
    tests: { mocha: 'test', solidity: 'test' },
    ignition: '.',
  },
  solidity: {
    version: '0.8.37',
    // The compiler is an npm package: a build downloads nothing.
    path: createRequire(import.meta.url).resolve('solc/soljson.js'),
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: 'cancun',
      outputSelection: { '*': { '*': ['storageLayout', 'devdoc', 'userdoc', 'metadata'] } },
    },
  },
  typechain: { outDir: 'typechain' },
  test: {
    mocha: { timeout: 120_000 },
    solidity: {
      // For vm.readFile: what T-REX and ONCHAINID published on npm, and our own vectors.
      fsPermissions: {
        readDirectory: [
          'node_modules/@tokenysolutions/t-rex/artifacts',
          'node_modules/@onchain-id/solidity/artifacts',
          'test/vectors',
        ],
      },
      fuzz: { runs: deep ? 5_000 : 256, seed: '0x51c1ce' },
      // A breach is shown within minutes: each attempt to shorten it runs the whole sequence again.
      invariant: { runs: deep ? 256 : 24, depth: deep ? 128 : 32, failOnRevert: false, shrinkRunLimit: 200 },
    },
  },
  coverage: { skipFiles: ['test/**'] },
});
