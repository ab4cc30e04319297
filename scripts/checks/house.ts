// The house rules that a script can see: `npm run check:house`.
import { basename, dirname } from 'node:path';
import ts from 'typescript';
import { files, read } from '../project.ts';

const CONTRACT_LINES = 400;
const FUNCTION_LINES = 40;
const TYPESCRIPT_LINES = 300;
const FOLDERS_WITHOUT_MEANING = ['utils', 'util', 'helpers', 'helper', 'common', 'core', 'misc', 'v2'];

const solidity = files('contracts/**/*.sol');
const typescript = files('{sdk,scripts}/**/*.ts').filter((file) => !file.startsWith('sdk/generated/'));
const everything = files('{contracts,sdk,scripts,test,deployments}/**/*');
const findings: string[] = [];

function lineCount(text: string): number {
  return text.trimEnd().split('\n').length;
}

function checkLength(file: string, limit: number): void {
  const lines = lineCount(read(file));
  if (lines > limit) findings.push(`${file}: ${lines} lines, at most ${limit}: split it by noun`);
}

/** Relies on prettier: a function ends with the first line that stands as far in as it began and ends in } or ; */
function checkFunctions(file: string): void {
  const lines = read(file).split('\n');
  lines.forEach((line, start) => {
    const head = /^( *)(function \w+|constructor|modifier \w+|receive|fallback)\b/.exec(line);
    if (head === null) return;
    const [, indent = '', name = ''] = head;
    const last = new RegExp(`^${indent}\\S.*[;}]$|^${indent}}`);
    const length = lines.slice(start).findIndex((other) => last.test(other)) + 1;
    if (length > FUNCTION_LINES) {
      findings.push(`${file}:${start + 1}: ${name} has ${length} lines, at most ${FUNCTION_LINES}`);
    }
  });
}

function checkAny(file: string): void {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) {
      findings.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: any`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
}

for (const file of solidity) {
  checkLength(file, CONTRACT_LINES);
  checkFunctions(file);
}
for (const file of typescript) {
  checkLength(file, TYPESCRIPT_LINES);
  checkAny(file);
}
const folders = new Set(everything.map((file) => dirname(file)).filter((folder) => folder.includes('/')));
for (const folder of folders) {
  if (FOLDERS_WITHOUT_MEANING.includes(basename(folder))) findings.push(`${folder}: the name says nothing`);
}
// Interfaces and value types are told in the README of the folder they belong to.
const told = solidity.map((file) => dirname(file).replace(/\/(interfaces|types)$/, ''));
for (const folder of new Set(told)) {
  if (!everything.includes(`${folder}/README.md`)) findings.push(`${folder}: no README.md`);
}

for (const finding of findings) console.error(finding);
console.log(`${solidity.length} contract files, ${typescript.length} TypeScript files, ${findings.length} findings`);
process.exitCode = findings.length > 0 ? 1 : 0;
