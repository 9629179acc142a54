import { canonicalJson } from '#kernel';
import type { Field, TableSchema } from '#warehouse';
import { compareExact, isStepsFrom } from './exact';

/**
 * What a change does: `words` are for people alone; `widening` lets more in; `use` takes something from who draws tables;
 * `rows` makes rows that were accepted before unreadable as the new schema, so contributors send them again.
 */
export const CHANGE_EFFECTS = ['words', 'widening', 'use', 'rows'] as const;
export type ChangeEffect = (typeof CHANGE_EFFECTS)[number];

export type SchemaChange = {
  /** null: it concerns the table, not one column. */
  readonly column: string | null;
  /** What changed: a property of the column or of the table, or `added` and `removed`. */
  readonly what: string;
  readonly effect: ChangeEffect;
};

/** Whether people lose something by it, so that it has to be said and explained. */
export const isBreaking = ({ effect }: SchemaChange): boolean => effect === 'use' || effect === 'rows';

/**
 * All that differs between two schemas, and what each difference does to people and to rows.
 *
 * In doubt it is `rows`: a row that is read under a schema must be one that the schema would have accepted. How columns
 * lie within each other counts too: rows that know nothing of a coarser level would put one zone into two districts.
 *
 * @returns changes in the order of the columns, those of the table last; none: they say the same
 */
export function schemaChanges(from: TableSchema, to: TableSchema): SchemaChange[] {
  const [before, after] = [byName(from), byName(to)];
  const removed = from.fields.filter(({ name }) => !after.has(name)).map((field) => removal(field));
  const other = to.fields.flatMap((field) => {
    const old = before.get(field.name);
    return old ? fieldChanges(old, field, after) : [addition(field)];
  });
  return [...removed, ...other, ...tableChanges(from, to)];
}

const byName = ({ fields }: TableSchema) => new Map(fields.map((field) => [field.name, field]));

const removal = ({ name, disclosureRole, grid }: Field): SchemaChange => ({
  ...{ column: name, what: 'removed', effect: disclosureRole === 'weight' || grid !== undefined ? 'rows' : 'use' },
});

const addition = ({ name, required, disclosureRole, derivedFrom }: Field): SchemaChange => ({
  ...{ column: name, what: 'added' },
  effect: required || disclosureRole === 'weight' || derivedFrom !== undefined ? 'rows' : 'widening',
});

type Rule = (before: Field, after: Field, columns: ReadonlyMap<string, Field>) => ChangeEffect;

/** What each property of a column does when it differs. */
const RULES: Readonly<Record<Exclude<keyof Field, 'name'>, Rule>> = {
  title: () => 'words',
  description: () => 'words',
  unit: ({ unit }) => (unit === undefined ? 'words' : 'rows'),
  type: () => 'rows',
  scale: () => 'rows',
  required: (_, { required }) => (required ? 'rows' : 'widening'),
  unique: (_, { unique }) => (unique ? 'rows' : 'widening'),
  categories: ({ categories }, { categories: now }) => (containsAll(now, categories) ? 'widening' : 'rows'),
  // A derived code was found by climbing the list as it was; for other columns the categories tell.
  codeList: (_, { derivedFrom }) => (derivedFrom === undefined ? 'words' : 'rows'),
  // A grid begins at the minimum.
  minimum: ({ minimum, grid }, { minimum: now }) => {
    const isMoved = grid !== undefined && !isStepsFrom(String(minimum), String(now), String(grid));
    return !isMoved && isWider(now, minimum, -1) ? 'widening' : 'rows';
  },
  maximum: ({ maximum }, { maximum: now }) => (isWider(now, maximum, 1) ? 'widening' : 'rows'),
  // Two grids of the same rows, neither within the other, tell more together than each; one that goes may come back as another.
  grid: ({ grid }, { grid: now }) => {
    if (grid === undefined) return 'widening';
    if (now === undefined || !isStepsFrom('0', String(now), String(grid))) return 'rows';
    return compareExact(String(now), String(grid)) === 0 ? 'words' : 'use';
  },
  minLength: ({ minLength = 0 }, { minLength: now = 0 }) => (now <= minLength ? 'widening' : 'rows'),
  maxLength: ({ maxLength = Infinity }, { maxLength: now = Infinity }) => (now >= maxLength ? 'widening' : 'rows'),
  pattern: (_, { pattern }) => (pattern === undefined ? 'widening' : 'rows'),
  disclosureRole: (before, after) =>
    SINGULAR.has(before.disclosureRole) || SINGULAR.has(after.disclosureRole) ? 'rows' : 'use',
  pseudonym: () => 'rows',
  within: ({ within = '' }, { within: now }, columns) =>
    now === undefined && !columns.has(within) ? 'widening' : 'rows',
  derivedFrom: () => 'rows',
};

