import { type Address, erc20Abi, hexToBigInt, parseEventLogs, slice } from 'viem';
import { encodeCall } from '../../chain/call.ts';
import { type WriteClient, accountOf } from '../../chain/client.ts';
import { read } from '../../chain/read.ts';
import type { TokenAmount } from '../../chain/words.ts';
import { type WriteAction, defineWrite, requireChain, send } from '../../chain/write.ts';
import { SluiceError } from '../../errors/SluiceError.ts';
import { iOfferingAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';
import type { Deal } from '../deal/deal.ts';
import { approveSubscription } from './approveSubscription.ts';
import { amountOf, classOf, unitsOfClass } from '../deal/classOf.ts';

/** `amount` is face: a bigint is base units of the class, a typed amount is in the deal's currency or in the token. */
export type SubscribeParameters = { deal: Deal; class: string; amount: TokenAmount };

/** What was paid into escrow, and the whole order of the investor for the class. */
export type SubscribeResult = { paid: Amount; ordered: Amount };

const order: WriteAction<SubscribeParameters, SubscribeResult> = defineWrite({
  call: async (client, { deal, class: name, amount }: SubscribeParameters) => {
    const { token, number } = classOf(deal, name);
    return encodeCall({
      kind: 'offering',
      address: deal.offering,
      abi: iOfferingAbi,
      functionName: 'subscribe',
      args: [BigInt(number), await unitsOfClass(client, { deal, token, amount })],
      amountsOf: token,
    });
  },
  result: ({ logs }, { deal }) => {
    const [subscribed] = parseEventLogs({ abi: iOfferingAbi, eventName: 'Subscribed', logs });
    const { cash = 0n, total = 0n } = subscribed?.args ?? {};
    return { paid: amountOf(deal, cash), ordered: amountOf(deal, total) };
  },
});

/**
 * Orders units of a class for the client's account, and pays their whole price into escrow; the settlement asset is
 * approved first if it is not. Orders add up: whoever runs it twice orders twice. `prepare` and `call` are of the order
 * alone: prepare `approveSubscription` as well.
 *
 * @throws {UnknownClass} if the deal has no such class
 * @throws {ContractRefused} `OfferingNotOpen`, `InvestorNotEligible` and `MayNotSubscribe` with all reasons,
 * `BelowDenomination`, `NotAMultipleOfLot`, `AboveFace`, `TooManyOfferees`, `FilingNotEffective`, `AssetNotApproved`;
 * nothing is approved before the order was found to be in order but for the money
 * @example
 * const { paid } = await subscribe(fund, { deal, class: 'A', amount: 9_000_000_000_000n });
 */
export const subscribe: WriteAction<SubscribeParameters, SubscribeResult> = Object.assign(
  async (client: WriteClient, parameters: SubscribeParameters) => {
    await requireChain(client);
    const approval = await approveSubscription.call(client, parameters);
    // The last argument of the approval: what the order costs, in units of the asset.
    const needed = hexToBigInt(slice(approval.data, -32));
    const { deal } = parameters;
    const { address: sender } = accountOf(client, 'subscribe');
    const allowed = await read(client, {
      address: deal.asset,
      abi: erc20Abi,
      functionName: 'allowance',
      args: [sender, deal.offering],
    });
    if (allowed < needed) {
      await requireOnlyMoneyMissing(client, { ...parameters, sender });
      await send(client, approval);
    }
    return order(client, parameters);
  },
  { prepare: order.prepare, call: order.call },
);

/** The money is asked for last: whatever else is said is against the order itself. */
async function requireOnlyMoneyMissing(
  client: WriteClient,
  parameters: SubscribeParameters & { sender: Address },
): Promise<void> {
  await order.prepare(client, parameters).catch((error: unknown) => {
    if (!(error instanceof SluiceError)) throw error;
    const { name } = error as SluiceError;
    if (name !== 'ContractReverted' && !name.startsWith('ERC20')) throw error;
  });
}
