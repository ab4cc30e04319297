import { type Address, type Hex, concat, isHex, keccak256, slice, stringToHex } from 'viem';
import { investorClasses } from '../../errors/words.ts';

/** Who an investor is to the rules. A venue holds for clients. */
export type InvestorClass = 'retail' | 'professional' | 'institutional' | 'venue';

/** `attestation`: signed by a trusted issuer (EIP-712). `claims`: ERC-735, in the investor's identity contract. */
export type EvidenceKind = 'attestation' | 'claims';

/** One row of a whitelist. Moments are whole seconds since 1970. */
export type Investor = {
  /** Where the row stands in its file, for messages. */
  row?: number;
  /** The client number at whoever vouches for the investor; never a name. */
  reference: string;
  wallet: Address;
  /** An identity contract, or the address that stands for an attested client; without it, the reference and a salt give it. */
  identity?: Address;
  /** ISO 3166-1 numeric. */
  country: number;
  class: InvestorClass;
  /** The record is good before this moment, floored to the hour. */
  validUntil: number;
  usPerson: boolean;
  /** Connected with the issuer or the originator. */
  connected?: boolean;
  /** Of a venue: how many clients stand behind the wallet. */
  clients?: number;
  evidence: EvidenceKind;
  /** When the evidence was issued. */
  evidenceAt: number;
};

/** What an issuer attests of one wallet, as the registry takes it (contracts/identity/interfaces/IEligibility.sol). */
export type InvestorFacts = {
  wallet: Address;
  identity: Address;
  country: number;
  class: number;
  usPerson: boolean;
  connected: boolean;
  evidenceAt: number;
  validUntil: number;
  clients: number;
};

/**
 * The address that stands for an attested client: derived from a secret salt and the client number, never from a name, so
 * that nobody can find the client by guessing.
 *
 * @example
 * const identity = identityOf({ salt, reference: 'HK-00017' });
 */
export function identityOf({ salt, reference }: { salt: string; reference: string }): Address {
  const saltBytes: Hex = isHex(salt) ? salt : stringToHex(salt);
  return slice(keccak256(concat([saltBytes, stringToHex(reference)])), 12);
}

/** The number of a class on chain. */
export function classNumber(name: InvestorClass): number {
  return investorClasses.indexOf(name);
}

/** An investor as the registry takes it. */
export function factsOf(investor: Investor & { identity: Address }): InvestorFacts {
  const { wallet, identity, country, usPerson, connected = false, evidenceAt, validUntil, clients = 0 } = investor;
  return {
    wallet,
    identity,
    country,
    class: classNumber(investor.class),
    usPerson,
    connected,
    evidenceAt,
    validUntil,
    clients,
  };
}
