import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { inputsCsv, projectionCsv, scenariosCsv } from '../../../sdk/projection/projectionCsv.ts';
import { projectScenarios, scenariosOf } from '../../../sdk/projection/grid.ts';
import { loadProjection } from '../../../sdk/projection/loadProjection.ts';
import { makeProjector, project } from '../../../sdk/projection/project.ts';
import { readAssumptions } from '../../../sdk/projection/readAssumptions.ts';
import { readInputs } from '../../../sdk/simulation/inputRows.ts';
import { EXAMPLE, ROOT, SEQUENTIAL, dealAt, expectRefusal, twoClasses } from './deals.ts';
import { poolOfLines } from '../../../sdk/projection/tapePool.ts';

const PERCENT = 'a percentage from 0 to 100, or one a month';
const RECEIVABLES =
  'receivables: no tape, no lines and no inputs; expected --tape CSV, a tape in the deal file, lines in --assumptions YAML, or --inputs CSV';
const NAMES = 'cpr, psa, smm, cdr, mdr, severity, lag, delinquency, dilution, offered, fx, index, expenses, call';

describe('reading a projection', () => {
  let folder: string;
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sluice-projection-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('takes lines and figures from a file, and figures of the command line before them', async () => {
    const assumptions = file(
      'base.yaml',
      `cpr: 10
cdr: [1, 2%, 3.5]
turnover: 6
lines:
  - { type: level, balance: 70_000_000, rate: 9%, netRate: 8.5%, term: 36, age: 2 }
  - { type: turnover, balance: 5_000_000, turnover: 6 }
inputs: { expensesDue: [1_000, 2_000.50] }
`,
    );
    const loaded = await loadProjection({ deal: EXAMPLE, assumptions, values: { cpr: '12' } });
    expect(loaded.values).to.deep.equal({ cpr: '12', cdr: ['1', '2%', '3.5'] });
    expect(loaded.given).to.deep.equal({ expensesDue: [1_000_000_000n, 2_000_500_000n] });
    const { deal, pool, given, values } = loaded;
    const { dates } = project({ deal, ...(pool ? { pool } : {}), given, assumptions: values });
    expect(dates[0]?.pool.opening).to.equal(75_000_000_000_000n);
    expect(dates[0]?.pool.interest).to.be.above(490_000_000_000n);
  });

  it('projects from the tape that is given, at the deal’s own cut-off', async () => {
    const tape = join(ROOT, 'scripts/demo/tape.csv');
    const { deal, pool } = await loadProjection({ deal: EXAMPLE, tape, cutOff: '2026-03-31' });
    const { dates } = project({ deal, ...(pool ? { pool } : {}) });
    expect(dates[0]?.pool.opening).to.be.above(10_000_000_000_000n);
  });

  it('tells all that is wrong in one go, with file, row, and the nearest known word', async () => {
    const assumptions = file(
      'bad.yaml',
      'cpr: ten\nlinse: []\nlines: [{ type: level, balance: -5, rate: 9, trem: 36 }]\n',
    );
    const scenarios = file('grid.yaml', 'cpr: [0, -10]\ncdrr: [1]\nseverity: [160]\nlag: [6.5]\n');
    const values = { cpr: '-3', cdr: 120, lag: 'soon', expenses: '1.2345678' };
    await expectRefusal(
      () => loadProjection({ deal: EXAMPLE, assumptions, scenarios, values, turnover: 0 }),
      [
        `${assumptions} row 2, linse: no such key; expected one of ${NAMES}, lines, turnover, inputs; did you mean "lines"?`,
        `${assumptions} row 3, trem: no such key of lines[1]; expected one of balance, rate, netRate, term, age, residualValue; did you mean "term"?`,
        `${assumptions} row 3, lines[1].term: nothing; expected it: the line needs it`,
        `${assumptions} row 3, lines[1].balance: "-5"; expected an amount with at most 6 decimals, not below zero`,
        `${assumptions} row 3, lines[1].rate: "9"; expected a rate with %: 4.25%`,
        `${assumptions} row 1, cpr: "ten" is not a number; expected ${PERCENT}`,
        `cpr: "-3" is negative; expected ${PERCENT}`,
        `cdr: "120" is above 100; expected ${PERCENT}`,
        'lag: "soon" is not a number; expected a whole number of months from 0 to 600',
        'expenses: "1.2345678" is not an amount; expected an amount such as 12,500.00, or one a payment date',
        `${scenarios} row 1, cpr: "-10" is negative; expected ${PERCENT}`,
        `${scenarios} row 2, cdrr: no such column of a grid; expected one of ${NAMES}; did you mean "cdr"?`,
        `${scenarios} row 3, severity: "160" is above 100; expected ${PERCENT}`,
        `${scenarios} row 4, lag: "6.5" is not whole; expected a whole number of months from 0 to 600`,
        'turnover: "0"; expected how often a year the receivables turn over, above 0 and up to 365',
        RECEIVABLES,
      ],
    );
  });

  it('refuses two words for one thing, unknown ones, and vectors of inputs that the deal does not have', async () => {
    const assumptions = file(
      'two.yaml',
      'lines: [{ type: bullet, balance: 5, rate: 9%, term: 6 }]\ninputs: { expenseDue: 1 }\n',
    );
    const values = { cpr: 5, psa: 100, cdr: 1, mdr: 1 };
    const named = dealAt(EXAMPLE).labels.inputs.map(({ name }) => name);
    await expectRefusal(
      () => loadProjection({ deal: EXAMPLE, assumptions, values }),
      [
        'cpr: given together with psa; expected only one of them',
        'cdr: given together with mdr; expected only one of them',
        `${assumptions}, expenseDue: the deal has no such input; expected one of ${named.join(', ')}; did you mean "expensesDue"?`,
      ],
    );
    await expectRefusal(
      () => readAssumptions({ sevrity: 60 } as object, { decimals: 2 }),
      [`sevrity: no such assumption; expected one of ${NAMES}; did you mean "severity"?`],
    );
  });

  it('says which files are missing', async () => {
    const missing = join(folder, 'none');
    await expectRefusal(
      () => loadProjection({ deal: `${missing}.yaml`, assumptions: `${missing}2.yaml`, scenarios: `${missing}3.yaml` }),
      [
        `${missing}.yaml: the file cannot be read; expected the path of a deal file`,
        `${missing}2.yaml: the file cannot be read; expected the path of a YAML file with assumptions`,
        `${missing}3.yaml: the file cannot be read; expected the path of a YAML file with scenarios`,
      ],
    );
    await expectRefusal(
      () => loadProjection({ deal: EXAMPLE, tape: `${missing}.csv`, cutOff: '2026-03-31', values: { cpr: -1 } }),
      [
        `cpr: "-1" is negative; expected ${PERCENT}`,
        `${missing}.csv: there is no such file; expected the path of a CSV file in UTF-8`,
      ],
    );
  });

  it('refuses assumptions beside the inputs of each date, where nothing is modelled', async () => {
    const inputs = join(ROOT, 'test/vectors/cases/sequential/inputs.csv');
    await expectRefusal(
      () => loadProjection({ deal: SEQUENTIAL, inputs, units: 'base', values: { cpr: 5 } }),
      ['cpr: the inputs of each date are given as well; expected one or the other: nothing is modelled'],
    );
  });
});

