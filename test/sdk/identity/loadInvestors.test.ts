import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { InvestorNote } from '../../../sdk/actions/identity/investorNotes.ts';
import { loadInvestors } from '../../../sdk/actions/identity/loadInvestors.ts';
import { HEADER, NOW, OTHER_WALLET, WALLET, csvOf, read, rowOf } from './investorList.ts';

describe('loadInvestors', () => {
  it('reads every column of a row', async () => {
    const header = `${HEADER},connected,clients`;
    const row = `C-7,${WALLET},${OTHER_WALLET},HK,venue,2027-03-01,yes,claims,2026-01-05,yes,37`;
    expect(await read(`${header}\n${row}`)).to.deep.equal([
      {
        row: 2,
        reference: 'C-7',
        wallet: WALLET,
        identity: OTHER_WALLET,
        country: 344,
        class: 'venue',
        // To the end of that day, and from the beginning of the other.
        validUntil: Date.UTC(2027, 2, 2) / 1000,
        usPerson: true,
        connected: true,
        clients: 37,
        evidence: 'claims',
        evidenceAt: Date.UTC(2026, 0, 5) / 1000,
      },
    ]);
  });

  it('leaves out what an attested investor does not say', async () => {
    const [investor] = await read(csvOf({}));
    expect(investor).to.have.all.keys(
      ...['row', 'reference', 'wallet', 'country', 'class', 'validUntil', 'usPerson', 'evidence', 'evidenceAt'],
    );
  });

  it('takes columns in any order', async () => {
    const turned = (line: string) => line.split(',').reverse().join(',');
    expect(await read(csvOf({}).split('\n').map(turned).join('\n'))).to.deep.equal(await read(csvOf({})));
  });

  it('takes a country by two letters, three letters or number', async () => {
    for (const country of ['AU', 'AUS', '036', '36', 'au']) {
      expect((await read(csvOf({ country })))[0]?.country, country).to.equal(36);
    }
  });

  it('takes yes, no, true and false in any case', async () => {
    for (const usPerson of ['yes', 'TRUE', 'Yes'])
      expect((await read(csvOf({ usPerson })))[0]?.usPerson).to.equal(true);
    for (const usPerson of ['no', 'FALSE', 'No'])
      expect((await read(csvOf({ usPerson })))[0]?.usPerson).to.equal(false);
  });

  it('takes a date-time with its zone to the second', async () => {
    const [investor] = await read(
      csvOf({ validUntil: '2027-03-01T12:00:00+08:00', evidenceDate: '2026-04-07T00:59:59Z' }),
    );
    expect(investor?.validUntil).to.equal(Date.UTC(2027, 2, 1, 4) / 1000);
    expect(investor?.evidenceAt).to.equal(NOW - 1);
  });

  it('is good through the day it is valid until, in UTC', async () => {
    const lastHour = Date.UTC(2026, 3, 7, 22, 59, 59) / 1000;
    expect(await read(csvOf({ validUntil: '2026-04-07' }), { now: lastHour })).to.have.length(1);
    expect(await read(csvOf({ validUntil: '2026-04-07' }), { now: BigInt(lastHour) })).to.have.length(1);
  });

  it('judges by the clock of this machine if no moment is given', async () => {
    const year = new Date().getUTCFullYear();
    const validUntil = `${year + 2}-01-01`;
    expect(await loadInvestors(csvOf({ validUntil, evidenceDate: `${year - 1}-01-01` }))).to.have.length(1);
  });

  it('takes a quoted cell with a comma in it', async () => {
    expect((await read(csvOf({ reference: '"C-7, second file"' })))[0]?.reference).to.equal('C-7, second file');
  });

  it('gives one spelling to a reference that Unicode can write in two ways', async () => {
    expect((await read(csvOf({ reference: 'Cafe\u0301-1' })))[0]?.reference).to.equal('Caf\u00e9-1');
  });

  it('writes wallets with their checksum', async () => {
    const [investor] = await read(csvOf({ wallet: WALLET.toLowerCase() }));
    expect(investor?.wallet).to.equal(WALLET);
  });
});

