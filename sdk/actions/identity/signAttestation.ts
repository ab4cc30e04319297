import type { Address, Hex } from 'viem';
import { type ReadClient, type WriteClient, accountOf } from '../../chain/client.ts';
import { requireKind } from '../../chain/kinds.ts';
import { read } from '../../chain/read.ts';
import { sign } from '../../chain/sign.ts';
import { claimTopicsRegistryAbi, identityRegistryAbi } from '../../generated/abis.ts';
import { type Investor, type InvestorFacts, factsOf } from './investor.ts';
import { registryDomain, registryTypes } from './typedData.ts';

export type SignAttestationParameters = {
  registry: Address;
  investors: readonly (Investor & { identity: Address })[];
  /** The claim topics it speaks to; without them, all that the registry asks for now. */
  topics?: readonly bigint[];
  /** Whom the client's key signs for, if that is a contract (ERC-1271, or an ONCHAINID with a claim key). */
  issuer?: Address;
};

/** A signed statement about many investors. Anyone may submit it (`attest`). */
export type SignedAttestation = {
  attestation: { topics: readonly bigint[]; investors: readonly InvestorFacts[] };
  issuer: Address;
  signature: Hex;
};

/**
 * Signs what an issuer attests of investors, one signature for all of them. Nothing is sent: the issuer needs no coins.
 *
 * @example
 * const signed = await signAttestation(issuer, { registry, investors });
 * await attest(agent, { registry, signed: [signed] });
 */
export async function signAttestation(
  client: WriteClient,
  { registry, investors, topics, issuer = accountOf(client, 'the attestation').address }: SignAttestationParameters,
): Promise<SignedAttestation> {
  await requireKind(client, { address: registry, kind: 'registry' });
  const message = { topics: topics ?? (await requiredTopics(client, registry)), investors: investors.map(factsOf) };
  const signature = await sign(client, {
    domain: registryDomain({ registry, chainId: client.chain.id }),
    types: registryTypes,
    primaryType: 'Attestation',
    message,
  });
  return { attestation: message, issuer, signature };
}

/** The topics that the registry asks for now. */
export async function requiredTopics(client: ReadClient, registry: Address): Promise<readonly bigint[]> {
  const address = await read(client, { address: registry, abi: identityRegistryAbi, functionName: 'topicsRegistry' });
  return read(client, { address, abi: claimTopicsRegistryAbi, functionName: 'getClaimTopics' });
}
