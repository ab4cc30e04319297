import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type InvestorSource, loadInvestors } from '../../../sdk/actions/identity/loadInvestors.ts';
import { InvestorsRejected } from '../../../sdk/errors/InvestorsRejected.ts';
import { SluiceError } from '../../../sdk/errors/SluiceError.ts';
import { COLUMNS, HEADER, NOW, WALLET, csvOf, linesOf, linesOn, rejected, rowOf } from './investorList.ts';

describe('loadInvestors refuses a file that is no list:', () => {
  const files: [string, string, string[]][] = [
    ['an empty one', '', [`list.csv: the file is empty; expected the columns ${COLUMNS}, and a row per investor`]],
    [
      'one of blank lines',
      '\ufeff\r\n  \n',
      [`list.csv: the file is empty; expected the columns ${COLUMNS}, and a row per investor`],
    ],
    ['one without rows', `${HEADER}\n\n`, ['list.csv: there are no rows; expected a row per investor']],
    ['one without header', rowOf({}), [`list.csv row 1: there is no header; expected the columns ${COLUMNS}`]],
    [
      'one without some columns',
      HEADER.replace('country,class,', ''),
      [
        `list.csv row 1, country: the column is missing; expected the columns ${COLUMNS}`,
        `list.csv row 1, class: the column is missing; expected the columns ${COLUMNS}`,
      ],
    ],
    [
      'one with columns nobody asked for, as a mistyped "connected" would be lost',
      `${HEADER},conected`,
      [`list.csv row 1: no column is called "conected"; expected ${COLUMNS}`],
    ],
    [
      'one with a column twice',
      `${HEADER},Class`,
      ['list.csv row 1, class: the column is there 2 times; expected it once'],
    ],
    [
      'one with semicolons',
      csvOf({}).replaceAll(',', ';'),
      ['list.csv row 1: cells are separated by ";"; expected commas'],
    ],
    [
      'one with tabs',
      csvOf({}).replaceAll(',', '\t'),
      ['list.csv row 1: cells are separated by "\\t"; expected commas'],
    ],
    ['a workbook', 'PK\u0003\u0004', ['list.csv: the file is a workbook or an archive; expected a CSV file in UTF-8']],
  ];
  for (const [what, text, lines] of files) {
    it(what, async () => {
      expect(await linesOn(text)).to.deep.equal(lines);
    });
  }

  it('one in UTF-16, as a spreadsheet saves "Unicode text"', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-investors-'));
    const path = join(folder, 'utf16.csv');
    writeFileSync(path, Buffer.from(`\ufeff${csvOf({})}`, 'utf16le'));
    const error = await rejected(path);
    rmSync(folder, { recursive: true });
    expect(linesOf(error)).to.deep.equal([`${path}: the file is in UTF-16; expected a CSV file in UTF-8`]);
  });

  it('one that is not there, and a folder', async () => {
    expect(linesOf(await rejected('nowhere.csv'))).to.deep.equal([
      'nowhere.csv: there is no such file; expected the path of a CSV file in UTF-8',
    ]);
    expect(linesOf(await rejected(tmpdir()))).to.deep.equal([
      `${tmpdir()}: this is a folder; expected the path of a CSV file in UTF-8`,
    ]);
  });

  it('one with a quote left open, after what was wrong before it', async () => {
    const list = csvOf({ class: 'x' }, { reference: '"C-2' }, {});
    const found = 'a cell opens with a quote and never closes; nothing from here on was read';
    expect(await linesOn(list)).to.deep.equal([
      'list.csv row 2, class: "x" is not a class; expected retail, professional, institutional or venue',
      `list.csv row 3: ${found}; expected " at the end of the cell`,
    ]);
  });

  it('one with a quote left open over more than a row can be long', async () => {
    const lines = await linesOn(`${csvOf({}, { reference: '"C-2' })}\n${`${rowOf({})}\n`.repeat(1_000)}`);
    expect(lines).to.deep.equal([
      'list.csv row 3: the row is longer than 100000 bytes; nothing from here on was read; ' +
        'expected a row per investor, and " at the end of a cell that opens with it',
    ]);
  });

  it('and does so when told to skip what is wrong', async () => {
    const error: unknown = await loadInvestors(`${HEADER}\n`, { now: NOW, onProblem: 'skip' }).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(InvestorsRejected);
  });
});

