import { encodeAbiParameters, getContract, parseEventLogs, zeroAddress } from 'viem';
import { iProceedsLedgerAbi, sluiceActions } from '../../../sdk/index.ts';
import { commitTape } from '../../../sdk/tape/commitTape.ts';
import { startDeal } from '../pool/deal.ts';
import { START, startPlatform } from '../platform.ts';
import { KEYS, csvOf, read as readTape } from '../tape/tapes.ts';

export const UNIT = 1_000_000n;
export const EVIDENCE = `0x${'e7'.repeat(32)}` as const;
export const HASH = (byte: string) => `0x${byte.repeat(32)}` as const;

/** A platform with a filing registry: alice is the filer, bob the filing agent, carol the issuer, the owner administers. */
export async function startFilings() {
  const started = await startPlatform();
  const { connection, owner, alice, bob, carol, stranger, reader } = started;
  const registry = await connection.viem.deployContract('FilingRegistry', [owner.account.address]);
  await registry.write.grantRole([await registry.read.FILING_AGENT(), bob.account.address]);
  // The factory of deals, for the tests: the stranger.
  await registry.write.grantRole([await registry.read.ISSUING_FACTORY(), stranger.account.address]);
  const filings = registry.address;
  const actions = sluiceActions({ platform: { filingRegistry: filings } });
  const filing = {
    filer: alice.account.address,
    issuer: carol.account.address,
    filingAgent: bob.account.address,
    route: 'ABS-like',
    currency: 'HKD',
    decimals: 6,
    amount: 100_000_000n * UNIT,
    termsHash: HASH('01'),
    tapeRoot: HASH('02'),
    pack: HASH('03'),
    validUntil: START + 365 * 86_400,
  } as const;
  return {
    ...started,
    filings,
    filing,
    registry,
    filer: alice.extend(actions),
    agent: bob.extend(actions),
    anyone: owner.extend(actions),
    client: reader.extend(actions),
    factory: stranger,
  };
}

/** The example deal with a proceeds ledger: carol is the issuer, the owner the originator, the stranger the offering. */
export async function startProceeds() {
  const tape = await readTape(csvOf({ face: '80000000', outstanding: '60000000' }));
  const deal = await startDeal(commitTape(tape, KEYS));
  const { connection, money, owner, carol, stranger, pool, waterfall, reader } = deal;
  const factory = await connection.viem.deployContract('LedgerMaker');
  const parties = await connection.viem.deployContract('PartyBook');
  await parties.write.name([0, owner.account.address]);
  await parties.write.name([1, carol.account.address]);
  const [{ type, components }] = iProceedsLedgerAbi.find((entry) => entry.name === 'table')!.outputs;
  const table = {
    asset: money.address,
    scale: 1n,
    currency: '0x484b44',
    waterfall,
    pool,
    offering: stranger.account.address,
    inKindPurpose: 0,
    purposes: [
      { name: 'purchase price of the receivables', payee: owner.account.address, cap: 98_000_000n * UNIT },
      { name: 'reserve', payee: zeroAddress, cap: 500_000n * UNIT },
      { name: 'costs of the issue', payee: carol.account.address, cap: 1_500_000n * UNIT },
    ],
  } as const;
  const encoded = encodeAbiParameters([{ type, components, name: 'table' }], [table]);
  const hash = await factory.write.make([encoded, parties.address]);
  const { logs } = await reader.waitForTransactionReceipt({ hash });
  const proceeds = parseEventLogs({ abi: factory.abi, eventName: 'Made', logs })[0]!.args.ledger;
  await money.write.mint([proceeds, 90_000_000n * UNIT]);
  const ledger = getContract({ address: proceeds, abi: iProceedsLedgerAbi, client: stranger });
  await ledger.write.receiveProceeds([90_000_000n * UNIT, 10_000_000n * UNIT]);
  return { ...deal, proceeds, issuer: carol, originator: owner, client: reader.extend(sluiceActions()) };
}
