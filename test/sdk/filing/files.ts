import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Address, type Hex, numberToHex } from 'viem';
import { loadFiledTape } from '../../../sdk/actions/deal/filedTape.ts';
import { type FilingPack, makeFilingPack } from '../../../sdk/filing/pack.ts';
import { loadTerms } from '../../../sdk/terms/parseTerms.ts';
import { resolveParties } from '../../../sdk/terms/resolveParties.ts';

export const DEMO = join('scripts', 'demo');

/** Somebody for each name of the two sample deals. */
const NAMES: Readonly<Record<string, Address>> = Object.fromEntries(
  [
    ...['pearl-river', 'spv', 'pearl-river-servicing', 'harbour-servicing', 'big-audit', 'second-audit', 'trust-co'],
    ...['trust-co-2', 'registry-co', 'counsel', 'tax-agent', 'HKDX'],
    ...['originator', 'issuer', 'servicer', 'verifier', 'trustee', 'agent', 'filingAgent'],
  ].map((name, i) => [name, numberToHex(0xb000 + i, { size: 20 })]),
);
const KEYS = { secret: numberToHex(1, { size: 32 }), registryKey: numberToHex(2, { size: 32 }) };

export const TERMS_HASH: Hex = numberToHex(0x7e, { size: 32 });

/** The small sample deal in a folder of its own, which is gone after the test. */
export async function withHello<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-filing-'));
  try {
    for (const name of ['hello.yaml', 'hello-tape.csv', 'hello-attestations.yaml', 'hello-documents']) {
      await cp(join(DEMO, name), join(folder, name), { recursive: true });
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A deal file with everything that its pack is made of. */
export async function filed(path: string) {
  const terms = await loadTerms(path);
  const tape = await loadFiledTape(terms, KEYS);
  return { terms: resolveParties(terms, NAMES), tape, termsHash: TERMS_HASH, chainId: 31337 };
}

export async function packOf(path: string): Promise<FilingPack> {
  return makeFilingPack(await filed(path));
}

/** A file of a pack as text. */
export function textOf({ files }: FilingPack, path: string): string {
  const file = files.find((one) => one.path === path);
  if (file === undefined) throw new RangeError(`the pack has no ${path}`);
  return typeof file.content === 'string' ? file.content : new TextDecoder().decode(file.content);
}

/** Changes a text in a file; what should be there must be. */
export async function change(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new RangeError(`${path} does not say ${from}`);
  await writeFile(path, text.replace(from, to));
}
