// What a tape needs to know of a deal file: the section `pool`, the currency of the pool and the decimals.
import { readFile } from 'node:fs/promises';
import { LineCounter, type Node, isMap, isScalar, parseDocument } from 'yaml';
import { TapeRejected, type TapeProblem } from '../errors/TapeRejected.ts';
import { quoted } from '../csv/finding.ts';
import { type EligibilityCriteria, readCriterion } from './criteria.ts';

/** What a deal file says of its receivables; what it leaves out is absent. */
export interface PoolTerms {
  decimals?: number;
  currency?: string;
  /** `trade receivables`, `finance leases` or `revenue right`. */
  type?: string;
  /** `2026-03-31`. */
  cutOff?: string;
  /** The path as the file has it. */
  tape?: string;
  /** Days. */
  defaultAfter?: number;
  eligible: EligibilityCriteria;
}

/**
 * Reads what a deal file says of the pool, and nothing else of it. All problems come at once, each with its line.
 *
 * @throws {TapeRejected}
 */
export async function loadPoolTerms(file: string): Promise<PoolTerms> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const found = 'the file cannot be read';
    const expected = 'the path of a deal file';
    throw new TapeRejected({
      file,
      problems: [{ found, expected, text: `${file}: ${found}; expected ${expected}` }],
      cause,
    });
  }
  return parsePoolTerms(text, file);
}

/** As {@link loadPoolTerms}, from the text. */
export function parsePoolTerms(text: string, file = 'deal'): PoolTerms {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: 'failsafe' });
  const problems: TapeProblem[] = [];
  const refuse = (node: Node | null | undefined, field: string, found: string, expected: string): void => {
    const row = lines.linePos(node?.range?.[0] ?? 0).line;
    problems.push({
      row,
      field,
      found,
      expected,
      text: `${file} line ${row}, ${field}: ${found}; expected ${expected}`,
    });
  };
  const scalar = (...path: string[]): { node: Node; text: string } | undefined => {
    const node = document.getIn(path, true);
    return isScalar(node) && typeof node.value === 'string' ? { node, text: node.value.trim() } : undefined;
  };
  const terms: PoolTerms = { eligible: {} };
  for (const error of document.errors) {
    const row = lines.linePos(error.pos[0]).line;
    const found = error.message.split('\n')[0] ?? '';
    problems.push({ row, found, expected: 'YAML', text: `${file} line ${row}: ${found}; expected YAML` });
  }

  const decimals = scalar('decimals');
  if (decimals !== undefined) {
    if (/^\d{1,2}$/.test(decimals.text) && Number(decimals.text) <= 18) terms.decimals = Number(decimals.text);
    else refuse(decimals.node, 'decimals', quoted(decimals.text), 'a whole number from 0 to 18');
  }
  const currency = scalar('currency', 'pool');
  if (currency !== undefined) {
    if (/^[A-Z]{3}$/.test(currency.text)) terms.currency = currency.text;
    else refuse(currency.node, 'currency.pool', quoted(currency.text), 'three capital letters such as CNY');
  }
  const cutOff = scalar('pool', 'cutOff');
  if (cutOff !== undefined) {
    if (/^\d{4}-\d{2}-\d{2}$/.test(cutOff.text)) terms.cutOff = cutOff.text;
    else refuse(cutOff.node, 'pool.cutOff', quoted(cutOff.text), 'a date such as 2026-03-31');
  }
  const defaultAfter = scalar('pool', 'defaultAfter');
  if (defaultAfter !== undefined) {
    const days = /^(\d{1,4}) days?$/.exec(defaultAfter.text)?.[1];
    if (days !== undefined) terms.defaultAfter = Number(days);
    else refuse(defaultAfter.node, 'pool.defaultAfter', quoted(defaultAfter.text), 'a number of days such as 90 days');
  }
  const type = scalar('pool', 'type');
  if (type !== undefined) terms.type = type.text;
  const tape = scalar('pool', 'tape');
  if (tape !== undefined) terms.tape = tape.text;

  const eligible = document.getIn(['pool', 'eligible'], true);
  if (isMap(eligible)) {
    for (const { key, value } of eligible.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const read = readCriterion(terms.eligible, name, isScalar(value) ? String(value.value).trim() : '');
      if (read !== undefined)
        refuse(isScalar(key) ? key : eligible, `pool.eligible.${name}`, read.found, read.expected);
    }
  } else if (eligible !== undefined) {
    refuse(
      isScalar(eligible) ? eligible : null,
      'pool.eligible',
      'it is no section',
      'criteria such as { performed: true }',
    );
  }
  if (problems.length > 0) throw new TapeRejected({ file, problems });
  return terms;
}
