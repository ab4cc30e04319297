import hre from 'hardhat';

/** A limit of gas, to hold measured gas to. With coverage every line has a counter that costs gas: then there is none. */
export function gasLimit(gas: number): number {
  return hre.globalOptions.coverage ? Number.MAX_SAFE_INTEGER : gas;
}
