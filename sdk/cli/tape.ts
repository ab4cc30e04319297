import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { InputUnreadable } from '../errors/files.ts';
import { formatAmount } from '../money/amount.ts';
import { type TapeCommitment, commitTape } from '../tape/commitTape.ts';
import { type Ineligibility, judge } from '../tape/eligibility.ts';
import { type Hex, fromHex } from '../tape/hex.ts';
import type { Tape } from '../tape/loadTape.ts';
import { type ReceivableProof, parseProof, proveReceivable, verifyProof } from '../tape/proof.ts';
import { dayOf, formatDay } from '../tape/receivable.ts';
import { stratify } from '../tape/stratify.ts';
import type { TapeSums } from '../tape/sumTree.ts';
import { writeTape } from '../tape/writeTape.ts';
import { fail, remark, say, toJson, writeOutput } from './output.ts';
import { type TapeOptions, openTape, readKeys, withTapeOptions, writeNewKeys } from './tapeOptions.ts';
import { printStratification } from './tapeStats.ts';

interface Outputs {
  json?: string;
  out?: string;
}

type Keyed = TapeOptions & { keys?: string };

/** How many reasons a terminal gets; the JSON has all. */
const SHOWN = 50;

/** `sluice tape …` */
export function registerTape(program: Command): void {
  const tape = program
    .command('tape')
    .summary('check, commit and prove receivables')
    .description(
      'The tape: a CSV with a row per receivable. Amounts leave it only as sums, receivables only as leaves of one root.',
    );

  withTapeOptions(tape.command('check [tape]'))
    .description('read every cell and tell all problems; with a deal file, judge eligibility too')
    .option('--since <date>', 'judge only what entered on this day or later', dayFrom)
    .option('--json <file>', 'write what was found')
    .option('--out <file>', "write the tape in Sluice's own columns")
    .action(check);
  withTapeOptions(tape.command('commit [tape]'))
    .description('the root of a tape, and the sums it commits to')
    .option('--keys <file>', 'keys of the tape (default: the file named by SLUICE_TAPE_KEYS)')
    .option('--new-keys', 'make the keys and write them to that file; SLUICE_REGISTRY_KEY, if set, is used')
    .option('--json <file>', 'write root, sums and count')
    .action(commit);
  withTapeOptions(tape.command('stats [tape]'))
    .description('cut by obligor, type, region, ageing and tenor, with weighted averages')
    .option('--largest <number>', 'how many obligors by name', positive, 10)
    .option('--json <file>', 'write all of it')
    .action(stats);
  withTapeOptions(tape.command('prove <id> [tape]'))
    .description('the proof of one receivable, as JSON')
    .option('--keys <file>', 'keys of the tape')
    .option('--details', 'open the columns that the leaf only commits to, id and obligor among them')
    .option('--out <file>', 'write the proof there')
    .action(prove);
  withTapeOptions(tape.command('verify [tape]'))
    .description('compare a tape, or one proof, with a root')
    .requiredOption('--root <hash>', 'the root as filed, reported or on chain', rootHash)
    .option('--keys <file>', 'keys of the tape')
    .option('--proof <file>', 'check this proof; needs no tape and no keys')
    .action(verify);
}

async function check(file: string | undefined, options: TapeOptions & Outputs & { since?: number }): Promise<void> {
  const { tape, deal } = await openTape(file, options, { cutOffNeeded: false });
  for (const note of tape.notes) remark(`${tape.file}: ${note}`);
  const criteria = deal?.eligible ?? {};
  const { eligible, reasons } = judge(tape.receivables, {
    criteria,
    cutOff: tape.cutOff,
    since: options.since ?? 0,
  });
  const { total, obligors, warnings } = stratify(tape);
  const asked = Object.keys(criteria).length;
  say(
    `${tape.file}: ${tape.receivables.length} receivables, ${obligors} obligors, ${amountOf(total.outstanding, tape)} outstanding`,
  );
  for (const warning of warnings) say(`warning: ${warning}`);
  if (asked > 0) say(`${eligible.length} of ${total.count} open receivables meet all ${asked} criteria`);
  if (reasons.length > 0) fail(linesOf(reasons, tape.file));
  else if (options.out !== undefined) writeOutput(options.out, writeTape(tape));
  if (options.json !== undefined && reasons.length === 0) {
    const { receivables, cutOff, currency, decimals } = tape;
    const found = { receivables: receivables.length, obligors, outstanding: total.outstanding, currency, decimals };
    writeOutput(options.json, toJson({ tape: tape.file, cutOff: formatDay(cutOff), ...found, warnings }));
  }
}