/** Roles that change what a row is: how many people it stands for, and what must not be in it as it is. */
const SINGULAR: ReadonlySet<Field['disclosureRole']> = new Set(['weight', 'directIdentifier']);

function fieldChanges(before: Field, after: Field, columns: ReadonlyMap<string, Field>): SchemaChange[] {
  const properties = Object.keys(RULES) as (keyof typeof RULES)[];
  return properties
    .filter((property) => !isSame(meant(before, property), meant(after, property)))
    .map((what) => ({ column: after.name, what, effect: RULES[what](before, after, columns) }));
}

/** What is left out says something. */
const meant = (field: Field, property: keyof Field): unknown =>
  field[property] ?? (property === 'scale' && field.type === 'decimal' ? 2 : (ABSENT[property] ?? null));
const ABSENT: Partial<Record<keyof Field, boolean>> = { required: false, unique: false, pseudonym: false };

const isSame = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);

const containsAll = (now: readonly string[] | undefined, before: readonly string[] | undefined): boolean => {
  if (now === undefined) return true;
  const present = new Set(now);
  return before?.every((category) => present.has(category)) ?? false;
};

/** @param side -1 for a least value, 1 for a greatest */
const isWider = (now: number | string | undefined, before: number | string | undefined, side: 1 | -1): boolean =>
  now === undefined || (before !== undefined && compareExact(String(now), String(before)) * side >= 0);

/** What a table asks of its rows: more of it shuts rows out, less of it lets more in. */
function tableChanges(from: TableSchema, to: TableSchema): SchemaChange[] {
  const demands = [
    ...(['primaryKey', 'personKey', 'mostRowsPerPerson', 'uniqueKeys', 'foreignKeys', 'rules'] as const),
    ...(['impossible', 'missingValues', 'plausibility'] as const),
  ];
  return demands.flatMap((what): SchemaChange[] => {
    const [before, after] = [demanded(from, what), demanded(to, what)];
    return isSame(before, after) ? [] : [{ column: null, what, effect: tableEffect(what, before, after) }];
  });
}

type Demand = Exclude<keyof TableSchema, 'fields'>;

/** A key is one demand, however many columns it has; of the others there are as many as the list has. */
function demanded(schema: TableSchema, what: Demand): string[] {
  if (what === 'primaryKey') return textsOf(schema.primaryKey && [[...schema.primaryKey].sort()]);
  if (what === 'personKey' || what === 'mostRowsPerPerson') return textsOf([schema[what] ?? []].flat());
  return textsOf(schema[what]);
}

function tableEffect(what: Demand, before: readonly string[], after: readonly string[]): ChangeEffect {
  if (what === 'plausibility') return 'words';
  // It refuses no row: how many of them are counted follows from it.
  if (what === 'mostRowsPerPerson') return 'widening';
  return after.every((demand) => before.includes(demand)) ? 'widening' : 'rows';
}

const textsOf = (demands: readonly unknown[] | undefined): string[] =>
  (demands ?? []).map((demand) => canonicalJson(demand)).sort();
