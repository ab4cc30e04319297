import { compileTerms } from '../../sdk/terms/compileTerms.ts';
import { parseTerms } from '../../sdk/terms/parseTerms.ts';
import { read } from '../project.ts';

/** A deal file's program, for the tests that are written in Solidity. */
export function renderDeal(file: string): string {
  const { bytes, labels } = compileTerms(parseTerms({ text: read(file), file }));
  const inputs = labels.inputs.map(({ name }) => name);
  return `${JSON.stringify({ source: file, inputs, bytes }, null, 2)}\n`;
}
