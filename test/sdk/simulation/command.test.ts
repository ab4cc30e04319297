import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { dealFile, inputsFile, runCase } from './cases.ts';

const CLI = join(import.meta.dirname, '../../../sdk/cli/main.ts');

/** The command as a user starts it, from a folder that is not the project's. */
function sluice(cwd: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'simulate', ...args], { cwd }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

describe('sluice simulate', function () {
  this.timeout(120_000);
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-'));
  });

  after(() => rm(folder, { recursive: true }));

  it('writes the table to a file and says what the classes had', async () => {
    const args = [
      dealFile('trade-receivables'),
      '--inputs',
      inputsFile('revolving'),
      '--units',
      'base',
      '--out',
      'out.csv',
    ];
    const { code, out } = await sluice(folder, ...args);
    expect(code).to.equal(0);
    expect(out.split('\n').slice(0, 2)).to.deep.equal([
      'out.csv: 20 dates on the engine',
      'A            interest 1,204,425,740,423 · principal 40,000,000,000,000 · residual 0 · left 0',
    ]);
    expect(await readFile(join(folder, 'out.csv'), 'utf8')).to.equal((await runCase('revolving', 'engine')).csv);
  });

  it('runs the contracts from any folder, and writes to the standard output', async () => {
    const { code, out } = await sluice(
      folder,
      dealFile('rounding'),
      '--inputs',
      inputsFile('rounding'),
      '--on',
      'chain',
    );
    expect(code).to.equal(0);
    expect(out).to.equal((await runCase('rounding', 'engine')).csv);
  });

  it('ends with 1 and a line per problem, and writes nothing', async () => {
    await writeFile(join(folder, 'bad.csv'), 'No.,colections\n1,-1\n');
    const args = ['--inputs', 'bad.csv', '--map', 'period=No.', '--out', 'bad-out.csv'];
    const { code, err } = await sluice(folder, dealFile('rounding'), ...args);
    expect(code).to.equal(1);
    expect(err.trimEnd().split('\n')).to.deep.equal([
      'bad.csv row 1, colections: the deal has no such column; expected one of period, date, collections; did you mean "collections"?',
      'bad.csv row 1, collections: the column is missing; expected a column for it: the deal reads this input',
    ]);
    expect(await readFile(join(folder, 'bad-out.csv')).catch(() => 'not written')).to.equal('not written');
  });
});
