import { type Address, parseAbi } from 'viem';
import { type Clients, type Sender, mined } from '../foreign/chain.ts';
import { type OnchainId, createIdentity, deployOnchainId } from '../foreign/onchainid.ts';
import { type TrexSuite, deployTrexFactory, deployTrexSuite } from '../foreign/trexSuite.ts';

/** What tests ask of T-REX's token, registry and compliance. */
export const trexAbi = parseAbi([
  'function setCompliance(address compliance)',
  'function registerIdentity(address wallet, address identity, uint16 country)',
  'function unpause()',
  'function mint(address to, uint256 amount)',
  'function burn(address holder, uint256 amount)',
  'function transfer(address to, uint256 amount) returns (bool)',
  'function forcedTransfer(address from, address to, uint256 amount) returns (bool)',
  'function recoveryAddress(address lostWallet, address newWallet, address identity) returns (bool)',
  'function balanceOf(address holder) view returns (uint256)',
  'function init()',
  'function addModule(address module)',
  'function callModuleFunction(bytes callData, address module)',
  'function getTokenBound() view returns (address)',
]);

/** A T-REX token, open, and what its investors' identities are made with. */
export interface TrexToken {
  suite: TrexSuite;
  onchainId: OnchainId;
}

/** Deploys a T-REX token that asks for no claims, and registers investors by wallet and country. */
export async function deployTrexToken(
  clients: Clients,
  investors: readonly (readonly [wallet: Address, country: number])[],
): Promise<TrexToken> {
  const { reader, owner } = clients;
  const onchainId = await deployOnchainId(clients);
  const suite = await deployTrexSuite(clients, { factory: await deployTrexFactory(onchainId), name: 'Foreign' });
  for (const [wallet, country] of investors) {
    const { address: identity } = await createIdentity(onchainId, { wallet });
    await register(clients, suite, { wallet, identity, country });
  }
  await mined(reader, owner.writeContract({ address: suite.token, abi: trexAbi, functionName: 'unpause' }));
  return { suite, onchainId };
}

/** Registers one more wallet, of a new identity or of one that has others. */
export async function register(
  { reader, owner }: Clients,
  { identityRegistry }: TrexSuite,
  { wallet, identity, country }: { wallet: Address; identity: Address; country: number },
): Promise<void> {
  await mined(
    reader,
    owner.writeContract({
      address: identityRegistry,
      abi: trexAbi,
      functionName: 'registerIdentity',
      args: [wallet, identity, country],
    }),
  );
}

/** What is done with a token that speaks ERC-3643, each when it is mined. */
export function actsOn(token: Address, { reader, owner }: Clients) {
  const to = { address: token, abi: trexAbi } as const;
  return {
    send: (holder: Sender, receiver: Address, amount: bigint) =>
      mined(reader, holder.writeContract({ ...to, functionName: 'transfer', args: [receiver, amount] })),
    mint: (receiver: Address, amount: bigint) =>
      mined(reader, owner.writeContract({ ...to, functionName: 'mint', args: [receiver, amount] })),
    burn: (holder: Address, amount: bigint) =>
      mined(reader, owner.writeContract({ ...to, functionName: 'burn', args: [holder, amount] })),
    force: (from: Address, receiver: Address, amount: bigint) =>
      mined(reader, owner.writeContract({ ...to, functionName: 'forcedTransfer', args: [from, receiver, amount] })),
    recover: (lost: Address, found: Address, identity: Address) =>
      mined(reader, owner.writeContract({ ...to, functionName: 'recoveryAddress', args: [lost, found, identity] })),
    balanceOf: (holder: Address) => reader.readContract({ ...to, functionName: 'balanceOf', args: [holder] }),
  };
}
