import { type Address, type ContractFunctionArgs, type Hex, zeroAddress } from 'viem';
import type { iDealAbi } from '../../generated/abis.ts';
import { classOf } from './classOf.ts';
import type { Deal } from './deal.ts';

/** On whose word an order is given. */
type Authority = {
  /** A court, a regulator, the transfer agent itself. */
  authority: string;
  /** Its number there. Works once in a deal. */
  reference: string;
  /** Hash of the document. */
  evidence: Hex;
};

/** What an order does. `class` is a class of the deal; without it, where it may be left out, all classes. */
export type OrderTerms = Authority &
  (
    | { kind: 'freeze wallet' | 'release wallet'; wallet: Address; class?: string }
    | { kind: 'freeze units' | 'release units'; class: string; wallet: Address; units: bigint }
    | { kind: 'forced transfer'; class: string; from: Address; to: Address; units: bigint }
    /** Takes units under the lien of `keeper`. */
    | { kind: 'forced transfer of lien'; class: string; from: Address; to: Address; units: bigint; keeper: Address }
    /** A lost key: balance and freezes go to another wallet of the same identity, and so does what is owed. */
    | { kind: 'recovery'; lost: Address; replacement: Address; identity: Address; class?: string }
    | { kind: 'pause' | 'unpause'; class?: string }
    /** What the wallet is owed goes to somebody else first, up to an amount in units of the deal's money. */
    | { kind: 'attachment'; wallet: Address; to: Address; amount: bigint }
    | { kind: 'release attachment'; wallet: Address }
  );

/** An order as the deal takes it (contracts/deal/types/Order.sol). */
export type EncodedOrder = ContractFunctionArgs<typeof iDealAbi, 'nonpayable', 'proposeOrder'>[0];

/** In the order of the contract's `OrderKind`. */
const KINDS = [
  ...(['freeze wallet', 'release wallet', 'freeze units', 'release units', 'forced transfer'] as const),
  ...(['forced transfer of lien', 'recovery', 'pause', 'unpause', 'attachment', 'release attachment'] as const),
] satisfies readonly OrderTerms['kind'][];

type Fields = Omit<EncodedOrder, 'kind' | 'token' | 'authority' | 'reference_' | 'evidence'>;

const NOTHING: Fields = { from: zeroAddress, to: zeroAddress, amount: 0n, keeper: zeroAddress };

/** @throws {UnknownClass} */
export function encodeOrder(order: OrderTerms, deal: Pick<Deal, 'classes'>): EncodedOrder {
  const { kind, authority, reference, evidence } = order;
  const name = 'class' in order ? order.class : undefined;
  return {
    kind: KINDS.indexOf(kind),
    token: name === undefined ? zeroAddress : classOf(deal, name).token,
    ...NOTHING,
    ...fieldsOf(order),
    ...{ authority, reference_: reference, evidence },
  };
}

function fieldsOf(order: OrderTerms): Partial<Fields> {
  switch (order.kind) {
    case 'freeze wallet':
    case 'release wallet':
    case 'release attachment':
      return { from: order.wallet };
    case 'freeze units':
    case 'release units':
      return { from: order.wallet, amount: order.units };
    case 'forced transfer':
      return { from: order.from, to: order.to, amount: order.units };
    case 'forced transfer of lien':
      return { from: order.from, to: order.to, amount: order.units, keeper: order.keeper };
    case 'recovery':
      return { from: order.lost, to: order.replacement, keeper: order.identity };
    case 'attachment':
      return { from: order.wallet, to: order.to, amount: order.amount };
    case 'pause':
    case 'unpause':
      return {};
  }
}
