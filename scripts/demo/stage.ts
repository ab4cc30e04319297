import { network } from 'hardhat';
import { type Hex, createWalletClient, custom } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import {
  addToRecordDates,
  claimTopicsRegistryAbi,
  deployToken,
  setRecordDates,
  sluiceActions,
  trustIssuer,
} from '../../sdk/index.ts';
import { deployPlatform } from '../deploy/platform.ts';
import { DEMO } from './investors.ts';

const NOTICE = 3_600;
const COIN = 10n ** 18n;

/** A chain in this process with a platform, two classes of notes, a list of record dates, and who acts on it. */
export async function setStage() {
  const connection = await network.create({ override: { initialDate: new Date(DEMO.now * 1_000) } });
  const [owner, kyc] = await connection.viem.getWalletClients();
  if (!owner || !kyc) throw new TypeError('The chain has no accounts.');
  const reader = await connection.viem.getPublicClient();
  const platform = await deployPlatform(connection, { owner: owner.account.address });
  const topics = { address: platform.claimTopicsRegistry, abi: claimTopicsRegistryAbi } as const;
  for (const topic of [1n, 2n, 3n])
    await owner.writeContract({ ...topics, functionName: 'addClaimTopic', args: [topic] });
  const { trustedIssuersRegistry: issuersRegistry } = platform;
  await trustIssuer(owner, { issuersRegistry, issuer: kyc.account.address, topics: [1n, 2n, 3n] });
  const { address: dates } = await connection.viem.deployContract('RecordDates', [owner.account.address, NOTICE]);
  const classA = { symbol: 'A', name: 'Pearl River Trade 2026-1 A', maximumSupply: 78_000_000_000_000n };
  const classB = { symbol: 'B', name: 'Pearl River Trade 2026-1 B', maximumSupply: 12_000_000_000_000n };
  const tokens = [];
  for (const terms of [classA, classB]) {
    const { token, receipt } = await deployToken(owner, {
      ...terms,
      factory: platform.tokenFactory,
      decimals: 6,
      owner: owner.account.address,
      agents: [owner.account.address],
      registry: platform.identityRegistry,
      compliance: platform.compliance,
    });
    await addToRecordDates(owner, { recordDates: dates, token });
    await setRecordDates(owner, { token, recordDates: dates });
    tokens.push({ ...terms, token, gas: receipt.gasUsed });
  }
  const [a, b] = tokens;
  if (!a || !b) throw new TypeError('Two classes were deployed.');
  const actions = sluiceActions({ platform });
  return {
    connection,
    platform,
    dates,
    a,
    b,
    reader: reader.extend(actions),
    agent: owner.extend(actions),
    kyc: kyc.extend(actions),
    /** A client that signs with an investor's own key, and has coins for gas. */
    investor: async (key: Hex) => {
      const account = privateKeyToAccount(key);
      await connection.networkHelpers.setBalance(account.address, COIN);
      return createWalletClient({ account, chain: reader.chain, transport: custom(connection.provider) }).extend(
        actions,
      );
    },
  };
}

export type Stage = Awaited<ReturnType<typeof setStage>>;
