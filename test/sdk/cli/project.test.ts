import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';

const ROOT = join(import.meta.dirname, '../../..');
const MAIN = join(ROOT, 'sdk/cli/main.ts');
const EXAMPLE = join(ROOT, 'scripts/demo/deals/example.yaml');

interface Ran {
  code: number;
  out: string;
  told: string;
}

describe('sluice project', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-project-'));
    const lines = 'lines: [{ type: level, balance: 75_000_000, rate: 9%, term: 36 }]\n';
    writeFileSync(join(folder, 'base.yaml'), lines);
    writeFileSync(join(folder, 'grid.yaml'), 'cpr: [0, 10]\ncdr: [0, 2, 4]\n');
  });
  after(() => rmSync(folder, { recursive: true }));

  function run(...args: string[]): Promise<Ran> {
    return new Promise((resolve) => {
      execFile(process.execPath, [MAIN, 'project', ...args], { cwd: folder }, (error, out, told) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, told });
      });
    });
  }

  it('tells lives, yields, losses and every date within 100 columns, and writes all of it', async () => {
    const speeds = ['--cpr', '10', '--cdr', '2', '--severity', '60', '--lag', '6'];
    const files = ['--json', 'out.json', '--csv', 'out.csv'];
    const { code, out, told } = await run(EXAMPLE, '--assumptions', 'base.yaml', ...speeds, ...files);
    expect({ code, told }).to.deep.equal({ code: 0, told: '' });
    for (const line of out.split('\n')) expect(line.length, line).to.be.at.most(100);
    expect(out).to.include('assumed: CPR 10% · CDR 2% · severity 60% · lag 6 months');
    expect(out).to.match(/^A +60\.00 +\d\.\d\d +60\.00 +- +1\.\d\d +2027-01 to 2028-11$/m);
    expect(out).to.match(/^48 +2030-04-23/m);
    const json = JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as {
      classes: { name: string; opening: string; breakEven: number }[];
      dates: unknown[];
    };
    expect(json.dates.length).to.equal(48);
    expect(json.classes.map(({ name, opening }) => [name, opening])).to.deep.equal([
      ['A', '60000000000000'],
      ['B', '9000000000000'],
      ['SUB', '6000000000000'],
    ]);
    // The junior class bears less.
    const [a = 0, b = 0, sub = 0] = json.classes.map(({ breakEven }) => breakEven);
    expect(a > b && b > sub && sub > 0.02).to.equal(true);
    expect(readFileSync(join(folder, 'out.csv'), 'utf8').trimEnd().split('\n').length).to.equal(49);
  });

  it('projects a grid, a row for each scenario', async () => {
    const { code, out } = await run(
      EXAMPLE,
      '--assumptions',
      'base.yaml',
      '--scenarios',
      'grid.yaml',
      '--csv',
      'grid.csv',
    );
    expect(code).to.equal(0);
    for (const line of out.split('\n')) expect(line.length, line).to.be.at.most(100);
    expect(out).to.include('6 scenarios · 48 dates');
    expect(readFileSync(join(folder, 'grid.csv'), 'utf8').trimEnd().split('\n').length).to.equal(7);
  });

  it('prices at a yield, and yields at a price', async () => {
    const { out } = await run(EXAMPLE, '--assumptions', 'base.yaml', '--price', 'A=99', '--yield', 'B=5%');
    expect(out).to.match(/^A +99\.000 +0\.000 +4\.\d\d%/m);
    expect(out).to.match(/^B +9\d\.\d{3} +0\.000 +5\.00%/m);
  });

  it('refuses bad figures in words, all at once, and writes nothing', async () => {
    const { code, out, told } = await run(EXAMPLE, '--cpr', '-1', '--cdr', '101', '--json', 'none.json');
    expect({ code, out }).to.deep.equal({ code: 1, out: '' });
    expect(told.trimEnd().split('\n').length).to.equal(3);
    expect(told).to.include('cpr: "-1" is negative');
    expect(told).to.include('cdr: "101" is above 100');
    expect(told).to.include('receivables: no tape');
    expect(() => readFileSync(join(folder, 'none.json'))).to.throw('ENOENT');
  });
});
