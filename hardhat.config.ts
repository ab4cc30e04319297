import { createRequire } from "node:module";
import hardhatToolboxMochaEthers from "@nomicfoundation/hardhat-toolbox-mocha-ethers";
import hardhatViem from "@nomicfoundation/hardhat-viem";
import hardhatViemAssertions from "@nomicfoundation/hardhat-viem-assertions";
import { defineConfig } from "hardhat/config";

// SLUICE_DEEP=1 is `npm run deep`: the same tests, searched for hours rather than seconds.
const deep = process.env["SLUICE_DEEP"] === "1";

export default defineConfig({
  plugins: [hardhatToolboxMochaEthers, hardhatViem, hardhatViemAssertions],
  paths: {
    sources: ["contracts", "test/mocks"],
    tests: { mocha: "test", solidity: "test" },
    ignition: ".",
  },
  solidity: {
    version: "0.8.37",
    // The compiler comes from npm, so that a build needs no download.
    path: createRequire(import.meta.url).resolve("solc/soljson.js"),
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: "cancun",
      outputSelection: { "*": { "*": ["storageLayout", "devdoc", "userdoc", "metadata"] } },
    },
  },
  typechain: { outDir: "typechain" },
  test: {
    mocha: { timeout: 120_000 },
    solidity: {
      fsPermissions: { readDirectory: ["node_modules/@tokenysolutions/t-rex/artifacts", "node_modules/@onchain-id/solidity/artifacts", "test/vectors"] },
      fuzz: { runs: deep ? 5_000 : 256, seed: "0x51c1ce" },
      invariant: { runs: deep ? 256 : 24, depth: deep ? 128 : 32, failOnRevert: false },
    },
  },
  coverage: { skipFiles: ["test/**"] },
});
