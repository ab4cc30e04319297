// Writes everything that is generated; with --check only says what is not as it would be written.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { artifacts, read, root } from '../project.ts';
import { renderAbis } from './abis.ts';
import { renderDeal } from './deals.ts';
import { renderErrors } from './errors.ts';
import { renderRoles } from './roles.ts';

const generated: Record<string, () => string> = {
  'contracts/README.md': () => renderRoles(artifacts()),
  'sdk/generated/abis.ts': () => renderAbis(artifacts()),
  'sdk/generated/errors.ts': () => renderErrors(artifacts()),
  'test/vectors/deals/example.json': () => renderDeal('scripts/demo/deals/example.yaml'),
};

const check = process.argv.includes('--check');
let stale = 0;
for (const [file, render] of Object.entries(generated)) {
  const text = render();
  if (existsSync(join(root, file)) && read(file) === text) continue;
  if (check) {
    stale += 1;
    console.error(`${file} is stale: run \`npm run generate\` and commit it.`);
  } else {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), text);
    console.log(`wrote ${file}`);
  }
}
if (stale > 0) process.exitCode = 1;
else console.log('Everything generated is up to date.');
