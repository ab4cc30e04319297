import { type Address, type Hex, encodeAbiParameters, keccak256, parseEventLogs, zeroAddress } from 'viem';
import type { TokenAmount } from '../../chain/words.ts';
import { encodeCall } from '../../chain/call.ts';
import { type WriteAction, defineWrite } from '../../chain/write.ts';
import { tokenFactoryAbi } from '../../generated/abis.ts';
import { unitsIn } from '../../money/amount.ts';

export type DeployTokenParameters = {
  factory: Address;
  name: string;
  symbol: string;
  /** 0 to 18. */
  decimals: number;
  /** What can ever exist at one time: fixed for good. */
  maximumSupply: TokenAmount;
  owner: Address;
  /** Who mints, freezes, forces and recovers. */
  agents: readonly Address[];
  /** Who may hold. */
  registry: Address;
  /** Which transfers are allowed. */
  compliance: Address;
  /** The token's own identity contract, if it has one. */
  onchainID?: Address;
  /** Together with the sender it decides the address; without it, name and symbol do, so that nothing is created twice. */
  salt?: Hex;
};

export type DeployTokenResult = { token: Address };

/**
 * Creates a token that belongs to no deal, at an address known from its creator and salt.
 *
 * @example
 * const { token } = await deployToken(issuer, {
 *   factory, registry, compliance, name: 'Pearl River Trade 2026-1 A', symbol: 'A', decimals: 6,
 *   maximumSupply: 78_000_000_000_000n, owner: issuer.account.address, agents: [agent],
 * });
 */
export const deployToken: WriteAction<DeployTokenParameters, DeployTokenResult> = defineWrite({
  call: (_client, parameters: DeployTokenParameters) => {
    const { factory, name, symbol, decimals, maximumSupply, owner, agents, registry, compliance } = parameters;
    const units = typeof maximumSupply === 'bigint' ? maximumSupply : unitsIn(maximumSupply, { decimals, symbol });
    const terms = {
      name,
      symbol,
      decimals,
      maximumSupply: units,
      inDeal: false,
      owner,
      onchainID: parameters.onchainID ?? zeroAddress,
      identityRegistry: registry,
      compliance,
      agents,
    };
    return encodeCall({
      kind: 'token factory',
      address: factory,
      abi: tokenFactoryAbi,
      functionName: 'create',
      args: [terms, parameters.salt ?? saltOf({ name, symbol })],
    });
  },
  result: ({ logs }) => {
    // The factory always says so, or the transaction would have reverted.
    const [created] = parseEventLogs({ abi: tokenFactoryAbi, eventName: 'TokenCreated', logs });
    return { token: created?.args.token ?? zeroAddress };
  },
});

function saltOf({ name, symbol }: { name: string; symbol: string }): Hex {
  return keccak256(encodeAbiParameters([{ type: 'string' }, { type: 'string' }], [name, symbol]));
}
