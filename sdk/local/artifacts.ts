import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Address, type Hex, isHex } from 'viem';
import { LocalChainMissing } from '../errors/simulation.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Where a library's address goes: bytes of the code, by the library's source and name. */
type LinkReferences = Record<string, Record<string, readonly { start: number; length: number }[]>>;

/** What a build left of a contract. */
interface Artifact {
  bytecode: string;
  linkReferences: LinkReferences;
}

/** `contracts/waterfall/Waterfall.sol` as the last build left it; the contract is named like its file unless said. */
export async function readArtifact(source: string, name = source.replace(/^.*\/|\.sol$/g, '')): Promise<Artifact> {
  const file = join(ROOT, 'artifacts', source, `${name}.json`);
  try {
    // The build's own file: nobody else writes there.
    return JSON.parse(await readFile(file, 'utf8')) as Artifact;
  } catch (cause) {
    throw new LocalChainMissing(`the built contract ${source}`, cause);
  }
}

/** The code that deploys a contract, with the libraries it calls, each deployed once by `deploy`. */
export async function linkedCode(
  artifact: Artifact,
  deploy: (source: string, name: string) => Promise<Address>,
): Promise<Hex> {
  let { bytecode } = artifact;
  for (const [source, libraries] of Object.entries(artifact.linkReferences)) {
    for (const [name, places] of Object.entries(libraries)) {
      const address = (await deploy(source.replace(/^project\//, ''), name)).slice(2).toLowerCase();
      // Two digits a byte, after 0x.
      for (const { start, length } of places) {
        const at = 2 + 2 * start;
        bytecode = bytecode.slice(0, at) + address + bytecode.slice(at + 2 * length);
      }
    }
  }
  if (!isHex(bytecode)) throw new LocalChainMissing('a contract with all its libraries');
  return bytecode;
}
