import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Hex, isHex } from 'viem';
import { z } from 'zod';

/** npm packages whose compiled contracts are deployed as published: their source is not ours to copy. */
export type ForeignPackage = '@onchain-id/solidity' | '@tokenysolutions/t-rex';

export class ForeignArtifactUnusable extends Error {
  override readonly name = 'ForeignArtifactUnusable';

  constructor({ package: name, contract, reason }: { package: ForeignPackage; contract: string; reason: string }) {
    super(`${name} has no usable artifact of ${contract}: ${reason}. Run npm ci, then try again.`);
  }
}

// Interfaces and abstract contracts have the artifact, but with the bytecode "0x": nothing to deploy.
const Artifact = z.object({
  bytecode: z.custom<Hex>((value) => isHex(value) && value.length > 2, 'no creation bytecode'),
});

const { resolve } = createRequire(import.meta.url);

/**
 * Creation bytecode of a contract, with the optimizer settings its publisher chose.
 *
 * @param source path of the source below the package's `artifacts/`, for example `contracts/Identity.sol`
 */
export function foreignBytecode({ package: name, source }: { package: ForeignPackage; source: string }): Hex {
  const contract = source.slice(source.lastIndexOf('/') + 1, -'.sol'.length);
  try {
    const path = resolve(`${name}/artifacts/${source}/${contract}.json`);
    return Artifact.parse(JSON.parse(readFileSync(path, 'utf8'))).bytecode;
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new ForeignArtifactUnusable({ package: name, contract, reason });
  }
}
