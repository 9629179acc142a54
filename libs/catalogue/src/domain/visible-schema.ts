import type { Field, ImpossibleCombination, TableSchema } from '#warehouse';

/** A schema as if some of its columns did not exist: nothing in it names them any more. */
export function without(schema: TableSchema, hidden: ReadonlySet<string>): TableSchema {
  if (hidden.size === 0) return schema;
  const key = schema.primaryKey?.filter((name) => !hidden.has(name)) ?? [];
  const open = <T extends object>(all: T[] | undefined) => all?.filter((one) => !names(one, hidden));
  return withoutUndefined({
    ...schema,
    primaryKey: key.length > 0 ? key : undefined,
    ...{ uniqueKeys: open(schema.uniqueKeys), foreignKeys: open(schema.foreignKeys) },
    ...{ rules: open(schema.rules), plausibility: open(schema.plausibility) },
    ...personsUnless(hidden.has(schema.personKey ?? ''), schema),
    impossible: schema.impossible?.filter((one) => !combines(one, hidden)),
    fields: schema.fields.filter(({ name }) => !hidden.has(name)).map((field) => withoutReferences(field, hidden)),
  });
}

/**
 * A schema that somebody wrote without seeing some of its columns, with these columns as they were, and what names them.
 *
 * @param written by who saw `without(before, hidden)`
 */
export function withHidden(written: TableSchema, before: TableSchema, hidden: ReadonlySet<string>): TableSchema {
  if (hidden.size === 0) return written;
  const old = new Map(before.fields.map((field) => [field.name, field]));
  const kept = <T extends object>(all: T[] | undefined) => all?.filter((one) => names(one, hidden)) ?? [];
  return withoutUndefined({
    ...written,
    fields: [
      ...written.fields.map((field) => ({ ...hiddenReferences(old.get(field.name), hidden), ...field })),
      ...before.fields.filter(({ name }) => hidden.has(name)),
    ],
    primaryKey: joined(written.primaryKey, before.primaryKey?.filter((name) => hidden.has(name)) ?? []),
    uniqueKeys: joined(written.uniqueKeys, kept(before.uniqueKeys)),
    foreignKeys: joined(written.foreignKeys, kept(before.foreignKeys)),
    rules: joined(written.rules, kept(before.rules)),
    plausibility: joined(written.plausibility, kept(before.plausibility)),
    ...personsUnless(!hidden.has(before.personKey ?? '') || written.personKey !== undefined, before, written),
    impossible: joined(written.impossible, before.impossible?.filter((one) => combines(one, hidden)) ?? []),
  });
}

/** How persons are told apart, unless that is left out; then as in another schema. */
const personsUnless = (
  isLeftOut: boolean,
  { personKey, mostRowsPerPerson }: TableSchema,
  other: Pick<TableSchema, 'personKey' | 'mostRowsPerPerson'> = {},
): Pick<TableSchema, 'personKey' | 'mostRowsPerPerson'> =>
  isLeftOut
    ? { personKey: other.personKey, mostRowsPerPerson: other.mostRowsPerPerson }
    : { personKey, mostRowsPerPerson };

const joined = <T>(some: T[] | undefined, others: T[]): T[] | undefined =>
  some || others.length > 0 ? [...(some ?? []), ...others] : undefined;

/** Whether any text in a rule is a hidden column's name; a value that is written the same counts too, to be safe. */
const names = (rule: object, hidden: ReadonlySet<string>): boolean => textsIn(rule).some((text) => hidden.has(text));

const combines = ({ fields }: ImpossibleCombination, hidden: ReadonlySet<string>): boolean =>
  Object.keys(fields).some((name) => hidden.has(name));

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function withoutReferences({ within, derivedFrom, ...field }: Field, hidden: ReadonlySet<string>): Field {
  return {
    ...field,
    ...(within !== undefined && !hidden.has(within) && { within }),
    ...(derivedFrom !== undefined && !hidden.has(derivedFrom) && { derivedFrom }),
  };
}

const hiddenReferences = (field: Field | undefined, hidden: ReadonlySet<string>): Partial<Field> => ({
  ...(field?.within !== undefined && hidden.has(field.within) && { within: field.within }),
  ...(field?.derivedFrom !== undefined && hidden.has(field.derivedFrom) && { derivedFrom: field.derivedFrom }),
});

const withoutUndefined = (schema: TableSchema): TableSchema => {
  const said = Object.entries<unknown>(schema).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as TableSchema;
};
