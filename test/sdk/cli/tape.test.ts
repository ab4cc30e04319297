import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { csvOf } from '../tape/tapes.ts';

const MAIN = join(import.meta.dirname, '../../../sdk/cli/main.ts');
const DEAL = `currency: { pool: CNY }
pool:
  cutOff: 2026-03-31
  tape: tape.csv
  eligible: { bill: false, overdue: at most 30 days }
decimals: 6
`;

interface Run {
  code: number;
  out: string;
  told: string;
}

describe('sluice tape', () => {
  let folder: string;
  const path = (name: string): string => join(folder, name);
  const sluice = (...args: string[]): Promise<Run> =>
    new Promise((resolve) => {
      execFile(process.execPath, [MAIN, 'tape', ...args], { cwd: folder }, (error, out, told) => {
        resolve({ code: error === null ? 0 : Number(error.code), out, told });
      });
    });
  const commit = async (): Promise<string> => {
    const { out } = await sluice('commit', '--deal', 'deal.yaml', '--keys', 'keys.json', '--new-keys');
    return /^root +(0x[0-9a-f]{64})$/m.exec(out)?.[1] ?? '';
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-'));
    writeFileSync(path('tape.csv'), csvOf({}, { due: '2026-03-21' }, { obligor: 'D-2' }));
    writeFileSync(path('deal.yaml'), DEAL);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('check says what the tape has, and how much of it is eligible', async () => {
    const { code, out, told } = await sluice('check', '--deal', 'deal.yaml', '--json', 'found.json');
    expect({ code, told }).to.deep.equal({ code: 0, told: '' });
    expect(out).to.include('3 receivables, 2 obligors, CNY 2,701.50 outstanding');
    expect(out).to.include('3 of 3 open receivables meet all 2 criteria');
    expect(JSON.parse(readFileSync(path('found.json'), 'utf8'))).to.deep.include({
      cutOff: '2026-03-31',
      outstanding: '2701500000',
      receivables: 3,
    });
  });

  it('check refuses with a line per problem, and writes nothing', async () => {
    writeFileSync(path('tape.csv'), csvOf({ outstanding: '-5' }, { id: 'R-1' }));
    const { code, out, told } = await sluice(
      'check',
      'tape.csv',
      '--cut-off',
      '2026-03-31',
      '--out',
      'o',
      '--json',
      'j',
    );
    expect({ code, out }).to.deep.equal({ code: 1, out: '' });
    expect(told.trimEnd().split('\n')).to.deep.equal([
      'tape.csv row 2, outstanding: "-5" is negative; expected an amount such as 1250000.50',
      'tape.csv row 3, id: "R-1" is in row 2 already; expected one row per id',
    ]);
    expect([existsSync(path('o')), existsSync(path('j'))]).to.deep.equal([false, false]);
  });

  it('check tells why receivables are not eligible, and writes nothing', async () => {
    writeFileSync(path('tape.csv'), csvOf({ bill: 'yes' }, { due: '2026-02-01' }));
    const { code, told } = await sluice('check', '--deal', 'deal.yaml', '--out', 'o', '--json', 'j');
    expect(code).to.equal(1);
    expect(told.trimEnd().split('\n')).to.deep.equal([
      `${path('tape.csv')} row 2, R-1, bill: paid by a bill, which may be endorsed to somebody else`,
      `${path('tape.csv')} row 3, R-2, overdue: 58 days past due; at most 30 days are eligible`,
    ]);
    expect([existsSync(path('o')), existsSync(path('j'))]).to.deep.equal([false, false]);
  });

  it('check turns a foreign file into a tape', async () => {
    writeFileSync(path('foreign.csv'), 'No,Customer,InvoiceAmount,DueDate\nF-1,K,"1.000,50",20/05/2026\n');
    const own = await sluice(
      ...['check', 'foreign.csv', '--cut-off', '2026-03-31', '--out', 'own.csv'],
      ...['--map', 'id=No,obligor=Customer,outstanding=InvoiceAmount', '--map', 'due=DueDate'],
      ...['--set', 'type=trade receivable,currency=CNY,performed=yes,bill=no,transferable=yes'],
      ...['--dates', 'DD/MM/YYYY', '--decimal', 'comma'],
    );
    expect(own).to.deep.include({ code: 0, told: '' });
    const again = await sluice('check', 'own.csv', '--cut-off', '2026-03-31');
    expect(again.out).to.include('1 receivables, 1 obligors, CNY 1,000.50 outstanding');
  });

  it('commit, verify and prove agree', async () => {
    const root = await commit();
    // For their owner alone.
    if (process.platform !== 'win32') expect(statSync(path('keys.json')).mode & 0o777).to.equal(0o600);
    const reading = ['--deal', 'deal.yaml', '--keys', 'keys.json'];
    const same = await sluice('verify', '--root', root, ...reading);
    expect(same).to.deep.include({ code: 0, told: '' });
    expect(same.out).to.include('the tape gives this root');
    expect(await sluice('prove', 'R-2', ...reading, '--out', 'proof.json')).to.deep.equal({
      code: 0,
      out: '',
      told: '',
    });
    const proven = await sluice('verify', '--root', root, '--proof', 'proof.json');
    expect(proven).to.deep.include({ code: 0, told: '' });
    expect(proven.out)
      .to.match(/^in the tape: receivable 2 of 3$/m)
      .and.match(/^status +delinquent$/m);
    expect(proven.out).to.not.include('R-2');
  });

  it('verify fails where the tape, or a proof, is another', async () => {
    const root = await commit();
    const reading = ['--deal', 'deal.yaml', '--keys', 'keys.json'];
    await sluice('prove', 'R-2', ...reading, '--out', 'proof.json');
    writeFileSync(path('tape.csv'), csvOf({}, { due: '2026-03-21' }, { obligor: 'D-3' }));
    const changed = await sluice('verify', '--root', root, ...reading);
    expect(changed).to.deep.include({ code: 1, out: '' });
    expect(changed.told).to.match(/tape.csv: the tape gives root 0x[0-9a-f]{64}; expected 0x[0-9a-f]{64}\n$/);
    const other = `0x${'00'.repeat(32)}`;
    const elsewhere = await sluice('verify', '--root', other, '--proof', 'proof.json');
    expect(elsewhere).to.deep.include({ code: 1, out: '' });
    expect(elsewhere.told).to.equal(`the receivable is not in the tape with root ${other}: its way leads to ${root}\n`);
  });

  it('stats is plain text of at most 100 columns, and JSON has all of it', async () => {
    const { code, out } = await sluice('stats', '--deal', 'deal.yaml', '--json', 'stats.json');
    expect(code).to.equal(0);
    // eslint-disable-next-line no-control-regex
    expect(out).to.not.match(/\x1b/);
    for (const line of out.split('\n').slice(1)) expect(line.length, line).to.be.at.most(100);
    expect(out).to.match(/^ +D-1 +2 +1,801 +66\.66%/m);
    const { byObligor } = JSON.parse(readFileSync(path('stats.json'), 'utf8')) as { byObligor: { name: string }[] };
    expect(byObligor.map(({ name }) => name)).to.deep.equal(['D-1', 'D-2']);
  });

  it('says in one line what is missing or wrong', async () => {
    await commit();
    for (const [args, told] of [
      [
        ['check', 'no.csv', '--cut-off', '2026-03-31'],
        'no.csv: there is no such file; expected the path of a CSV file in UTF-8',
      ],
      [['commit', 'tape.csv', '--cut-off', '2026-03-31'], /^--keys is missing: /],
      [['commit', 'tape.csv', '--keys', 'keys.json'], /^--cut-off is missing: /],
      [
        ['commit', '--deal', 'deal.yaml', '--keys', 'keys.json', '--new-keys'],
        /^keys.json was not written: it is there already/,
      ],
      [
        ['commit', '--deal', 'deal.yaml', '--keys', 'tape.csv'],
        /^tape.csv: it is no JSON with a secret and a registryKey/,
      ],
      [['commit', '--deal', 'deal.yaml', '--keys', 'nowhere.json'], /^nowhere.json: the keys cannot be read/],
      [
        ['check', '--deal', 'deal.yaml', '--out', 'no/such/file'],
        'no/such/file was not written: its folder is not there. Name another file.',
      ],
      [['check', '--deal', 'nodeal.yaml'], 'nodeal.yaml: there is no such file. Name the deal file, a YAML in UTF-8.'],
      [['check'], /^the tape is missing: /],
      [['prove', 'R-9', '--deal', 'deal.yaml', '--keys', 'keys.json'], /has no receivable "R-9"/],
      [
        ['verify', '--root', `0x${'00'.repeat(32)}`, '--proof', 'tape.csv'],
        /^tape.csv is no proof of a receivable: it is not JSON/,
      ],
    ] as const) {
      const run = await sluice(...args);
      expect(run.code, args.join(' ')).to.equal(1);
      const lines = run.told.trimEnd().split('\n');
      expect(lines, run.told).to.have.length(1);
      if (typeof told === 'string') expect(lines[0]).to.equal(told);
      else expect(lines[0]).to.match(told);
    }
  });
});
