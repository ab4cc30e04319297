import { type Address, type Hex, concat, encodeAbiParameters, encodeDeployData, getAbiItem, numberToHex } from 'viem';
import { type Deal, iOfferingAbi, offeringAbi } from '../../../sdk/index.ts';
import { DAY, START, type Started, admit, startPlatform } from '../platform.ts';

export const MILLION = 1_000_000_000_000n;
export const OPENS = START + DAY;
export const CLOSES = START + 10 * DAY;
export const SETTLE_BY = START + 14 * DAY;
export const FACE_A = 78n * MILLION;
export const FACE_B = 12n * MILLION;
const PAR = 1_000_000_000n;
/** The asset has two decimals more than the deal. */
export const SCALE = 100n;

/**
 * An offering of two classes that are sold, on the real token, registry and compliance; the deal, its filing and its
 * proceeds are stand-ins that write down what they are told. The owner is the factory and the agent of the tokens.
 */
export async function startOffering({ denomination = 500_000_000_000n }: { denomination?: bigint } = {}) {
  const started = await startPlatform();
  const { connection, owner, alice, bob, carol } = started;
  const { viem } = connection;
  const b = await owner.deployToken({
    ...{ name: 'Pearl River Trade 2026-1 B', symbol: 'B', decimals: 6, maximumSupply: FACE_B },
    ...{ owner: owner.account.address, agents: [owner.account.address] },
  });
  const money = await viem.deployContract('BlockingAsset');
  const filings = await viem.deployContract('StatedFiling');
  const assets = await viem.deployContract('CurrencyList');
  const proceeds = await viem.deployContract('RecordingProceeds');
  const book = await viem.deployContract('RecordingDeal');
  const StandardCalls = await viem.deployContract('StandardCalls');
  const implementation = await viem.deployContract(
    'Offering',
    [owner.account.address, filings.address, assets.address],
    { libraries: { StandardCalls: StandardCalls.address } },
  );
  const offering = await cloneOf(started, {
    implementation: implementation.address,
    table: {
      terms: {
        ...{ opens: OPENS, closes: CLOSES, settleBy: SETTLE_BY, firstCome: false, offerees: 0 },
        exemption: numberToHex(1, { size: 32 }),
      },
      ...{ asset: money.address, currency: '0x484b44', scale: SCALE },
      classes: [
        {
          ...{ token: started.token, face: FACE_A, price: PAR, minimum: 60n * MILLION },
          ...{ denomination, lot: 10_000_000_000n, inKind: 0n },
        },
        { token: b.token, face: FACE_B, price: PAR, minimum: 0n, denomination: 1n, lot: 1n, inKind: 0n },
      ],
    },
  });
  await owner.writeContract({ address: offering, abi: offeringAbi, functionName: 'initialize', args: [book.address] });
  await book.write.wire([offering, proceeds.address, money.address]);
  await assets.write.set([money.address, '0x484b44']);
  for (const token of [started.token, b.token]) {
    await owner.writeContract({
      address: token,
      abi: [
        {
          type: 'function',
          name: 'addAgent',
          stateMutability: 'nonpayable',
          inputs: [{ type: 'address' }],
          outputs: [],
        },
      ],
      functionName: 'addAgent',
      args: [offering],
    });
  }
  const deal: Deal = {
    address: book.address,
    ...{ pool: book.address, waterfall: book.address, payingAgent: book.address },
    ...{ offering, proceeds: proceeds.address, asset: money.address, decimals: 6, currency: 'HKD' },
    classes: { A: { token: started.token, number: 0 }, B: { token: b.token, number: 1 } },
  };
  await admit(started, ...[alice, bob, carol].map(({ account }) => account.address));
  for (const { account } of [alice, bob, carol]) await money.write.mint([account.address, 1_000n * MILLION * SCALE]);
  const at = (seconds: number) => connection.networkHelpers.time.increaseTo(seconds);
  await at(OPENS);
  return { ...started, deal, money, filings, assets, proceeds, book, at };
}

export type StartedOffering = Awaited<ReturnType<typeof startOffering>>;

type Table = Parameters<typeof tableBytes>[0];

function tableBytes(table: {
  terms: { opens: number; closes: number; settleBy: number; firstCome: boolean; offerees: number; exemption: Hex };
  asset: Address;
  currency: Hex;
  scale: bigint;
  classes: {
    token: Address;
    face: bigint;
    price: bigint;
    minimum: bigint;
    denomination: bigint;
    lot: bigint;
    inKind: bigint;
  }[];
}): Hex {
  return encodeAbiParameters(getAbiItem({ abi: iOfferingAbi, name: 'table' }).outputs, [table]);
}

/** An ERC-1167 clone with its arguments behind it, as OpenZeppelin's Clones makes it; the owner deploys it. */
async function cloneOf(
  { owner, reader }: Started,
  { implementation, table }: { implementation: Address; table: Table },
): Promise<Address> {
  const args = tableBytes(table);
  const code = concat(['0x363d3d373d3d3d363d73', implementation, '0x5af43d82803e903d91602b57fd5bf3', args]);
  const size = numberToHex((code.length - 2) / 2, { size: 2 });
  const bytecode = concat(['0x61', size, '0x3d81600a3d39f3', code]);
  const hash = await owner.sendTransaction({ data: encodeDeployData({ abi: [], bytecode }) });
  const { contractAddress } = await reader.waitForTransactionReceipt({ hash });
  if (contractAddress === null || contractAddress === undefined) throw new TypeError('the clone was not created');
  return contractAddress;
}
