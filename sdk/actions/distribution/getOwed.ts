import { type Address, isAddressEqual, zeroAddress } from 'viem';
import type { ReadClient } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { requireChain } from '../../chain/write.ts';
import { iPayingAgentAbi, securityTokenAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';
import type { Deal } from '../deal/deal.ts';
import { amountOf, classOf } from '../deal/classOf.ts';
import { type Payment, netOf, paymentIn } from './collections.ts';

export type GetOwedParameters = { deal: Deal; class: string; holder: Address };

export type Owed = {
  holder: Address;
  /** One for each settlement asset in which something is owed; `net` is after tax, before attachment. */
  payments: (Payment & { net: Amount })[];
  /** The last payment date that is in it, and the last that was collected. */
  upTo: number;
  collectedUpTo: number;
  /** Where it will be paid: the holder, its payout address, or, if the wallet was lost, the wallet that stands for it. */
  paidTo: Address;
  /** What is owed is kept as long as this holds. */
  frozen: boolean;
  /** What an order gives to somebody else first. */
  attached: { to: Address; left: Amount } | undefined;
};

/**
 * What a holder is owed in a class now: exactly what collecting until nothing is left pays, before attachment.
 *
 * @throws {UnknownClass} if the deal has no such class
 * @example
 * const { payments, frozen } = await getOwed(client, { deal, class: 'A', holder });
 */
export async function getOwed(client: ReadClient, { deal, class: name, holder }: GetOwedParameters): Promise<Owed> {
  const { token, number } = classOf(deal, name);
  await requireChain(client);
  await requireKind(client, { address: deal.payingAgent, kind: 'paying agent' });
  const owner = await standsFor(client, { token, holder });
  const at = { address: deal.payingAgent, abi: iPayingAgentAbi } as const;
  const [[assets, amounts, upTo], collectedUpTo, [paidTo], [to, left], frozen] = await Promise.all([
    read(client, { ...at, functionName: 'owedTo', args: [holder, BigInt(number)] }),
    read(client, { ...at, functionName: 'collectedUpTo', args: [holder, BigInt(number)] }),
    read(client, { ...at, functionName: 'payoutAddressOf', args: [owner] }),
    read(client, { ...at, functionName: 'attachmentOf', args: [holder] }),
    read(client, { address: token, abi: securityTokenAbi, functionName: 'isFrozen', args: [owner] }),
  ]);
  const payments = assets.map((asset, i) => {
    const gross = amounts[i] ?? { interest: 0n, principal: 0n, residual: 0n, tax: 0n };
    const payment = paymentIn(deal, { asset, gross });
    return { ...payment, net: netOf(payment) };
  });
  const attached = left === 0n ? undefined : { to, left: amountOf(deal, left) };
  return { holder, payments, upTo, collectedUpTo, paidTo, frozen, attached };
}

/** The wallet itself, or, if it was lost, the last of those that came after it. */
async function standsFor(client: ReadClient, { token, holder }: { token: Address; holder: Address }): Promise<Address> {
  for (let owner = holder; ;) {
    const next = await read(client, {
      address: token,
      abi: securityTokenAbi,
      functionName: 'successorOf',
      args: [owner],
    });
    if (isAddressEqual(next, zeroAddress)) return owner;
    owner = next;
  }
}
