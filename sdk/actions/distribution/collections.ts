import { type Address, type TransactionReceipt, parseEventLogs } from 'viem';
import { iPayingAgentAbi } from '../../generated/abis.ts';
import type { Amount } from '../../money/amount.ts';
import type { Deal } from '../deal/deal.ts';
import { amountOf, moneyOf } from '../deal/classOf.ts';

/** What a holder is owed or was paid in one settlement asset, in the deal's money. */
export type Payment = {
  asset: Address;
  interest: Amount;
  principal: Amount;
  /** Paid on the class without reducing a claim. */
  residual: Amount;
  /** Withheld from interest. */
  tax: Amount;
};

/** A holder took what it was owed for the payment dates `from` to `to`, in one settlement asset. */
export type Collection = Payment & {
  holder: Address;
  from: number;
  to: number;
  /** What an order gave to somebody else. */
  attached: Amount;
  /** Interest, principal and residual less tax less what was attached. */
  net: Amount;
  /** The holder, its payout address, or the wallet that stands for it. */
  paidTo: Address;
};

/** Units that burned because their class is closed. */
export type Burned = { holder: Address; units: Amount };

type Gross = { interest: bigint; principal: bigint; residual: bigint; tax: bigint };

export function paymentIn(deal: Deal, { asset, gross }: { asset: Address; gross: Gross }): Payment {
  return {
    asset,
    interest: amountOf(deal, gross.interest),
    principal: amountOf(deal, gross.principal),
    residual: amountOf(deal, gross.residual),
    tax: amountOf(deal, gross.tax),
  };
}

/** What a payment comes to after tax. */
export function netOf({ interest, principal, residual, tax }: Payment): Amount {
  return { ...interest, units: interest.units + principal.units + residual.units - tax.units };
}

/** What was collected in a transaction, from its events. */
export function collectionsIn(deal: Deal, { logs }: TransactionReceipt): Collection[] {
  return parseEventLogs({ abi: iPayingAgentAbi, eventName: 'Collected', logs: ownLogs(deal, logs) }).map(({ args }) => {
    const { holder, from, to, asset, gross, paidTo } = args;
    const payment = paymentIn(deal, { asset, gross });
    const net = amountOf(deal, netOf(payment).units - args.attached);
    return { ...payment, holder, from, to, attached: amountOf(deal, args.attached), net, paidTo };
  });
}

/** What was burned in a transaction, from its events. Units count as the deal's money does. */
export function burnedIn(deal: Deal, { logs }: TransactionReceipt): Burned[] {
  const burned = parseEventLogs({ abi: iPayingAgentAbi, eventName: 'UnitsBurned', logs: ownLogs(deal, logs) });
  return burned.map(({ args }) => ({ holder: args.holder, units: { ...moneyOf(deal), units: args.units } }));
}

/** Events of the deal's own paying agent: others may look the same. */
export function ownLogs({ payingAgent }: Deal, logs: TransactionReceipt['logs']): TransactionReceipt['logs'] {
  return logs.filter(({ address }) => address.toLowerCase() === payingAgent.toLowerCase());
}
