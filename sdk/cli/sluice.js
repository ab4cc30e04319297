#!/usr/bin/env node
// Starts the command line under a Node that runs TypeScript: this one if it is new enough, else the project's own.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const OLDEST = 24;
const main = join(import.meta.dirname, 'main.ts');
const binary = process.platform === 'win32' ? 'node.exe' : 'node';
const own = join(import.meta.dirname, '../../node_modules/node/bin', binary);

if (Number(process.versions.node.split('.')[0]) >= OLDEST) {
  await import('./main.ts');
} else if (existsSync(own)) {
  const { status } = spawnSync(own, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else {
  const advice = `Install with npx -y -p node@${OLDEST} npm ci, or use a newer Node.`;
  process.stderr.write(`sluice needs Node ${OLDEST} or newer, and this is ${process.versions.node}. ${advice}\n`);
  process.exitCode = 1;
}
