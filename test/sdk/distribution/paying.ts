import { getContract, zeroAddress } from 'viem';
import { type Deal, iPayingAgentAbi, securityTokenAbi } from '../../../sdk/index.ts';
import { ONE, admit, startPlatform } from '../platform.ts';

export const CEILING = 100_000_000;
export const DELAY = 172_800;
/** The asset counts a hundred times as finely as the deal. */
export const SCALE = 100n;

/**
 * A paying agent on the real token: alice has 600 of class A, bob 300, carol 100. Factory, deal and waterfall are a
 * stand-in that declares what it is asked to.
 */
export async function startPaying({ taxCeiling = 0 }: { taxCeiling?: number } = {}) {
  const started = await startPlatform();
  const { connection, owner, alice, bob, carol, token, dates, stranger } = started;
  const { viem, networkHelpers } = connection;
  await admit(started, ...[alice, bob, carol].map(({ account }) => account.address));
  const asset = await viem.deployContract('TroubledAsset', [8]);
  const stand = await viem.deployContract('PayingDeal');
  const terms = { taxCeiling, taxAccount: stranger.account.address, payoutDelay: DELAY };
  await stand.write.create([{ waterfall: zeroAddress, asset: asset.address, scale: SCALE, terms, tokens: [token] }]);
  const payingAgent = await stand.read.agent();
  await owner.addToRecordDates({ token, recordDates: dates });
  await owner.setRecordDates({ token, recordDates: dates });
  await owner.writeContract({ address: token, abi: securityTokenAbi, functionName: 'addAgent', args: [payingAgent] });
  for (const [holder, units] of [
    [alice, 600n],
    [bob, 300n],
    [carol, 100n],
  ] as const) {
    await owner.mint({ token, to: holder.account.address, amount: units * ONE });
  }
  const deal: Deal = {
    address: stand.address,
    ...{ pool: stand.address, waterfall: stand.address, payingAgent, offering: stand.address, proceeds: stand.address },
    ...{ classes: { A: { token, number: 0 } }, decimals: 6, currency: 'HKD', asset: asset.address },
  };
  let date = 0;
  /** Lets a record date pass and declares interest and principal. */
  const pay = async (interest: bigint, principal = 0n): Promise<void> => {
    const moment = (await networkHelpers.time.latest()) + 2 * 86_400;
    await owner.listRecordDate({ recordDates: dates, moment });
    await networkHelpers.time.increaseTo(moment + 1);
    await asset.write.mint([payingAgent, (interest + principal) * SCALE]);
    await stand.write.declare([++date, moment, [{ interest, principal, residual: 0n }]]);
  };
  const agent = getContract({ address: payingAgent, abi: iPayingAgentAbi, client: started.reader });
  return { ...started, deal, asset, stand, agent, pay };
}
