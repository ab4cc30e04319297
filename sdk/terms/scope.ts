import { INPUT_CODES, type InputName } from '../engine/program.ts';
import type { Kind, Statement, Step } from './ast.ts';
import type { Problems, Word } from './problems.ts';
import type { Terms } from './terms.ts';

/** What a name in an amount or a step stands for. Indices are those of its section. */
export type Entity =
  | { type: 'class'; index: number }
  | { type: 'group'; members: readonly number[] }
  | { type: 'account' | 'bucket' | 'definition' | 'trigger' | 'let'; index: number }
  | { type: 'input'; name: string }
  | { type: 'period' | 'bought' };

/** A `let` of the waterfall. */
export type LetStep = Extract<Step, { verb: 'let' }>;

/** All names of a deal. */
export interface Scope {
  find(name: string): Entity | undefined;
  fee(name: string): number | undefined;
  table(name: string): number | undefined;
  /** Names of those kinds, for what a message may propose. */
  names(...types: Entity['type'][]): string[];
  readonly fees: readonly string[];
  readonly tables: readonly string[];
  readonly lets: readonly LetStep[];
}

/** Kinds of the inputs that every deal may name. */
export function kindOfInput(name: InputName): Kind {
  if (name === 'index') return 'rate';
  return isFlag(name) ? 'count' : 'money';
}

/** Inputs that are 1 or 0. */
export function isFlag(name: string): boolean {
  return name === 'called' || name === 'accelerated' || name === 'noReport' || name.startsWith(WAIVED);
}

export function isKnownInput(name: string): name is InputName {
  return Object.hasOwn(INPUT_CODES, name);
}

/** Before the name of a waivable trigger: the input by which the trustee waives it. */
export const WAIVED = 'waived.';

export function scopeOf(terms: Terms, problems: Problems): Scope {
  const entities = new Map<string, Entity>();
  const define = (word: Word, entity: Entity): void => {
    if (entities.has(word.text)) problems.add(word, 'a name that nothing else in the deal has');
    else entities.set(word.text, entity);
  };
  terms.classes.forEach(({ name }, index) => define(name, { type: 'class', index }));
  defineGroups(terms, { entities, define, problems });
  terms.accounts.forEach(({ name }, index) => define(name, { type: 'account', index }));
  terms.funds.forEach(({ name }, index) => define(name, { type: 'bucket', index }));
  terms.definitions.forEach(({ name }, index) => define(name, { type: 'definition', index }));
  terms.triggers.forEach(({ name }, index) => define(name, { type: 'trigger', index }));
  const lets = letsOf(terms);
  lets.forEach(({ name }, index) => define(name, { type: 'let', index }));
  defineInputs(terms, entities);
  const fees = terms.fees.map(({ name }) => name.text);
  const tables = terms.tables.map(({ name }) => name.text);
  for (const { name } of terms.fees) {
    const other = entities.get(name.text)?.type;
    if (other === 'class' || other === 'group') problems.add(name, 'a name that no class or group has');
  }
  const indexIn = (names: readonly string[], name: string): number | undefined => {
    const index = names.indexOf(name);
    return index < 0 ? undefined : index;
  };
  return {
    find: (name) => entities.get(name),
    fee: (name) => indexIn(fees, name),
    table: (name) => indexIn(tables, name),
    names: (...types) => [...entities].filter(([, { type }]) => types.includes(type)).map(([name]) => name),
    fees,
    tables,
    lets,
  };
}

function letsOf(terms: Terms): LetStep[] {
  const inside = (statement: Statement): LetStep[] => {
    if (statement.kind === 'when') return statement.body.flatMap(inside);
    return statement.step.verb === 'let' ? [statement.step] : [];
  };
  return terms.lists.flatMap(({ body }) => body.flatMap(inside));
}

/** `notes` is the group of all classes with a face, unless the deal says otherwise. */
function defineGroups(
  terms: Terms,
  {
    entities,
    define,
    problems,
  }: { entities: Map<string, Entity>; define: (word: Word, entity: Entity) => void; problems: Problems },
): void {
  for (const { name, names } of terms.groups) {
    const members = new Set<number>();
    for (const word of names) {
      const entity = entities.get(word.text);
      if (entity?.type === 'class') members.add(entity.index);
      else if (entity?.type === 'group') entity.members.forEach((member) => members.add(member));
      else {
        const known = [...terms.classes, ...terms.groups].map((one) => one.name.text);
        problems.add(word, 'a class, or a group stated before', known);
      }
    }
    define(name, { type: 'group', members: [...members].sort((a, b) => a - b) });
  }
  if (entities.has('notes')) return;
  const withFace = terms.classes.flatMap(({ face }, index) => (face > 0n ? [index] : []));
  entities.set('notes', { type: 'group', members: withFace });
}

/** The deal's own names go before those of inputs: a trigger `losses` hides the input. */
function defineInputs(terms: Terms, entities: Map<string, Entity>): void {
  const add = (name: string, entity: Entity): void => {
    if (!entities.has(name)) entities.set(name, entity);
  };
  for (const { name } of terms.inputs) add(name.text, { type: 'input', name: name.text });
  for (const name of Object.keys(INPUT_CODES)) add(name, { type: 'input', name });
  for (const { name, waivable } of terms.triggers) {
    if (waivable) add(`${WAIVED}${name.text}`, { type: 'input', name: `${WAIVED}${name.text}` });
  }
  add('period', { type: 'period' });
  add('bought', { type: 'bought' });
}
