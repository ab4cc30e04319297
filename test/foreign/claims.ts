import {
  type Address,
  type Hex,
  type LocalAccount,
  type TransactionReceipt,
  encodeAbiParameters,
  keccak256,
  parseAbi,
} from 'viem';
import { type Reader, type Sender, mined } from './chain.ts';

/** What an issuer says about an identity; `data` is what the topic means by it; on a public chain usually no more than a hash. */
export interface Claim {
  identity: Address;
  topic: bigint;
  issuer: Address;
  data: Hex;
}

/** ECDSA, the only scheme ONCHAINID's claim issuer verifies. */
const ECDSA = 1n;

const identityAbi = parseAbi([
  'function addClaim(uint256 topic, uint256 scheme, address issuer, bytes signature, bytes data, string uri) returns (bytes32)',
  'function removeClaim(bytes32 claimId) returns (bool)',
  'function getClaimIdsByTopic(uint256 topic) view returns (bytes32[])',
]);
const claimIssuerAbi = parseAbi([
  'function revokeClaimBySignature(bytes signature)',
  'function isClaimValid(address identity, uint256 topic, bytes signature, bytes data) view returns (bool)',
]);

/** An identity keeps one claim per issuer and topic. */
export function claimIdOf({ issuer, topic }: Pick<Claim, 'issuer' | 'topic'>): Hex {
  return keccak256(encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [issuer, topic]));
}

/** The signature names neither issuer nor chain: it is good for every issuer contract on any chain that lists this key. */
export async function signClaim({
  identity,
  topic,
  data,
  signer,
}: Omit<Claim, 'issuer'> & { signer: LocalAccount }): Promise<Hex> {
  const claim = encodeAbiParameters(
    [{ type: 'address' }, { type: 'uint256' }, { type: 'bytes' }],
    [identity, topic, data],
  );
  return signer.signMessage({ message: { raw: keccak256(claim) } });
}

/**
 * Signs a claim with the issuer's key and adds it to the identity.
 *
 * `sender` must hold a management or claim key of the identity, by default its wallet; the identity asks the issuer
 * whether the claim is valid and refuses it otherwise.
 */
export async function addClaim(
  reader: Reader,
  { signer, sender, ...claim }: Claim & { signer: LocalAccount; sender: Sender },
): Promise<{ claimId: Hex; signature: Hex; receipt: TransactionReceipt }> {
  const { identity, topic, issuer, data } = claim;
  const signature = await signClaim({ identity, topic, data, signer });
  const receipt = await mined(
    reader,
    sender.writeContract({
      address: identity,
      abi: identityAbi,
      functionName: 'addClaim',
      args: [topic, ECDSA, issuer, signature, data, ''],
    }),
  );
  return { claimId: claimIdOf(claim), signature, receipt };
}

/** The issuer withdraws a claim: it stays in the identity, but is no longer valid. `sender` manages the issuer. */
export function revokeClaim(
  reader: Reader,
  { issuer, signature, sender }: { issuer: Address; signature: Hex; sender: Sender },
): Promise<TransactionReceipt> {
  return mined(
    reader,
    sender.writeContract({
      address: issuer,
      abi: claimIssuerAbi,
      functionName: 'revokeClaimBySignature',
      args: [signature],
    }),
  );
}

/** The holder takes a claim out of the identity. `sender` manages the identity. */
export function removeClaim(
  reader: Reader,
  { identity, issuer, topic, sender }: Omit<Claim, 'data'> & { sender: Sender },
): Promise<TransactionReceipt> {
  return mined(
    reader,
    sender.writeContract({
      address: identity,
      abi: identityAbi,
      functionName: 'removeClaim',
      args: [claimIdOf({ issuer, topic })],
    }),
  );
}

/** Whether the identity holds a claim of this issuer on this topic, valid or not. */
export async function holdsClaim(reader: Reader, { identity, issuer, topic }: Omit<Claim, 'data'>): Promise<boolean> {
  const claimIds = await reader.readContract({
    address: identity,
    abi: identityAbi,
    functionName: 'getClaimIdsByTopic',
    args: [topic],
  });
  return claimIds.includes(claimIdOf({ issuer, topic }));
}

/** What the issuer itself answers about a claim; what a registry asks before it lets the identity in. */
export function isClaimValid(
  reader: Reader,
  { identity, topic, issuer, data, signature }: Claim & { signature: Hex },
): Promise<boolean> {
  return reader.readContract({
    address: issuer,
    abi: claimIssuerAbi,
    functionName: 'isClaimValid',
    args: [identity, topic, signature, data],
  });
}