describe('loadInvestors, irregularities that do no harm', () => {
  async function notesOn(text: string): Promise<InvestorNote[]> {
    const notes: InvestorNote[] = [];
    await loadInvestors({ text, file: 'list.csv' }, { now: NOW, onNote: (note) => notes.push(note) });
    return notes;
  }

  it('says nothing of a clean file, whether it ends in a line break or not', async () => {
    expect(await notesOn(csvOf({}))).to.deep.equal([]);
    expect(await notesOn(`${csvOf({})}\n`)).to.deep.equal([]);
  });

  const cases: [string, string, Partial<InvestorNote>][] = [
    [
      'a byte order mark',
      `\ufeff${csvOf({})}`,
      { rows: [1], text: 'list.csv row 1: a byte order mark; expected none, read without' },
    ],
    [
      'lines that end in CRLF',
      `${csvOf({}).replaceAll('\n', '\r\n')}\r\n`,
      { rows: [], text: 'list.csv: lines end in CRLF; expected LF, read all the same' },
    ],
    [
      'a trailing blank',
      csvOf({ country: 'HK ' }),
      { field: 'country', rows: [2], text: 'list.csv row 2, country: blanks around "HK"; expected none, dropped' },
    ],
    [
      'blanks outside the quotes',
      csvOf({ country: ' "HK" ' }),
      {
        field: 'country',
        rows: [2],
        text: 'list.csv row 2, country: blanks around "\\"HK\\""; expected none, dropped',
      },
    ],
    [
      'blanks in the header',
      csvOf({}).replace('country', ' country '),
      { rows: [1], text: 'list.csv row 1: blanks around "country"; expected none, dropped' },
    ],
    [
      'a header in other letters',
      csvOf({}).replace('validUntil', 'ValidUntil'),
      {
        field: 'validUntil',
        rows: [1],
        text: 'list.csv row 1, validUntil: "ValidUntil"; expected validUntil, read as that',
      },
    ],
    [
      'empty lines, and lines of nothing but commas',
      `${csvOf({})}\n\n,,,,,,,,\n  \n`,
      { rows: [3, 4, 5], text: 'list.csv row 3 (and 2 more): the row is empty; expected an investor, skipped' },
    ],
    [
      'empty cells after the last column',
      `${csvOf({})},,`,
      { rows: [2], text: 'list.csv row 2: empty cells at the end of the row; expected none, dropped' },
    ],
    [
      'an address without checksum',
      csvOf({ wallet: WALLET.toLowerCase() }),
      {
        field: 'wallet',
        rows: [2],
        text: `list.csv row 2, wallet: "${WALLET.toLowerCase()}" has no checksum; expected one (EIP-55), read without`,
      },
    ],
    [
      'a venue that does not say how many clients it has',
      csvOf({ class: 'venue' }),
      {
        field: 'clients',
        rows: [2],
        text: 'list.csv row 2, clients: no number of clients; expected one of a venue, read as not told',
      },
    ],
  ];
  for (const [what, text, note] of cases) {
    it(`reads ${what}, and says so`, async () => {
      expect(await notesOn(text)).to.deep.equal([note]);
      const clean = await read(csvOf(what.startsWith('a venue') ? { class: 'venue' } : {}));
      expect(await read(text)).to.deep.equal(clean);
    });
  }

  it('reads all of these at once', async () => {
    const lines = `\ufeff${csvOf({ country: 'HK ' })}\n\n`.replaceAll('\n', '\r\n');
    const fields = (await notesOn(lines)).map(({ text }) => text.replace(/.*?: /, ''));
    expect(fields).to.have.members([
      'a byte order mark; expected none, read without',
      'lines end in CRLF; expected LF, read all the same',
      'blanks around "HK"; expected none, dropped',
      'the row is empty; expected an investor, skipped',
    ]);
  });

  it('counts rows as a spreadsheet does, empty ones too', async () => {
    const text = `\n${HEADER}\n\n${rowOf({})}`;
    expect((await read(text)).map(({ row }) => row)).to.deep.equal([4]);
  });
});

describe('loadInvestors, sources', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-investors-'));
  after(() => rmSync(folder, { recursive: true }));

  it('reads a file, and names it as the caller does', async () => {
    const path = join(folder, 'investors.csv');
    writeFileSync(path, csvOf({}, { country: 'XX' }));
    const { investors, refused } = await loadInvestors(path, { now: NOW, onProblem: 'skip' });
    expect(investors).to.deep.equal(await read(csvOf({})));
    expect(refused[0]?.problems.map(({ text }) => text)).to.deep.equal([
      `${path} row 3, country: "XX" is not an ISO 3166-1 code; expected e.g. HK, HKG or 344`,
    ]);
  });

  it('takes a string with a line break for the text itself', async () => {
    expect(await loadInvestors(csvOf({}), { now: NOW })).to.have.length(1);
  });

  const record = {
    reference: 'C-7',
    wallet: WALLET,
    country: 344,
    class: 'retail',
    validUntil: NOW + 86_400,
    usPerson: false,
    evidence: 'attestation',
    evidenceDate: '2026-01-05',
  };

  it('reads an array, with numbers for countries and moments', async () => {
    const [investor] = await loadInvestors([record], { now: NOW });
    expect(investor).to.deep.include({ row: 1, country: 344, validUntil: NOW + 86_400, usPerson: false });
    expect(investor?.evidenceAt).to.equal(Date.UTC(2026, 0, 5) / 1000);
  });

  it('gives the same for what it gave before, rows included', async () => {
    const once = await read(
      csvOf({}, { class: 'venue', clients: '37' }, { evidence: 'claims', identity: OTHER_WALLET }),
    );
    expect(once).to.have.length(3);
    expect(await loadInvestors(once, { now: NOW })).to.deep.equal(once);
  });

  it('changes nothing of what it is given', async () => {
    const before = structuredClone([record]);
    const records = Object.freeze([Object.freeze({ ...record })]);
    await loadInvestors(records, { now: NOW });
    expect(records).to.deep.equal(before);
  });

  it('reads 100,000 rows, and tells of the last one what the first one had', async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) =>
      rowOf({ reference: `C-${index}`, wallet: walletOf(index) }),
    );
    rows.push(rowOf({ reference: 'C-0', wallet: walletOf(100_000) }));
    const path = join(folder, 'many.csv');
    writeFileSync(path, [HEADER, ...rows].join('\n'));
    const { investors, refused } = await loadInvestors(path, { now: NOW, onProblem: 'skip' });
    expect(investors).to.have.length(100_000);
    expect(investors.at(-1)).to.deep.include({ row: 100_001, reference: 'C-99999', wallet: walletOf(99_999) });
    expect(refused.flatMap(({ problems }) => problems).map(({ text }) => text)).to.deep.equal([
      `${path} row 100002, reference: "C-0" is in row 2 already; expected one row per reference`,
    ]);
  });

  /** Digits only, so that there is no checksum to compute. */
  function walletOf(index: number): string {
    return `0x${String(index + 1).padStart(40, '0')}`;
  }
});
