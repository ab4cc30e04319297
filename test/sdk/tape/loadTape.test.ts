import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { TapeRejected } from '../../../sdk/errors/TapeRejected.ts';
import { loadTape } from '../../../sdk/tape/loadTape.ts';
import { writeTape } from '../../../sdk/tape/writeTape.ts';
import { PARAMETERS, csvOf, day, linesOn, read } from './tapes.ts';

describe('loadTape', () => {
  it('reads the columns of a trade receivable', async () => {
    const { receivables, currency, cutOff, decimals } = await read(
      csvOf({
        asset: '0440002600031',
        region: 'Guangdong',
        rate: '4.5%',
        start: '2026-01-20',
        status: 'Performing',
        daysPastDue: '0',
        registration: '01720',
        registeredUntil: '2027-03-30',
        entered: '2026-03-30',
        collected: '2026-03-01',
        transferred: '2026-03-02',
        credited: '2026-03-03',
      }),
    );
    expect({ currency, cutOff, decimals }).to.deep.equal({ currency: 'CNY', cutOff: day('2026-03-31'), decimals: 6 });
    expect(receivables).to.deep.equal([
      {
        row: 2,
        id: 'R-1',
        asset: '0440002600031',
        obligor: 'D-1',
        kind: 'trade receivable',
        region: 'Guangdong',
        currency: 'CNY',
        face: 1_000_000_000n,
        outstanding: 900_500_000n,
        rate: 45_000_000n,
        start: day('2026-01-20'),
        due: day('2026-05-20'),
        status: 'performing',
        daysPastDue: 0,
        performed: true,
        bill: false,
        transferable: true,
        entered: day('2026-03-30'),
        registration: '01720',
        registeredUntil: day('2027-03-30'),
        collected: day('2026-03-01'),
        transferred: day('2026-03-02'),
        credited: day('2026-03-03'),
      },
    ]);
  });

  it('reads the fields of a lease and of a revenue right', async () => {
    const { receivables } = await read(
      csvOf(
        {
          type: 'finance leases',
          rentals: '2026-04-30 12000.00; 2026-05-31 12000.5',
          deposit: '20000',
          residualValue: '100',
          vat: '13%',
        },
        { type: 'Revenue Right', forecast: '2026-04-30 480000', grantor: 'Port Authority', grantUntil: '2046-12-31' },
      ),
    );
    expect(receivables[0]?.kind).to.equal('finance lease');
    expect(receivables[0]?.lease).to.deep.equal({
      rentals: [
        { day: day('2026-04-30'), amount: 12_000_000_000n },
        { day: day('2026-05-31'), amount: 12_000_500_000n },
      ],
      deposit: 20_000_000_000n,
      residualValue: 100_000_000n,
      vat: 130_000_000n,
    });
    expect(receivables[1]?.revenue).to.deep.equal({
      forecast: [{ day: day('2026-04-30'), amount: 480_000_000_000n }],
      grantor: 'Port Authority',
      grantUntil: day('2046-12-31'),
    });
  });

  it('fills in what a tape need not say: asset, face, entry', async () => {
    const text =
      'id,obligor,type,currency,outstanding,due,performed,bill,transferable\nA,D,trade receivable,CNY,5,2026-05-20,yes,no,yes';
    const [receivable] = (await read(text)).receivables;
    expect(receivable).to.include({ asset: 'A', face: 5_000_000n, rate: 0n, start: 0, entered: day('2026-03-31') });
  });

  it('derives days past due and status from due date and outstanding', async () => {
    const { receivables } = await read(
      csvOf(
        { due: '2026-03-31' },
        { due: '2026-03-30' },
        { due: '2025-12-31' },
        { due: '2025-12-30' },
        { due: '2025-12-30', outstanding: '0' },
        { daysPastDue: '91' },
        { due: '2026-03-01', daysPastDue: '0' },
      ),
    );
    expect(receivables.map(({ daysPastDue, status }) => [daysPastDue, status])).to.deep.equal([
      [0, 'performing'],
      [1, 'delinquent'],
      [90, 'delinquent'],
      [91, 'defaulted'],
      [0, 'repaid'],
      [91, 'defaulted'],
      [0, 'performing'],
    ]);
    const { receivables: strict } = await read(csvOf({ due: '2026-03-01' }), { defaultAfter: 29 });
    expect(strict[0]?.status).to.equal('defaulted');
  });

  it('maps the columns of a foreign file, its dates and its amounts', async () => {
    const text = ['InvoiceNo,Customer,InvoiceAmount,DueDate,Remark', 'F-1,K-9,"1.234.567,89",20/05/2026,urgent'].join(
      '\r\n',
    );
    const tape = await read(`\ufeff${text}\r\n`, {
      map: { id: 'InvoiceNo', obligor: 'customer', outstanding: 'Invoice Amount', due: 'DueDate' },
      set: { type: 'trade receivable', currency: 'CNY', performed: 'yes', bill: 'no', transferable: 'yes' },
      dates: 'DD/MM/YYYY',
      decimal: 'comma',
    });
    expect(tape.receivables[0]).to.include({
      id: 'F-1',
      obligor: 'K-9',
      outstanding: 1_234_567_890_000n,
      due: day('2026-05-20'),
    });
    expect(tape.notes).to.deep.equal(['columns not used: "Remark"']);
  });

  it('reads dates as the format says, and no others', async () => {
    for (const [dates, cell] of [
      ['YYYYMMDD', '20260520'],
      ['D.M.YY', '20.5.26'],
      ['MM-DD-YYYY', '05-20-2026'],
      ['YYYY年M月D日', '2026年5月20日'],
    ] as const) {
      expect((await read(csvOf({ due: cell }), { dates })).receivables[0]?.due, dates).to.equal(day('2026-05-20'));
    }
    for (const due of ['2026-02-30', '20-05-2026', '2026-5-20', '2026-05-20T00:00:00Z']) {
      expect(await linesOn(csvOf({ due }))).to.deep.equal([
        `tape.csv row 2, due: "${due}" is not a date written YYYY-MM-DD; expected a date`,
      ]);
    }
  });

  it('reads amounts exactly, with thousands apart or not', async () => {
    for (const [cell, units] of [
      ['1234567.5', 1_234_567_500_000n],
      ['"1,234,567.50"', 1_234_567_500_000n],
      ['1 234 567.50', 1_234_567_500_000n],
      ['0', 0n],
      ['0.000001', 1n],
      ['5.1000000', 5_100_000n],
      ['2361183241434822.606847', 2_361_183_241_434_822_606_847n],
    ] as const) {
      const { receivables } = await read(csvOf({ outstanding: cell, face: '2361183241434822.606847' }));
      expect(receivables[0]?.outstanding, cell).to.equal(units);
    }
  });

  it('reads the same whatever ends the lines and however the file is cut', async () => {
    const rows = Array.from({ length: 9_000 }, (_, index) => ({ obligor: `D-${index % 7}` }));
    const text = csvOf(...rows);
    const plain = (await read(text)).receivables;
    expect(plain).to.have.length(9_000);
    expect((await read(text.replaceAll('\n', '\r\n'))).receivables).to.deep.equal(plain);
    expect((await read(text.replaceAll('\n', '\r'))).receivables).to.deep.equal(plain);
    expect((await read(`${text}\n\n`)).receivables).to.deep.equal(plain);
    // From the chunk with the first quote on another reader takes over.
    const quoted = text.replace('R-8000,', '"R-8000",');
    expect((await read(quoted)).receivables).to.deep.equal(plain);
  });

  it('writes a tape that reads back the same', async () => {
    const tape = await read(
      csvOf(
        { asset: 'X 1', rate: '4.5', region: 'Guangdong', daysPastDue: '0', start: '2026-01-01' },
        { type: 'finance lease', rentals: '2026-04-30 12000.00; 2026-05-31 0.000001', vat: '13%', due: '2026-03-01' },
        { type: 'revenue right', forecast: '2026-04-30 480000', grantor: '"Port, North"', outstanding: '0' },
      ),
    );
    const again = await read(writeTape(tape));
    expect(again.receivables).to.deep.equal(tape.receivables);
    expect(writeTape(again)).to.equal(writeTape(tape));
  });

  it('reads a file, and says how far it is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tape-'));
    const file = join(folder, 'tape.csv');
    const text = csvOf({}, {});
    writeFileSync(file, text);
    const seen: number[][] = [];
    try {
      const tape = await loadTape(file, { ...PARAMETERS, onProgress: (done, all) => seen.push([done, all]) });
      expect(tape.receivables).to.have.length(2);
      expect(seen).to.deep.equal([[text.length, text.length]]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('loadTape refuses', () => {
  it('every wrong cell at once, one line each', async () => {
    const lines = await linesOn(
      csvOf(
        { outstanding: '-5', due: '31.03.2026' },
        { id: '=cmd()', type: 'cheque', currency: 'Yuan', performed: 'perhaps', rate: 'x' },
        { face: '10', outstanding: '10.0000001', status: 'fine', daysPastDue: '-3' },
        { obligor: '', outstanding: '(500.00)' },
      ),
    );
    expect(lines).to.deep.equal([
      'tape.csv row 2, outstanding: "-5" is negative; expected an amount such as 1250000.50',
      'tape.csv row 2, due: "31.03.2026" is not a date written YYYY-MM-DD; expected a date',
      'tape.csv row 3, id: "=cmd()" starts like a formula, which a spreadsheet would run; expected an identifier of 1 to 64 visible characters, once in the tape',
      'tape.csv row 3, type: "cheque" is not a type of receivable; expected trade receivable, finance lease or revenue right',
      'tape.csv row 3, currency: "Yuan" is not a currency; expected three capital letters (ISO 4217), the same in all rows',
      'tape.csv row 3, rate: "x" is not a percentage; expected a percentage per year such as 4.5%, or nothing',
      'tape.csv row 3, performed: "perhaps" is neither yes nor no; expected yes or no',
      'tape.csv row 4, outstanding: "10.0000001" has more than 6 decimals; expected an amount such as 1250000.50, in units of 1/1000000',
      'tape.csv row 4, status: "fine" is not a status; expected performing, delinquent, defaulted, written off, repaid or repurchased; nothing to have it derived',
      'tape.csv row 4, daysPastDue: "-3" is not a whole number of days up to 65535; expected a whole number of days, or nothing to have it derived',
      'tape.csv row 5, outstanding: "(500.00)" is negative; expected an amount such as 1250000.50',
      'tape.csv row 5, obligor: the cell is empty; expected a pseudonym of 1 to 64 visible characters',
    ]);
  });

  it('rows that contradict themselves', async () => {
    const lines = await linesOn(
      csvOf(
        { outstanding: '1000.01' },
        { status: 'repaid' },
        { start: '2026-03-30', due: '2026-03-29', daysPastDue: '0' },
        { status: 'performing', daysPastDue: '5' },
        { status: 'delinquent', daysPastDue: '91' },
        { deposit: '5' },
      ),
    );
    expect(lines).to.deep.equal([
      'tape.csv row 2, outstanding: it is more than the face; expected at most the face',
      'tape.csv row 3, outstanding: principal is left of a receivable that is repaid; expected 0, or another status',
      'tape.csv row 4, due: 2026-03-29 is before the start 2026-03-30; expected a later date',
      'tape.csv row 5, status: performing with 5 days past due; expected delinquent: default is after 90 days',
      'tape.csv row 6, status: delinquent with 91 days past due; expected defaulted: default is after 90 days',
      'tape.csv row 7, type: a trade receivable with fields of a lease; expected finance lease, or none of them',
    ]);
    // Default may come early, for a reason other than time.
    expect((await read(csvOf({ status: 'defaulted', daysPastDue: '3' }))).receivables[0]?.status).to.equal('defaulted');
  });

  it('what happened after the cut-off', async () => {
    for (const field of ['start', 'entered', 'collected', 'transferred', 'credited']) {
      const [line] = await linesOn(csvOf({ [field]: '2026-04-01' }));
      expect(line).to.match(
        new RegExp(`^tape.csv row 2, ${field}: 2026-04-01 is after the cut-off 2026-03-31; expected `),
      );
    }
  });

  it('a second currency, and one that is not the deal’s', async () => {
    expect(await linesOn(csvOf({}, { currency: 'USD' }, {}))).to.deep.equal([
      'tape.csv row 3, currency: USD; expected CNY: a tape has one currency',
    ]);
    expect(await linesOn(csvOf({}), { currency: 'HKD' })).to.deep.equal([
      'tape.csv row 2, currency: CNY; expected HKD: a tape has one currency',
    ]);
  });

  it('an id or an asset that comes again, a hundred thousand rows later too', async () => {
    const rows = Array.from({ length: 100_000 }, () => ({}));
    expect(await linesOn(csvOf(...rows, { id: 'R-3' }))).to.deep.equal([
      'tape.csv row 100002, id: "R-3" is in row 4 already; expected one row per id',
    ]);
    expect(await linesOn(csvOf({ asset: 'X' }, { asset: 'Y' }, { asset: 'X' }))).to.deep.equal([
      'tape.csv row 4, asset: "X" is in row 2 already; expected one row per asset',
    ]);
    // One asset in another spelling has the same key.
    expect(await linesOn(csvOf({ asset: 'INV-1 a' }, { asset: 'ｉｎｖ-１A' }))).to.deep.equal([
      'tape.csv row 3, asset: "ｉｎｖ-１A" is in row 2 already; expected one row per asset',
    ]);
    expect(await linesOn(csvOf({}, { id: 'r-1' }))).to.deep.equal([
      'tape.csv row 3, id: "r-1" is in row 2 already; expected one row per id',
    ]);
    expect(
      await linesOn(csvOf({ asset: 'X' }, { asset: '', id: 'Y' }, { asset: 'Y' }, { id: 'R-1', asset: 'Z' })),
    ).to.deep.equal([
      'tape.csv row 4, asset: "Y" is in row 3 already; expected one row per asset',
      'tape.csv row 5, id: "R-1" is in row 2 already; expected one row per id',
    ]);
  });

  it('rows of another length, and a row without an end', async () => {
    const text = csvOf({}, {}).replace('R-2,', 'R-2,x,');
    expect(await linesOn(text)).to.deep.equal(['tape.csv row 3: the row has 11 cells; expected 10, one per column']);
    expect(await linesOn(`${csvOf({})},,,\nR-2,D-1`)).to.deep.equal([
      'tape.csv row 3: the row has 2 cells; expected 10, one per column',
    ]);
    expect(await linesOn(`${csvOf({})}\n${'x'.repeat(300_000)}`)).to.deep.equal([
      'tape.csv row 3: a row is longer than 100000 characters; nothing from there on was read; expected a row per receivable',
    ]);
    expect(await linesOn(`${csvOf({})}\n"R-2,D-1`)).to.deep.equal([
      'tape.csv row 3: a cell opens with a quote and never closes; nothing from there on was read; expected " at the end of the cell',
    ]);
  });

  it('a file without rows, without a header, with other separators or columns', async () => {
    for (const text of ['', '\n', csvOf()]) {
      expect(await linesOn(text)).to.deep.equal([
        'tape.csv: there are no rows; expected a header, and a row per receivable',
      ]);
    }
    expect((await linesOn(csvOf({}).split('\n')[1] ?? ''))[0]).to.match(
      /^tape.csv row 1: there is no header; expected the columns id, /,
    );
    expect(await linesOn(csvOf({}).replaceAll(',', ';'))).to.deep.equal([
      'tape.csv row 1: cells are separated by ";"; expected commas',
    ]);
    expect(await linesOn(csvOf({}).replace('due', 'maturity'))).to.deep.equal([
      'tape.csv row 1, due: the column is missing; expected a date: a column due, or one mapped to it, or a value set for all rows',
    ]);
    expect(await linesOn(csvOf({}).replace('bill', 'id'))).to.deep.equal([
      'tape.csv row 1, id: the column is there 2 times; expected it once',
      'tape.csv row 1, bill: the column is missing; expected yes or no: a column bill, or one mapped to it, or a value set for all rows',
    ]);
    expect((await linesOn(csvOf({}), { map: { due: 'DueDate' } }))[0]).to.match(
      /^tape.csv row 1, due: no column is called "DueDate"; expected one of "id", "obligor", /,
    );
  });

  it('what is no CSV in UTF-8', async () => {
    expect(await linesOn('PK\x03\x04…')).to.deep.equal([
      'tape.csv: the file is a workbook or an archive; expected a CSV file in UTF-8',
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'tape-'));
    const file = join(folder, 'gbk.csv');
    writeFileSync(file, Buffer.concat([Buffer.from(csvOf({ region: 'x' })), Buffer.from([0xb9, 0xe3, 0xb6, 0xab])]));
    try {
      await loadTape(file, PARAMETERS);
      expect.fail('the file was read');
    } catch (error) {
      expect(error).to.be.instanceOf(TapeRejected);
      expect((error as TapeRejected).problems[0]?.found).to.equal('the file has bytes that are not UTF-8');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('a file that is not there, and parameters that say nothing', async () => {
    const problems = async (file: string, parameters = PARAMETERS): Promise<string[]> => {
      try {
        await loadTape(file, parameters);
      } catch (error) {
        if (error instanceof TapeRejected) return error.problems.map(({ text }) => text);
        throw error;
      }
      return [];
    };
    expect(await problems('nowhere.csv')).to.deep.equal([
      'nowhere.csv: there is no such file; expected the path of a CSV file in UTF-8',
    ]);
    expect(
      await problems('nowhere.csv', { cutOff: '2026-02-30', decimals: 19, dates: 'DD/MM', defaultAfter: -1 }),
    ).to.deep.equal([
      'nowhere.csv, cutOff: "2026-02-30" is not a date; expected a date such as 2026-03-31',
      'nowhere.csv, dates: "DD/MM" does not say how dates are written; expected year, month and day such as DD/MM/YYYY',
      'nowhere.csv, decimals: 19; expected a whole number from 0 to 18',
      'nowhere.csv, defaultAfter: -1; expected a whole number of days',
    ]);
  });

  it('shows fifty problems and counts the others', async () => {
    try {
      await read(csvOf(...Array.from({ length: 60 }, () => ({ bill: 'x' }))));
      expect.fail('the tape was read');
    } catch (error) {
      expect(error).to.be.instanceOf(TapeRejected);
      const { message, problems, values } = error as TapeRejected;
      expect(problems).to.have.length(60);
      expect(values).to.deep.equal({ file: 'tape.csv', count: 60 });
      expect(message.split('\n')).to.have.length(51);
      expect(message).to.match(/and 10 more: 60 problems in all$/);
    }
  });
});
