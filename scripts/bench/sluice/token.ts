import { artifacts } from 'hardhat';
import { type Address, keccak256, toHex, zeroAddress } from 'viem';
import { recordDatesAbi, securityTokenAbi, tokenFactoryAbi } from '../../../sdk/generated/abis.ts';
import { deployed, mined } from '../../../test/foreign/chain.ts';
import type { Registries } from '../../deploy/platform.ts';
import { type Bench, gasUsed } from '../measure.ts';

const UNIT = 1_000_000n;
export const MAXIMUM = 100_000_000n * UNIT;

/** A token, the list of its record dates, and what creating the token cost. */
export interface BenchToken {
  address: Address;
  dates: Address;
  gas: bigint;
}

/** Creates a token on the platform, with a list of record dates that tells it. */
export async function createToken(bench: Bench, platform: Registries): Promise<BenchToken> {
  const { reader, owner } = bench;
  const factory = { address: platform.tokenFactory, abi: tokenFactoryAbi } as const;
  const salt = keccak256(toHex('bench'));
  const address = await reader.readContract({
    ...factory,
    functionName: 'addressOf',
    args: [owner.account.address, salt],
  });
  const terms = {
    name: 'Pearl River Trade 2026-1 A',
    symbol: 'PRT-A',
    decimals: 6,
    maximumSupply: MAXIMUM,
    inDeal: false,
    owner: owner.account.address,
    onchainID: zeroAddress,
    identityRegistry: platform.identityRegistry,
    compliance: platform.compliance,
    agents: [owner.account.address],
  };
  const gas = await gasUsed(reader, owner.writeContract({ ...factory, functionName: 'create', args: [terms, salt] }));
  const dates = await listOfDates(bench, address);
  return { address, dates, gas };
}

async function listOfDates({ reader, owner }: Bench, token: Address): Promise<Address> {
  const { abi, bytecode } = await artifacts.readArtifact('RecordDates');
  const list = await deployed(reader, owner.deployContract({ abi, bytecode, args: [owner.account.address, 3_600] }));
  const { address } = list;
  await mined(reader, owner.writeContract({ address, abi: recordDatesAbi, functionName: 'addToken', args: [token] }));
  await mined(
    reader,
    owner.writeContract({ address: token, abi: securityTokenAbi, functionName: 'setRecordDates', args: [address] }),
  );
  return address;
}

/** What can be done with the token, each answered by its gas. */
export function tokenOf({ reader, owner, seller }: Bench, { address }: BenchToken) {
  const to = { address, abi: securityTokenAbi } as const;
  return {
    mint: (holder: Address) =>
      gasUsed(reader, owner.writeContract({ ...to, functionName: 'mint', args: [holder, 1_000n * UNIT] })),
    transfer: (holder: Address) =>
      gasUsed(reader, seller.writeContract({ ...to, functionName: 'transfer', args: [holder, UNIT] })),
    forcedTransfer: (from: Address, holder: Address) =>
      gasUsed(reader, owner.writeContract({ ...to, functionName: 'forcedTransfer', args: [from, holder, UNIT] })),
    batchTransfer: (holders: readonly Address[]) =>
      gasUsed(
        reader,
        seller.writeContract({
          ...to,
          functionName: 'batchTransfer',
          args: [[...holders], holders.map(() => UNIT)],
        }),
      ),
  };
}
