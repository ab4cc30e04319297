import type { Abi, Address, ContractFunctionArgs, ContractFunctionName, EncodeFunctionDataParameters, Hex } from 'viem';
import { encodeFunctionData } from 'viem';
import { AddressMissing } from '../errors/addresses.ts';
import type { Kind } from './kinds.ts';

/** What a transaction does: encoded, and what its target must be. */
export type Call = {
  to: Address;
  data: Hex;
  value: bigint;
  kind: Kind;
  doing: string;
  gas?: bigint | undefined;
  amountsOf?: Address | undefined;
};

type Change = 'nonpayable' | 'payable';

/** Encodes a call of a function that changes state. */
export function encodeCall<const abi extends Abi, name extends ContractFunctionName<abi, Change>>({
  kind,
  address,
  abi,
  functionName,
  args,
  amountsOf,
}: {
  kind: Kind;
  address: Address | undefined;
  abi: abi;
  functionName: name;
  args: ContractFunctionArgs<abi, Change, name>;
  /** The token whose amounts an error may tell of; a call to a token is about its own. */
  amountsOf?: Address;
}): Call {
  if (address === undefined) throw new AddressMissing(parameterOf[kind]);
  const data = encodeFunctionData({ abi, functionName, args } as unknown as EncodeFunctionDataParameters);
  const amounts = amountsOf ?? (kind === 'token' ? address : undefined);
  return { to: address, data, value: 0n, kind, doing: functionName, amountsOf: amounts };
}

const parameterOf: Record<Kind, string> = {
  token: 'token',
  registry: 'registry',
  compliance: 'compliance',
  'token factory': 'factory',
  challenges: 'challenges',
  'list of record dates': 'recordDates',
  'trusted issuers registry': 'issuersRegistry',
  'claim topics registry': 'topicsRegistry',
  waterfall: 'waterfall',
  'waterfall factory': 'factory',
  pool: 'pool',
  'paying agent': 'deal',
  offering: 'deal',
  'settlement asset': 'deal',
  deal: 'deal',
  'deal factory': 'dealFactory',
  'filing registry': 'filings',
  'list of settlement assets': 'assets',
  'proceeds ledger': 'proceeds',
  'register of disclosures': 'disclosures',
};
