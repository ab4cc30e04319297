import type { Artifact } from '../project.ts';

type Entry = { type: string; name: string; inputs: readonly { type: string }[] };

const signatureOf = ({ name, inputs }: Entry) => `${name}(${inputs.map(({ type }) => type).join(',')})`;

/** A module with every custom error that any contract, interface or library declares or can let through, once each. */
export function renderErrors(artifacts: readonly Artifact[]): string {
  const found = new Map<string, Entry>();
  const names = new Map<string, string>();
  for (const { contractName, abi } of artifacts) {
    for (const entry of abi as readonly Entry[]) {
      if (entry.type !== 'error') continue;
      const signature = signatureOf(entry);
      const other = names.get(entry.name);
      if (other !== undefined && other !== signature) {
        throw new Error(`${contractName} has ${signature}, another contract ${other}: rename one.`);
      }
      names.set(entry.name, signature);
      if (!found.has(signature)) found.set(signature, entry);
    }
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(([, entry]) => `  ${JSON.stringify(entry)},\n`).join('');
  return [
    '// Written by `npm run generate` from contracts/. Not for editing.',
    `/** Every custom error of every contract and library. */\nexport const sluiceErrorsAbi = [\n${entries}] as const;\n`,
  ].join('\n\n');
}
