import { type Hex, keccak256, stringToBytes } from 'viem';
import type { TapeCommitment } from '../tape/commitTape.ts';
import { type Canonical, writeCanonical } from '../terms/canonical.ts';
import { formatDay } from '../terms/days.ts';
import type { ResolvedTerms } from '../terms/deal.ts';
import type { PackFile } from './pack.ts';

/** What the manifest says that its files do not. */
export interface ManifestFacts {
  tape: Pick<TapeCommitment, 'root' | 'sums'>;
  termsHash: Hex;
  chainId: number;
}

/** The version of the manifest's form. */
const FORM = 'sluice filing pack 1';

/**
 * What is filed, as canonical JSON (RFC 8785; numbers are texts): the terms' hash as the chain has it, the deal file's, the
 * tape's root and sums, who files what with whom, and every other file of the pack with its keccak256.
 */
export function writeManifest(
  terms: ResolvedTerms,
  { facts, files }: { facts: ManifestFacts; files: readonly PackFile[] },
): string {
  const { filing, currency, pool, decimals, parties } = terms;
  const { root, sums } = facts.tape;
  const roles: Record<string, Canonical> = Object.fromEntries(Object.entries(parties));
  return writeCanonical({
    form: FORM,
    deal: terms.name,
    chainId: String(facts.chainId),
    termsHash: facts.termsHash,
    documentHash: terms.hash,
    filing: {
      route: filing.route,
      controlledByOriginator: filing.controlledByOriginator,
      amount: String(filing.amount),
      currency: currency.notes,
      decimals: String(decimals),
      validity: String(filing.validity),
    },
    parties: roles,
    tape: {
      root,
      count: String(sums.count),
      cutOff: formatDay(pool.cutOff),
      currency: currency.pool,
      performing: String(sums.performing),
      delinquent: String(sums.delinquent),
      defaulted: String(sums.defaulted),
    },
    files: files.map(({ path, content }) => ({ path, keccak256: hashOf(content) })),
  });
}

/** keccak256 of a file's bytes; text is UTF-8. */
export function hashOf(content: string | Uint8Array): Hex {
  return keccak256(bytesOf(content));
}

export function bytesOf(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? stringToBytes(content) : content;
}
