import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { InputUnreadable, OptionMissing } from '../errors/files.ts';
import { COLUMNS, type TapeColumn, findColumn } from '../tape/columns.ts';
import { type TapeKeys, makeTapeKeys, requireKeys } from '../tape/keys.ts';
import { type Tape, loadTape } from '../tape/loadTape.ts';
import { type PoolTerms, loadPoolTerms } from '../terms/background.ts';
import { formatDay } from '../terms/days.ts';
import { remark, toJson, writeOutput } from './output.ts';
import { readingBar } from './progress.ts';

type Pairs = Partial<Record<TapeColumn, string>>;

/** What every command that reads a tape can be told. */
export interface TapeOptions {
  deal?: string;
  cutOff?: string;
  decimals?: number;
  currency?: string;
  defaultAfter?: number;
  map?: Pairs;
  set?: Pairs;
  dates?: string;
  decimal?: 'point' | 'comma';
}

const DEFAULT_DECIMALS = 6;

export function withTapeOptions(command: Command): Command {
  return command
    .option('--deal <file>', 'deal file: its tape, cut-off, currency, decimals, default and eligibility hold')
    .option('--cut-off <date>', 'the day the tape is of, such as 2026-03-31')
    .option('--decimals <number>', `decimals of the deal's money unit (default ${DEFAULT_DECIMALS})`, wholeNumber)
    .option('--currency <code>', 'currency of the pool; otherwise that of the first row')
    .option('--default-after <days>', 'days past due after which a receivable is in default (default 90)', wholeNumber)
    .option('--map <pairs>', "columns of a foreign file: 'outstanding=InvoiceAmount,due=DueDate'", pairs)
    .option('--set <pairs>', "values for all rows without one: 'currency=CNY,bill=no'", pairs)
    .option('--dates <format>', 'how dates are written (default YYYY-MM-DD), such as DD/MM/YYYY')
    .option('--decimal <style>', 'what separates decimals: point (default) or comma', decimalStyle);
}

export interface OpenedTape {
  tape: Tape;
  deal: PoolTerms | undefined;
}

/** Reads the tape a command was given, or the deal's. A root depends on the cut-off, so then it has to be given. */
export async function openTape(
  file: string | undefined,
  options: TapeOptions,
  { cutOffNeeded }: { cutOffNeeded: boolean },
): Promise<OpenedTape> {
  const deal = options.deal === undefined ? undefined : await loadPoolTerms(options.deal);
  const path = file ?? tapeOf(deal, options.deal);
  if (path === undefined) throw new OptionMissing('the tape', 'name a CSV file, or a deal file that names one');
  const filed = deal?.cutOff === undefined ? undefined : formatDay(deal.cutOff);
  const cutOff = options.cutOff ?? filed ?? (cutOffNeeded ? undefined : today());
  if (cutOff === undefined)
    throw new OptionMissing('--cut-off', 'salts and so the root depend on the day the tape is of');
  if (options.cutOff === undefined && filed === undefined) {
    remark(`cut-off ${cutOff}, which is today: --cut-off says which day the tape is of`);
  }
  const bar = readingBar(path);
  try {
    const tape = await loadTape(path, {
      cutOff,
      decimals: options.decimals ?? deal?.decimals ?? DEFAULT_DECIMALS,
      ...given('currency', options.currency ?? deal?.currency),
      ...given('defaultAfter', options.defaultAfter ?? deal?.defaultAfter),
      ...given('map', options.map),
      ...given('set', options.set),
      ...given('dates', options.dates),
      ...given('decimal', options.decimal),
      onProgress: bar.onProgress,
    });
    return { tape, deal };
  } finally {
    bar.stop();
  }
}

function given<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

/** The path of the deal's tape is told from where the deal file is. */
function tapeOf(deal: PoolTerms | undefined, file: string | undefined): string | undefined {
  return deal?.tape === undefined || file === undefined ? undefined : resolve(dirname(file), deal.tape);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It is a whole number.');
  return Number(text);
}

function decimalStyle(text: string): 'point' | 'comma' {
  if (text !== 'point' && text !== 'comma') throw new InvalidArgumentError('It is point or comma.');
  return text;
}

function pairs(text: string, before: Pairs = {}): Pairs {
  const found: Pairs = { ...before };
  for (const pair of text.split(',')) {
    const [, name = '', value = ''] = /^([^=]+)=(.+)$/.exec(pair.trim()) ?? [];
    const column = findColumn(name.trim());
    if (column === undefined) {
      throw new InvalidArgumentError(`"${pair}" is not column=name; the columns are ${COLUMNS.join(', ')}.`);
    }
    found[column] = value.trim();
  }
  return found;
}

/** The keys file of a tape. @throws {InputUnreadable} | {TapeKeysWrong} */
export function readKeys(file: string | undefined): TapeKeys {
  const path = file ?? process.env['SLUICE_TAPE_KEYS'];
  if (path === undefined) throw new OptionMissing('--keys', 'leaves are salted, so a root needs the keys of the tape');
  const advice = 'Name the file with the keys of this tape, or let `sluice tape commit --new-keys` make one.';
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new InputUnreadable(path, 'the keys cannot be read', advice);
  }
  const keys = parsed(text);
  if (typeof keys?.['secret'] !== 'string' || typeof keys['registryKey'] !== 'string') {
    throw new InputUnreadable(path, 'it is no JSON with a secret and a registryKey', advice);
  }
  const found = { secret: keys['secret'], registryKey: keys['registryKey'] };
  requireKeys(found);
  return found;
}

/** New keys in a file that only its owner can read. What is there is never written over. */
export function writeNewKeys(file: string | undefined): TapeKeys {
  if (file === undefined) throw new OptionMissing('--keys', 'it names the file for the new keys');
  const keys = makeTapeKeys(process.env['SLUICE_REGISTRY_KEY']);
  writeOutput(file, toJson(keys), { secret: true });
  return keys;
}

function parsed(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