function linesOf(reasons: readonly Ineligibility[], file: string): string {
  const lines = reasons.slice(0, SHOWN).map(({ row, id, obligor, criterion, reason }) => {
    const place = row === undefined ? file : `${file} row ${row}`;
    return `${place}, ${id ?? obligor ?? 'the pool'}, ${criterion}: ${reason}`;
  });
  if (reasons.length > SHOWN) lines.push(`and ${reasons.length - SHOWN} more: ${reasons.length} reasons in all`);
  return lines.join('\n');
}

async function commit(file: string | undefined, options: Keyed & Outputs & { newKeys?: boolean }): Promise<void> {
  const existing = options.newKeys ? undefined : readKeys(options.keys);
  const { tape } = await openTape(file, options, { cutOffNeeded: true });
  const keys = existing ?? writeNewKeys(options.keys);
  const commitment = commitTape(tape, keys);
  printCommitment(tape, commitment);
  if (options.json !== undefined) writeOutput(options.json, toJson(commitmentFile(tape, commitment)));
}

function commitmentFile(tape: Tape, { root, hash, sums }: TapeCommitment) {
  const { file, cutOff, currency, decimals } = tape;
  return { sluice: 1, tape: file, cutOff: formatDay(cutOff), currency, decimals, root, hash, sums };
}

function printCommitment(tape: Tape, { root, sums }: TapeCommitment): void {
  say(`root        ${root}`);
  printSums(sums, tape);
}

function printSums({ performing, delinquent, defaulted, count }: TapeSums, tape: Tape): void {
  say(`performing  ${amountOf(performing, tape)}`);
  say(`delinquent  ${amountOf(delinquent, tape)}`);
  say(`defaulted   ${amountOf(defaulted, tape)}`);
  say(`receivables ${count}, cut-off ${formatDay(tape.cutOff)}`);
}

async function stats(file: string | undefined, options: TapeOptions & Outputs & { largest: number }): Promise<void> {
  const { tape } = await openTape(file, options, { cutOffNeeded: false });
  const stratification = stratify(tape, { largest: options.largest });
  printStratification(stratification, tape);
  if (options.json !== undefined) writeOutput(options.json, toJson(stratification));
}

async function prove(
  id: string,
  file: string | undefined,
  options: Keyed & Outputs & { details?: boolean },
): Promise<void> {
  const keys = readKeys(options.keys);
  const { tape } = await openTape(file, options, { cutOffNeeded: true });
  const commitment = commitTape(tape, keys);
  const disclose = options.details === true ? 'details' : 'leaf';
  const proof = toJson(proveReceivable(id, { tape, commitment, keys, disclose }));
  if (options.out === undefined) say(proof.trimEnd());
  else writeOutput(options.out, proof);
}

async function verify(file: string | undefined, options: Keyed & { root: Hex; proof?: string }): Promise<void> {
  if (options.proof !== undefined) {
    verifyOne(readProof(options.proof), options.root);
    return;
  }
  const keys = readKeys(options.keys);
  const { tape } = await openTape(file, options, { cutOffNeeded: true });
  const commitment = commitTape(tape, keys);
  if (commitment.root !== options.root.toLowerCase()) {
    fail(`${tape.file}: the tape gives root ${commitment.root}; expected ${options.root}`);
    return;
  }
  say(`${tape.file}: the tape gives this root`);
  printSums(commitment.sums, tape);
}

function verifyOne(proof: ReceivableProof, root: Hex): void {
  const { holds, fields, problems } = verifyProof(proof, root);
  if (!holds) {
    fail(problems.join('\n'));
    return;
  }
  say(`in the tape: receivable ${proof.index + 1} of ${proof.count}`);
  for (const [name, value] of Object.entries(fields)) say(`${name.padEnd(15)} ${String(value)}`);
  if (proof.details !== undefined) say(`details         ${proof.details.text}`);
}

function readProof(file: string): ReceivableProof {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new InputUnreadable(file, 'the proof cannot be read', 'Name a file that `sluice tape prove` wrote.');
  }
  return parseProof(text, file);
}

function amountOf(units: bigint, { currency, decimals }: Pick<Tape, 'currency' | 'decimals'>): string {
  return `${currency} ${formatAmount({ units, decimals, symbol: currency })}`;
}

function rootHash(text: string): Hex {
  if (fromHex(text)?.length !== 32) throw new InvalidArgumentError('It is 0x and 64 hex digits.');
  return text as Hex;
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It is a whole number from 1 on.');
  return Number(text);
}

function dayFrom(text: string): number {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const found = year === undefined ? undefined : dayOf(Number(year), Number(month), Number(day));
  if (found === undefined) throw new InvalidArgumentError('It is a date such as 2026-03-31.');
  return found;
}
