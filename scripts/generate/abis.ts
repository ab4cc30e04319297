import type { Artifact } from '../project.ts';

/** `SecurityToken` → `securityTokenAbi`, `ISecurityToken` → `iSecurityTokenAbi`, `IERC3643` → `ierc3643Abi`. */
export function abiName(contractName: string): string {
  const lowered = contractName.replace(/^[A-Z]+(?=[A-Z][a-z]|[^A-Za-z]|$)|^[A-Z]/, (capitals) =>
    capitals.toLowerCase(),
  );
  return `${lowered}Abi`;
}

/** A module with the ABI of every contract and interface that has one, in the order of their names. */
export function renderAbis(artifacts: readonly Artifact[]): string {
  const sources = new Map<string, string>();
  const blocks = ['// Written by `npm run generate` from contracts/. Not for editing.'];
  for (const { contractName, sourceName, abi } of artifacts) {
    if (abi.length === 0) continue;
    const name = abiName(contractName);
    const other = sources.get(name);
    if (other !== undefined) throw new Error(`${name} would come from both ${other} and ${sourceName}: rename one.`);
    sources.set(name, sourceName);
    const entries = abi.map((entry) => `  ${JSON.stringify(entry)},\n`).join('');
    blocks.push(`/** ${sourceName} */\nexport const ${name} = [\n${entries}] as const;`);
  }
  return `${blocks.join('\n\n')}\n`;
}
