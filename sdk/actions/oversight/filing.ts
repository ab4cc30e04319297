import { type Address, type Hex, hashTypedData, hexToString, stringToHex } from 'viem';
import { filingDomain, filingTypes } from './typedData.ts';

/** The ways past the authorities, by their numbers on chain. ABS-like and equity-like: CSRC; foreign debt: NDRC and SAFE. */
export const filingRoutes = ['ABS-like', 'foreign debt', 'equity-like', 'other'] as const;

export type FilingRoute = (typeof filingRoutes)[number];

/** What is filed: see contracts/oversight/interfaces/IFilingRegistry.sol. */
export type Filing = {
  /** The onshore entity that controls the assets: the deal's originator. */
  filer: Address;
  /** The only one who may issue the deal. */
  issuer: Address;
  /** Counsel or trustee, who records the outcome. */
  filingAgent: Address;
  route: FilingRoute;
  /** ISO 4217. */
  currency: string;
  /** Of `amount`; the deal's own. */
  decimals: number;
  /** Most face that may be issued, in base units. */
  amount: bigint;
  termsHash: Hex;
  tapeRoot: Hex;
  /** Hash of the filing pack's manifest. */
  pack: Hex;
  /** Seconds: first moment at which the filing can no longer be issued upon. */
  validUntil: number;
};

/** A filing and its filer's signature. */
export type SignedFiling = { filing: Filing; signature: Hex };

/** A filing as the contract takes it. */
export type EncodedFiling = Omit<Filing, 'route' | 'currency'> & { route: number; currency: Hex };

export function encodeFiling({ route, currency, ...rest }: Filing): EncodedFiling {
  return { ...rest, route: filingRoutes.indexOf(route), currency: encodeCurrency(currency) };
}

export function decodeFiling({ route, currency, ...rest }: EncodedFiling): Filing {
  return { ...rest, route: filingRoutes[route] ?? 'other', currency: decodeCurrency(currency) };
}

export function encodeCurrency(currency: string): Hex {
  return stringToHex(currency, { size: 3 });
}

export function decodeCurrency(currency: Hex): string {
  return hexToString(currency).replaceAll('\0', '');
}

/**
 * The number of a filing on one chain and registry: the hash that its filer signs.
 *
 * @example
 * const number = filingNumber({ filings, chainId: client.chain.id, filing });
 */
export function filingNumber({ filings, chainId, filing }: { filings: Address; chainId: number; filing: Filing }): Hex {
  return hashTypedData({
    domain: filingDomain({ filings, chainId }),
    types: filingTypes,
    primaryType: 'Filing',
    message: encodeFiling(filing),
  });
}
