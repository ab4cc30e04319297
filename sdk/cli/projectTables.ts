import Table from 'cli-table3';
import type { AssumptionValues, Figure } from '../projection/assumptions.ts';
import { isoDay } from '../projection/deal.ts';
import type { ScenarioResult } from '../projection/grid.ts';
import type { ClassMeasures } from '../projection/measures.ts';
import type { ProjectedDate, Projection } from '../projection/project.ts';
import type { ClassReport } from '../projection/report.ts';
import { say } from './output.ts';

/** A terminal's width that everything fits in. */
const WIDTH = 100;

/** A column of a table: its head, and its cells. */
interface Column {
  head: string;
  cells: string[];
  left?: true;
}

/** How money is shown: in units, thousands or millions of the currency, with two decimals. */
interface Scale {
  word: string;
  /** Base units to one that is shown. */
  unit: bigint;
}

/** Of what was assumed the words that tables show. */
const WORDS: Readonly<Record<string, (figure: string) => string>> = {
  cpr: (figure) => `CPR ${percentOf(figure)}`,
  psa: (figure) => `${figure.replace(/%$/, '')} PSA`,
  smm: (figure) => `SMM ${percentOf(figure)}`,
  cdr: (figure) => `CDR ${percentOf(figure)}`,
  mdr: (figure) => `MDR ${percentOf(figure)}`,
  lag: (figure) => `lag ${figure} months`,
  expenses: (figure) => `expenses ${figure}`,
};

function percentOf(figure: string): string {
  return figure.endsWith('%') ? figure : `${figure}%`;
}

function wordsOf(name: string, figure: Figure): string {
  const text = typeof figure === 'object' ? figure.join(' ') : String(figure);
  return (WORDS[name] ?? ((one) => `${name} ${percentOf(one)}`))(text);
}

/** What is projected, and what was assumed. */
export function sayHeading(projection: Projection, values: AssumptionValues): void {
  const { deal, dates } = projection;
  const [first, last] = [dates[0], dates.at(-1)];
  const span = first === undefined || last === undefined ? '' : `, ${isoDay(first.day)} to ${isoDay(last.day)}`;
  const unit = `${deal.currency} ${scaleOf(projection).word}`.trim();
  sayWrapped([deal.name, `${dates.length} payment dates${span}`, unit].filter((part) => part !== '').join(' · '));
  const assumed = Object.entries<Figure>({ ...values }).map(([name, figure]) => wordsOf(name, figure));
  sayWrapped(`assumed: ${assumed.length === 0 ? 'no prepayment, no default' : assumed.join(' · ')}`);
}

function sayWrapped(line: string): void {
  let left = line;
  while (left.length > WIDTH) {
    const space = left.lastIndexOf(' ', WIDTH);
    const cut = space > 0 ? space : WIDTH;
    say(left.slice(0, cut));
    left = `  ${left.slice(cut).trimStart()}`;
  }
  say(left);
}

/** What each class gets, is worth and bears. */
export function sayClasses(projection: Projection, classes: readonly ClassReport[]): void {
  const scale = scaleOf(projection);
  const column = (head: string, cell: (measures: ClassReport) => string, left?: true): Column => ({
    ...{ head, cells: classes.map(cell) },
    ...(left === undefined ? {} : { left }),
  });
  const name = column('class', (measures) => measures.name, true);
  say();
  sayTable(
    [name],
    [
      column('balance', ({ opening }) => money(opening, scale)),
      column('interest', ({ interestPaid }) => money(interestPaid, scale)),
      column('principal', ({ principalPaid }) => money(principalPaid, scale)),
      column('residual', ({ residualPaid }) => money(residualPaid, scale)),
      column('life', ({ averageLife }) => fixed(averageLife)),
      column('principal paid', ({ window }) =>
        window === undefined
          ? '-'
          : `${isoDay(window.first.day).slice(0, 7)} to ${isoDay(window.last.day).slice(0, 7)}`,
      ),
    ],
  );
  say();
  sayTable(
    [name],
    [
      column('price', ({ price }) => fixed(price, 3)),
      column('accrued', ({ accrued }) => fixed(accrued, 3)),
      column('yield', ({ annualYield }) => percent(annualYield)),
      column('bond-eq.', ({ bondEquivalentYield }) => percent(bondEquivalentYield)),
      column('duration', ({ modifiedDuration }) => fixed(modifiedDuration)),
      column('loss', ({ loss, lossPart }) => (loss === 0n ? '-' : percent(lossPart))),
      column('first loss', ({ firstLoss }) => (firstLoss === undefined ? '-' : isoDay(firstLoss.day))),
      column('interest unpaid', ({ interestUnpaid }) => money(interestUnpaid, scale)),
      column('break-even CDR', ({ breakEven }) =>
        breakEven === undefined ? '-' : breakEven === 1 ? 'none' : percent(breakEven),
      ),
    ],
  );
  say('life and duration in years, act/365; break-even: highest default rate without a loss of principal');
}

