import type { Address } from 'viem';

export type InvestorClass = 'retail' | 'professional' | 'institutional' | 'venue';

/** `attestation`: signed by a trusted issuer (EIP-712). `claims`: ERC-735, in the investor's identity contract. */
export type EvidenceKind = 'attestation' | 'claims';

/** What is known of an investor before anything is on chain. */
export type Investor = {
  /** Where the list names this investor, to point at. */
  row?: number;
  /** The client number of whoever keeps the client's file; never a name. */
  reference: string;
  wallet: Address;
  /** The identity contract; an attested investor needs none. */
  identity?: Address;
  /** ISO 3166-1 numeric. */
  country: number;
  class: InvestorClass;
  /** Seconds; good before this moment. */
  validUntil: number;
  usPerson: boolean;
  /** Connected with the issuer or the originator. */
  connected?: boolean;
  /** Of a venue: how many clients stand behind the wallet. */
  clients?: number;
  evidence: EvidenceKind;
  /** Seconds; when the evidence was issued. */
  evidenceAt: number;
};
