import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { setStage } from '../../scripts/demo/stage.ts';
import { readmeExample } from './readmeExample.ts';

const between = (text: string, first: string, last: string): string[] => {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.includes(first));
  const end = lines.findIndex((line, index) => index > start && line.includes(last));
  return lines.slice(start + 1, end).map((line) => line.trim());
};

describe("the README's example", () => {
  it('is the code that this test runs', () => {
    const page = readFileSync('README.md', 'utf8');
    const code = readFileSync('test/sdk/readmeExample.ts', 'utf8');
    expect(between(page, '```ts', '```')).to.deep.equal(between(code, '// <readme>', '// </readme>'));
  });

  it('whitelists the list, mints, and tells why an odd lot is refused', async () => {
    const stage = await setStage();
    const printed: string[] = [];
    const { holders, totalSupply, refusals } = await readmeExample(stage, (text) => printed.push(text));
    expect(holders.map(({ amount }) => amount.units)).to.deep.equal([500_000_000_000n]);
    expect(totalSupply.units).to.equal(500_000_000_000n);
    expect(refusals.map(({ name }) => name)).to.deep.equal(['NotInWholeLots']);
    expect(printed.at(-1)).to.include('15,000');
    await stage.connection.close();
  });
});
