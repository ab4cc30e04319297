import type { Expr, Kind, Statement } from './ast.ts';
import type { Word } from './problems.ts';
import type { Schedule } from './schedule.ts';
import type { Entry } from './source.ts';

export type Rounding = 'down' | 'half up';

/** How days are counted: a rule of `DAY_COUNTS`, or a table of the deal's own over the days of a year. */
export type DayCount = { rule: string } | { table: Word; denominator: bigint };

/** A class of notes. Amounts are in base units of the deal. */
export interface ClassTerms {
  name: Word;
  /** What people call it. */
  title?: string;
  face: bigint;
  opening: bigint;
  coupon?: Expr;
  dayCount?: DayCount;
  interestOnInterest?: Expr;
  /** What an interest-only class bears interest on. */
  notional?: Expr;
  target?: Expr;
  residual: boolean;
  /** What the page of the deal file adds: read by others. */
  other: Entry[];
}

export interface FeeTerms {
  name: Word;
  title?: string;
  opening: bigint;
  amount?: Expr;
  rate?: { rate: Expr; of: Expr; dayCount: DayCount; collection: boolean };
  cap?: { amount: Expr; every: number };
  /** Who is paid, as the file calls them: a party, a payee, an address or a name. */
  paidTo?: Word;
}

export interface AccountTerms {
  name: Word;
  opening: bigint;
}

export interface GroupTerms {
  name: Word;
  names: Word[];
}

/** A table of amounts, one a date. */
export interface TableTerms {
  name: Word;
  entries: Expr[];
}

export interface DefinitionTerms {
  name: Word;
  amount: Expr;
}

export interface TriggerTerms {
  name: Word;
  when: Expr;
  latched: boolean;
  after: boolean;
  waivable: boolean;
}

export interface FundTerms {
  name: Word;
  amount: Expr;
}

export interface CheckTerms {
  name: Word;
  condition: Expr;
}

export interface InputTerms {
  name: Word;
  /** Silent: what its use asks for, else money. */
  kind?: Kind;
}

export interface ListTerms {
  name: Word;
  body: Statement[];
}

/** What makes a deal's program: the sections from `schedule` to `waterfall`; the others as they are. */
export interface Terms {
  file: string;
  decimals: number;
  rounding: Rounding;
  schedule: Schedule;
  /** In order of seniority. */
  classes: ClassTerms[];
  groups: GroupTerms[];
  accounts: AccountTerms[];
  fees: FeeTerms[];
  /** Classes that have a deficiency ledger. */
  ledgers: Word[];
  tables: TableTerms[];
  inputs: InputTerms[];
  definitions: DefinitionTerms[];
  triggers: TriggerTerms[];
  /** What `previous` gives on the first date; for a capped fee, what has fallen due within its cap. */
  start: { name: Word; value: Expr }[];
  funds: FundTerms[];
  checks: CheckTerms[];
  lists: ListTerms[];
  /** Sections that only the whole deal needs, as they stand: `readDeal` reads them. */
  other: Entry[];
}