describe('loadInvestors refuses an array', () => {
  const good = {
    reference: 'C-1',
    wallet: WALLET,
    country: 'HK',
    class: 'retail',
    usPerson: false,
    evidence: 'attestation',
  };
  const whole = { ...good, validUntil: '2027-03-01', evidenceDate: '2026-01-05' };

  it('without records', async () => {
    expect(linesOf(await rejected([]))).to.deep.equal(['investors: there are no rows; expected a row per investor']);
  });

  it('with wrong records, all of them at once', async () => {
    const records = [
      null,
      'C-1',
      { ...whole, name: 'A. Person' },
      { ...whole, wallet: {} },
      { ...whole, validUntil: NOW * 1000, reference: '=1' },
    ] as unknown as InvestorSource;
    const columns = COLUMNS;
    expect(linesOf(await rejected(records))).to.deep.equal([
      `investors row 1: the record is null; expected an object with ${columns}`,
      `investors row 2: the record is string; expected an object with ${columns}`,
      `investors row 3, name: no field is called so; expected ${columns}`,
      'investors row 4, wallet: the value is of type object; expected text or a number',
      'investors row 4, reference: "C-1" is in row 3 already; expected one row per reference',
      'investors row 5, reference: "=1" starts like a formula, which a spreadsheet would run; expected a client number of 1 to 64 visible characters',
      `investors row 5, validUntil: "${NOW * 1000}" is not an ISO date, nor an ISO date-time with its zone; expected a date such as 2027-03-01, or such as 2027-03-01T12:00:00+08:00`,
      `investors row 5, wallet: "${WALLET}" is in row 3 already; expected one row per wallet`,
    ]);
  });
});

describe('InvestorsRejected', () => {
  it('is an error of the SDK that says what to do, and how many problems there are', async () => {
    const error = await rejected({ text: csvOf({ class: 'x', country: 'XX' }), file: 'list.csv' });
    expect(error).to.be.instanceOf(SluiceError);
    expect(error.name).to.equal('InvestorsRejected');
    expect(error.values).to.deep.equal({ file: 'list.csv', count: 2 });
    expect(error.advice).to.equal('Correct what the lines name and load the list again; nothing of it was used.');
  });

  it('has every problem of every row, in the order of the file', async () => {
    const { problems } = await rejected({
      text: csvOf({ country: 'XX', class: 'x', validUntil: '2020-01-01' }, { evidence: 'claims', usPerson: '' }),
      file: 'list.csv',
    });
    expect(problems.map(({ row, field }) => `${row} ${field}`)).to.deep.equal([
      '2 country',
      '2 class',
      '2 validUntil',
      '3 identity',
      '3 usPerson',
    ]);
    expect(problems[1]).to.deep.equal({
      row: 2,
      field: 'class',
      found: '"x" is not a class',
      expected: 'retail, professional, institutional or venue',
      text: 'list.csv row 2, class: "x" is not a class; expected retail, professional, institutional or venue',
    });
  });

  it('shows the first fifty of thousands and counts the rest', async () => {
    const rows = Array.from({ length: 2_000 }, () => ({ country: 'XX' }));
    const error = await rejected(csvOf(...rows));
    const lines = error.message.split('\n');
    expect(error.problems).to.have.length(2_000);
    expect(lines.slice(0, 50)).to.deep.equal(error.problems.slice(0, 50).map(({ text }) => text));
    expect(lines[50]?.startsWith('and 1950 more: 2000 problems in all'), lines[50]).to.equal(true);
  });

  it('shows all of fifty', async () => {
    const rows = Array.from({ length: 50 }, () => ({ country: 'XX' }));
    const { message, problems } = await rejected(csvOf(...rows));
    expect(message.startsWith(problems.map(({ text }) => text).join('\n'))).to.equal(true);
    expect(message).not.to.contain('more');
  });

  it('is thrown for a moment in milliseconds and for a closed country that is none', async () => {
    const error = await rejected(csvOf({}), { now: NOW * 1000, closedCountries: ['CN', 'XX'] });
    expect(linesOf(error)).to.deep.equal([
      `parameters, now: ${NOW * 1000} is not a time in seconds; expected e.g. 1772323200`,
      'parameters, closedCountries: "XX" is not an ISO 3166-1 code; expected e.g. HK, HKG or 344',
    ]);
  });
});

describe('loadInvestors, told to skip what is wrong,', () => {
  it('gives the good rows, and each wrong one with its reference, its wallet and all its problems', async () => {
    const list = csvOf({}, { country: 'XX', class: 'x' }, { wallet: 'none' }, {});
    const { investors, refused, notes } = await loadInvestors(list, { now: NOW, onProblem: 'skip' });
    expect(investors.map(({ row }) => row)).to.deep.equal([2, 5]);
    expect(refused.map(({ problems: _, ...rest }) => rest)).to.deep.equal([
      { row: 3, reference: 'C-2', wallet: `0x${'1'.padStart(40, '0')}` },
      { row: 4, reference: 'C-3', wallet: 'none' },
    ]);
    expect(refused.map(({ problems }) => problems.map(({ field }) => field))).to.deep.equal([
      ['country', 'class'],
      ['wallet'],
    ]);
    expect(notes).to.deep.equal([]);
  });

  it('keeps the first of two rows that share a wallet', async () => {
    const { investors, refused } = await loadInvestors(csvOf({}, { wallet: WALLET }), { now: NOW, onProblem: 'skip' });
    expect(investors.map(({ row }) => row)).to.deep.equal([2]);
    expect(refused.map(({ row }) => row)).to.deep.equal([3]);
  });

  it('gives its notes too', async () => {
    const { notes } = await loadInvestors(`\ufeff${csvOf({})}`, { now: NOW, onProblem: 'skip' });
    expect(notes.map(({ text }) => text)).to.deep.equal(['CSV row 1: a byte order mark; expected none, read without']);
  });
});
