import { artifacts } from 'hardhat';
import { type Address, parseAbi } from 'viem';
import { deployed } from '../../../test/foreign/chain.ts';
import { type Bench, gasUsed } from '../measure.ts';

/** What OpenZeppelin's ERC-20 pays, which knows no rules. */
export interface OpenZeppelinFigures {
  deploy: bigint;
  mint: bigint;
  transfer: bigint;
  transferToNewHolder: bigint;
}

const tokenAbi = parseAbi([
  'function mint(address to, uint256 amount)',
  'function transfer(address to, uint256 amount) returns (bool)',
]);

const UNIT = 1_000_000n;

/** Measures `PlainToken`, which must have been built. Minting is to a holder, as everywhere in the benchmark. */
export async function measureOpenZeppelin({
  reader,
  owner,
  seller,
  buyer,
  newcomer,
}: Bench): Promise<OpenZeppelinFigures> {
  const { abi, bytecode } = await artifacts.readArtifact('PlainToken');
  const token = await deployed(reader, owner.deployContract({ abi, bytecode }));
  const to = { address: token.address, abi: tokenAbi } as const;
  const mint = (holder: Address) =>
    gasUsed(reader, owner.writeContract({ ...to, functionName: 'mint', args: [holder, 100n * UNIT] }));
  const transfer = (holder: Address) =>
    gasUsed(reader, seller.writeContract({ ...to, functionName: 'transfer', args: [holder, UNIT] }));

  await mint(seller.account.address);
  await mint(buyer);
  return {
    deploy: token.receipt.gasUsed,
    mint: await mint(buyer),
    transfer: await transfer(buyer),
    transferToNewHolder: await transfer(newcomer),
  };
}
