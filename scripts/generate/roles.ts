import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { read, root, type Artifact } from '../project.ts';
import { complianceRoles } from './roles/compliance.ts';
import { dealRoles } from './roles/deal.ts';
import { distributionRoles } from './roles/distribution.ts';
import { identityRoles } from './roles/identity.ts';
import { offeringRoles } from './roles/offering.ts';
import { oversightRoles } from './roles/oversight.ts';
import { poolRoles } from './roles/pool.ts';
import { ARCHITECTURE, IMPOSSIBLE } from './roles/prose.ts';
import { ROLES, type RoleRow } from './roles/row.ts';
import { tokenRoles } from './roles/token.ts';
import { waterfallRoles } from './roles/waterfall.ts';

const ROWS: readonly RoleRow[] = [
  ...identityRoles,
  ...complianceRoles,
  ...tokenRoles,
  ...dealRoles,
  ...offeringRoles,
  ...poolRoles,
  ...waterfallRoles,
  ...distributionRoles,
  ...oversightRoles,
];

interface AbiEntry {
  type: string;
  name?: string;
  stateMutability?: string;
}

/** What can be called and changes something, by contract: of all that have code of their own. */
export function writingFunctions(artifacts: readonly Artifact[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byContract = new Map<string, ReadonlySet<string>>();
  for (const { contractName, sourceName, abi, deployedBytecode } of artifacts) {
    if (deployedBytecode === '0x' || isLibrary(contractName, sourceName)) continue;
    const names = (abi as readonly AbiEntry[]).flatMap((entry) => {
      const writes = entry.stateMutability === 'nonpayable' || entry.stateMutability === 'payable';
      return entry.type === 'function' && writes && entry.name !== undefined ? [entry.name] : [];
    });
    if (names.length > 0) byContract.set(contractName, new Set(names));
  }
  return byContract;
}

function isLibrary(contractName: string, sourceName: string): boolean {
  return new RegExp(`^library ${contractName}\\b`, 'm').test(read(sourceName));
}

/** All that is wrong with the rows, one line each: functions without a row, rows without a function, missing tests. */
export function roleProblems(
  rows: readonly RoleRow[],
  functions: ReadonlyMap<string, ReadonlySet<string>>,
  hasTest: (test: string) => boolean,
): string[] {
  const told = new Set(rows.flatMap(({ contract, functions: names }) => names.map((name) => `${contract}.${name}`)));
  const missing = [...functions].flatMap(([contract, names]) =>
    [...names].filter((name) => !told.has(`${contract}.${name}`)).map((name) => `${contract}.${name} has no row`),
  );
  const seen = new Set<string>();
  const wrong = rows.flatMap(({ role, contract, functions: names, tests }) => {
    const problems = names.flatMap((name) => {
      const key = `${contract}.${name} by ${role}`;
      const again = seen.has(key) ? [`${key} has two rows`] : [];
      seen.add(key);
      return functions.get(contract)?.has(name) === true ? again : [`${key}: the contract has no such function`];
    });
    const row = `${contract}.${names.join(', ')} by ${role}`;
    if (tests.length === 0) problems.push(`${row} names no test`);
    return [...problems, ...tests.filter((test) => !hasTest(test)).map((test) => `${row}: no test ${test}`)];
  });
  return [...missing, ...wrong];
}

/** Whether the file under test/ has a test of that name. */
export function isTest(test: string): boolean {
  const [file, name] = parts(test);
  if (!existsSync(join(root, 'test', file))) return false;
  const text = read(`test/${file}`);
  return file.endsWith('.t.sol')
    ? new RegExp(`^ *function ${name}\\(`, 'm').test(text)
    : text.includes(`it('${name}'`) || text.includes(`it("${name}"`);
}

function parts(test: string): [file: string, name: string] {
  const space = test.indexOf(' ');
  return [test.slice(0, space), test.slice(space + 1)];
}

/** `contracts/README.md`. Throws with every problem, one line each. */
export function renderRoles(artifacts: readonly Artifact[]): string {
  const unshown = IMPOSSIBLE.flatMap(({ act, tests }) =>
    tests.filter((test) => !isTest(test)).map((test) => `“${act}”: no test ${test}`),
  );
  const problems = [...roleProblems(ROWS, writingFunctions(artifacts), isTest), ...unshown];
  if (problems.length > 0) {
    throw new Error(`the table of roles (scripts/generate/roles/) is not whole:\n  ${problems.join('\n  ')}`);
  }
  const impossible = IMPOSSIBLE.map(({ act, why, tests }) => `- **${act}**: ${why}. Shown by ${linked(tests, ', ')}.`);
  const sections = ROLES.flatMap((role) => {
    const rows = ROWS.filter((row) => row.role === role);
    return rows.length === 0 ? [] : [sectionOf(role, rows)];
  });
  return [
    '<!-- Written by `npm run generate` from scripts/generate/roles/. Not for editing. -->\n',
    ARCHITECTURE,
    `## What nobody can do\n\n${impossible.join('\n')}\n`,
    '## What each role can do at its worst, and what stops it\n\nEvery function that changes something, by who may call it. `npm run check:generated` fails when one has no row, or a row’s test is gone.\n',
    ...sections,
  ].join('\n');
}

function sectionOf(role: string, rows: readonly RoleRow[]): string {
  const lines = rows.map(
    ({ contract, functions, worst, stop, tests }) =>
      `| \`${contract}\`: ${functions.map((name) => `\`${name}\``).join(', ')} | ${worst} | ${stop} | ${linked(tests, '<br>')} |`,
  );
  const head = '| function | at its worst | what stops it | shown by |\n| --- | --- | --- | --- |';
  return `### ${role[0]?.toUpperCase()}${role.slice(1)}\n\n${head}\n${lines.join('\n')}\n`;
}

function linked(tests: readonly string[], separator: string): string {
  return tests
    .map((test) => {
      const [file, name] = parts(test);
      return `[${name.replace(/^(test|testFuzz|invariant)_/, '').replaceAll('_', ' ')}](../test/${file})`;
    })
    .join(separator);
}
