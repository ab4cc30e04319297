import { type Address, keccak256, parseAbi, stringToHex } from 'viem';
import { type LocalAccount, privateKeyToAccount } from 'viem/accounts';
import type { Clients, Sender } from '../../../test/foreign/chain.ts';
import { addClaim } from '../../../test/foreign/claims.ts';
import { type OnchainId, createClaimIssuer, createIdentity } from '../../../test/foreign/onchainid.ts';
import type { TrustedIssuer } from '../../../test/foreign/trexSuite.ts';
import { gasUsed } from '../measure.ts';

/**
 * Who is trusted to claim what. Either every topic has an issuer of its own, or several issuers are trusted for every
 * topic and the holders have all their claims from the first or the last of them: T-REX asks in the order of its list.
 */
export type IssuerSetting = 'one per topic' | { listed: number; claimsFrom: 'first' | 'last' };

/** Topics a holder must have, the issuers trusted for them, and who signs the claim on each topic. */
export interface Trust {
  topics: readonly bigint[];
  issuers: readonly TrustedIssuer[];
  claims: readonly { topic: bigint; issuer: Address; signer: LocalAccount }[];
}

/** What whitelisting one investor costs. */
export interface WhitelistFigures {
  /** By the identity factory: proxy, management key, link to the wallet. */
  createIdentity: bigint;
  /** One claim, signed and added; `null` without topics. */
  addClaim: bigint | null;
  registerIdentity: bigint;
  /** All of it, with a claim for each topic. */
  total: bigint;
}

export const HONG_KONG = 344;

const CLAIM_DATA = stringToHex('professional investor');

const registryAbi = parseAbi(['function registerIdentity(address wallet, address identity, uint16 country)']);

/** Deploys the claim issuers of a setting. Keys are the same in every run: the bytes of a signature are part of its cost. */
export async function deployTrust(
  onchainId: OnchainId,
  { topicCount, issuers }: { topicCount: number; issuers: IssuerSetting },
): Promise<Trust> {
  const topics = Array.from({ length: topicCount }, (_, item) => BigInt(keccak256(stringToHex(`topic ${item}`))));
  const { owner } = onchainId.clients;
  const deployed: { issuer: Address; signer: LocalAccount }[] = [];
  for (let item = 0; item < (issuers === 'one per topic' ? topicCount : issuers.listed); item++) {
    const signer = privateKeyToAccount(keccak256(stringToHex(`claim signer ${item}`)));
    const { address } = await createClaimIssuer(onchainId, { owner, signer: signer.address });
    deployed.push({ issuer: address, signer });
  }
  const trustedFor = (item: number) => (issuers === 'one per topic' ? topics.slice(item, item + 1) : topics);
  const claimant = (item: number) => {
    if (issuers === 'one per topic') return item;
    return issuers.claimsFrom === 'first' ? 0 : issuers.listed - 1;
  };
  return {
    topics,
    issuers: deployed.map(({ issuer }, item) => ({ issuer, topics: trustedFor(item) })),
    claims: topics.flatMap((topic, item) =>
      deployed.slice(claimant(item), claimant(item) + 1).map((by) => ({ topic, ...by })),
    ),
  };
}

/** Everything T-REX needs before a wallet may hold: an identity, a claim per topic, an entry in the registry. */
export async function whitelist(
  { reader, owner }: Clients,
  {
    onchainId,
    trust,
    identityRegistry,
    wallet,
  }: { onchainId: OnchainId; trust: Trust; identityRegistry: Address; wallet: Address | Sender },
): Promise<WhitelistFigures> {
  // A wallet that can send manages its own identity, as an investor's would; for the others the owner does.
  const managed = typeof wallet === 'string';
  const address = managed ? wallet : wallet.account.address;
  const identity = await createIdentity(onchainId, {
    wallet: address,
    managers: managed ? [owner.account.address] : [],
  });
  let claims = 0n;
  let last: bigint | null = null;
  for (const claim of trust.claims) {
    const sender = managed ? owner : wallet;
    const { receipt } = await addClaim(reader, { ...claim, identity: identity.address, data: CLAIM_DATA, sender });
    claims += receipt.gasUsed;
    last = receipt.gasUsed;
  }
  const registerIdentity = await gasUsed(
    reader,
    owner.writeContract({
      address: identityRegistry,
      abi: registryAbi,
      functionName: 'registerIdentity',
      args: [address, identity.address, HONG_KONG],
    }),
  );
  const createIdentityGas = identity.receipt.gasUsed;
  return {
    createIdentity: createIdentityGas,
    addClaim: last,
    registerIdentity,
    total: createIdentityGas + claims + registerIdentity,
  };
}
