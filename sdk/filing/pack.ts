import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Hex } from 'viem';
import type { FiledTape } from '../actions/deal/filedTape.ts';
import { InputUnreadable } from '../errors/files.ts';
import { projectionCsv } from '../projection/projectionCsv.ts';
import { stratify } from '../tape/stratify.ts';
import { writeCanonical } from '../terms/canonical.ts';
import type { ResolvedTerms } from '../terms/deal.ts';
import { attestationPage } from './attestationPages.ts';
import { loadAttestations } from './attestations.ts';
import { readDocuments } from './documents.ts';
import { LANGUAGES, pathOf } from './language.ts';
import { hashOf, writeManifest } from './manifest.ts';
import { priorityOf, priorityPage } from './priority.ts';
import { projectWithoutStress, projectionPage } from './projectionPages.ts';
import { stratificationCsv, stratificationPage } from './stratificationPages.ts';
import { summaryPage } from './summaryPage.ts';

export { writeFilingPack } from './writePack.ts';

export type PackFile = {
  /** From the pack's folder, with forward slashes. */
  path: string;
  /** Text is UTF-8. */
  content: string | Uint8Array;
};

/** All that is filed beside the deal itself. */
export type FilingPack = {
  /** The manifest first, the others in the order of their paths. */
  files: readonly PackFile[];
  /** keccak256 of the manifest, which names every other file by its own. */
  hash: Hex;
};

export type MakeFilingPackParameters = {
  terms: ResolvedTerms;
  tape: FiledTape;
  /** As the chain has it: `hashTerms`. */
  termsHash: Hex;
  chainId: number;
};

/**
 * Makes the pack that is filed, in English and Chinese: summary, terms, priority of payments in words, stratification,
 * projection without stress, the statement on the negative lists to sign, the documents of the offer, and a manifest with
 * the hash of each. The same terms, tape and documents give the same bytes, wherever they lie. The tape is not in it: only
 * its root and sums are.
 *
 * @throws {AttestationsRejected} with a line per problem
 * @throws {InputUnreadable} if attestations or documents are not where the deal file says
 * @throws {ProgramNotExplained}
 * @example
 * const { files, hash } = await makeFilingPack({ terms, tape, termsHash, chainId: 1 });
 */
export async function makeFilingPack({
  terms,
  tape: { tape, commitment },
  termsHash,
  chainId,
}: MakeFilingPackParameters): Promise<FilingPack> {
  const path = pathFrom(terms);
  const attested = path('attestations');
  const attestations = await loadAttestations(attested);
  const documents = await readDocuments(path('documents'), 'documents');
  const facts = { tape: commitment, termsHash, chainId };
  const priority = priorityOf(terms);
  const strata = stratify(tape);
  const projection = projectWithoutStress(terms, tape);
  const pages = LANGUAGES.flatMap((language): PackFile[] => [
    { path: pathOf('summary', language), content: summaryPage(terms, { ...facts, attestations, language }) },
    {
      path: pathOf('priority-of-payments', language),
      content: priorityPage(terms.name, { priority, language }),
    },
    { path: pathOf('stratification', language), content: stratificationPage(terms.name, { strata, tape, language }) },
    { path: pathOf('projection', language), content: projectionPage(projection, language) },
    {
      path: pathOf('attestations-to-sign', language),
      content: attestationPage(terms, { attestations, termsHash, language }),
    },
  ]);
  const files = [
    ...pages,
    ...documents,
    { path: 'attestations.yaml', content: await readFile(attested) },
    { path: 'projection.csv', content: projectionCsv(projection) },
    { path: 'stratification.csv', content: stratificationCsv(strata, tape) },
    { path: 'terms.json', content: writeCanonical(terms.canonical) },
  ].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = writeManifest(terms, { facts, files });
  return { files: [{ path: 'manifest.json', content: manifest }, ...files], hash: hashOf(manifest) };
}

/** Paths of a deal file are told from where it lies. */
function pathFrom({ file, filing }: Pick<ResolvedTerms, 'file' | 'filing'>) {
  return (key: 'attestations' | 'documents'): string => {
    const path = filing[key];
    if (path !== undefined) return resolve(dirname(file), path);
    throw new InputUnreadable(file, `it names no ${key}`, `Say where they lie: filing: { ${key}: … }.`);
  };
}