/** A row a date; more tables where the classes do not fit in one. */
export function sayDates(projection: Projection): void {
  const { dates, deal } = projection;
  const scale = scaleOf(projection);
  const column = (head: string, amount: (date: ProjectedDate) => bigint): Column[] => {
    const amounts = dates.map(amount);
    // What never happens has no column.
    return amounts.every((one) => one === 0n) ? [] : [{ head, cells: amounts.map((one) => money(one, scale)) }];
  };
  const named: Column[] = [
    { head: '#', cells: dates.map(({ number }) => String(number)) },
    { head: 'date', cells: dates.map(({ day }) => isoDay(day)), left: true },
  ];
  const ofClasses = deal.labels.classes.flatMap(({ name }, k) => [
    ...column(`${name} int`, ({ classes }) => classes[k]?.interestPaid ?? 0n),
    ...column(`${name} prin`, ({ classes }) => classes[k]?.principalPaid ?? 0n),
    ...column(`${name} rest`, ({ classes }) => classes[k]?.residualPaid ?? 0n),
    ...column(`${name} bal`, ({ classes }) => classes[k]?.balance ?? 0n),
  ]);
  say();
  sayTable(named, [
    ...column('pool', ({ pool }) => pool.closing),
    ...column('cash in', ({ cashIn }) => cashIn),
    ...column('default', ({ pool }) => pool.defaulted),
    ...column('bought', ({ bought }) => bought),
    ...ofClasses,
  ]);
}

/** How many scenarios a terminal gets; CSV and JSON have all. */
const SHOWN = 50;

/** A row a scenario: the life, yield and loss of each class. */
export function sayScenarios(results: readonly ScenarioResult[]): void {
  const shown = results.slice(0, SHOWN);
  const [first] = shown;
  if (first === undefined) return;
  const points = Object.keys(first.point).map((name): Column => {
    const cells = shown.map(({ point }) => {
      const figure = point[name as keyof typeof point];
      return typeof figure === 'object' ? figure.join(' ') : String(figure ?? '');
    });
    return { head: name, cells };
  });
  const ofClass = (k: number, cell: (measures: ClassMeasures) => string): string[] =>
    shown.map(({ classes }) => (classes[k] === undefined ? '' : cell(classes[k])));
  const columns = first.classes.flatMap(({ name }, k): Column[] => [
    { head: `${name} life`, cells: ofClass(k, ({ averageLife }) => fixed(averageLife)) },
    { head: `${name} yield`, cells: ofClass(k, ({ annualYield }) => percent(annualYield)) },
    { head: `${name} loss`, cells: ofClass(k, ({ loss, lossPart }) => (loss === 0n ? '-' : percent(lossPart))) },
  ]);
  say();
  sayTable([{ head: '#', cells: shown.map(({ number }) => String(number)) }, ...points], columns);
  const more = results.length - shown.length;
  if (more > 0) say(`and ${more} scenarios more: --csv and --json have all`);
}

/** Tables of at most 100 columns: the first columns stand in each, the others where they fit. */
function sayTable(named: readonly Column[], columns: readonly Column[]): void {
  const widthOf = ({ head, cells }: Column): number => Math.max(head.length, ...cells.map((cell) => cell.length)) + 2;
  const namedWidth = named.reduce((sum, column) => sum + widthOf(column), 0);
  let part: Column[] = [];
  let width = namedWidth;
  for (const column of columns) {
    if (part.length > 0 && width + widthOf(column) > WIDTH) {
      print([...named, ...part]);
      say();
      part = [];
      width = namedWidth;
    }
    part.push(column);
    width += widthOf(column);
  }
  print([...named, ...part]);
}

function print(columns: readonly Column[]): void {
  const table = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ left }) => (left === true ? 'left' : 'right')),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 1 },
    chars: PLAIN,
  });
  const rows = columns[0]?.cells.length ?? 0;
  for (let i = 0; i < rows; i += 1) table.push(columns.map(({ cells }) => cells[i] ?? ''));
  for (const line of table.toString().split('\n')) say(line.trimEnd());
}

const BLANKS = ['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'];
const LINES = ['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'];
const PLAIN = { ...Object.fromEntries([...BLANKS, ...LINES].map((name) => [name, ''])), middle: ' ' };

const MILLION = 1_000_000n;
const THOUSAND = 1_000n;

function scaleOf({ deal, openings }: Projection): Scale {
  const one = 10n ** BigInt(deal.program.decimals);
  const total = openings.reduce((sum, balance) => sum + balance, 0n) / one;
  if (total >= 10n * MILLION) return { word: 'millions', unit: one * MILLION };
  return total >= 10n * THOUSAND ? { word: 'thousands', unit: one * THOUSAND } : { word: '', unit: one };
}

/** With two decimals, half up; nothing is a dash. */
function money(amount: bigint, { unit }: Scale): string {
  if (amount === 0n) return '-';
  const hundredths = (amount * 100n + unit / 2n) / unit;
  const whole = (hundredths / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ',');
  return `${whole}.${(hundredths % 100n).toString().padStart(2, '0')}`;
}

function fixed(value: number | undefined, digits = 2): string {
  return value === undefined ? '-' : value.toFixed(digits);
}

function percent(value: number | undefined): string {
  return value === undefined ? '-' : `${(value * 100).toFixed(2)}%`;
}