describe('tables of a projection', () => {
  const deal = twoClasses({ dates: 3 });
  const pool = poolOfLines([{ type: 'bullet', balance: 1_000_00n, rate: 120_000_000n, term: 3 }]);

  it('have a row for each date with inputs, receivables and all that simulate shows', () => {
    const [head = '', first = '', ...others] = projectionCsv(project({ deal, pool })).trimEnd().split('\n');
    const row = Object.fromEntries(head.split(',').map((name, i) => [name, first.split(',')[i]]));
    expect(row).to.include({
      period: '1',
      date: '2026-02-15',
      interestCollected: '10.00',
      'receivables.opening': '1000.00',
    });
    expect(row).to.include({
      'A.interestPaid': '4.00',
      'B.interestPaid': '1.33',
      'R.residualPaid': '4.67',
      cashIn: '10.00',
    });
    expect(others.length).to.equal(2);
  });

  it('give inputs that a simulation takes, and that give the same payments', async () => {
    const projection = project({ deal, pool, assumptions: { mdr: 3, severity: 50, lag: 1 } });
    const rows = await readInputs({ text: inputsCsv(projection) }, { compiled: deal });
    expect(rows.map(({ inputs }) => inputs)).to.deep.equal(projection.dates.map(({ inputs }) => inputs));
    expect(rows.map(({ period }) => period)).to.deep.equal([1, 2, 3]);
  });

  it('have a row for each scenario, with the figures as they were given', () => {
    const scenarios = scenariosOf({ cdr: [0, '5%', [1, 2]] });
    const results = [...projectScenarios(makeProjector({ deal, pool }), { scenarios, decimals: 2 })];
    const [head = '', ...rows] = scenariosCsv(results).trimEnd().split('\n');
    expect(head.startsWith('scenario,cdr,A.averageLife,A.lastPrincipal,A.price,A.annualYield,')).to.equal(true);
    expect(rows.map((row) => row.split(',').slice(0, 2))).to.deep.equal([
      ['1', '0'],
      ['2', '5%'],
      ['3', '1 2'],
    ]);
  });
});
