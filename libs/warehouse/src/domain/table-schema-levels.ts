import { isGrouping, type Field, type TableSchema } from './field';
import type { Issue } from './schema-issue';

/** A derived level tells where its finer one lies: says so in `within` where the schema does not. */
export function derivedWithin(schema: TableSchema): TableSchema {
  const coarser = new Map<string, string>();
  for (const { name, derivedFrom } of schema.fields) {
    if (derivedFrom !== undefined && !coarser.has(derivedFrom)) coarser.set(derivedFrom, name);
  }
  if (coarser.size === 0) return schema;
  return {
    ...schema,
    fields: schema.fields.map((field) => {
      const within = field.within ?? coarser.get(field.name);
      return within === undefined ? field : { ...field, within };
    }),
  };
}

/** What is wrong with how levels lie within each other. */
export function levelIssues({ fields }: TableSchema): Issue[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  return fields.flatMap((field, i) => [
    ...nestingIssues(field, byName).map((message): Issue => ({ path: ['fields', i, 'within'], message })),
    ...derivationIssues(field, byName).map((message): Issue => ({ path: ['fields', i, 'derivedFrom'], message })),
  ]);
}

type Fields = ReadonlyMap<string, Field>;

function nestingIssues(field: Field, byName: Fields): string[] {
  if (field.within === undefined) return [];
  const coarser = byName.get(field.within);
  if (!coarser || !isGrouping(coarser) || !isGrouping(field)) return ['one dimension lies within another dimension'];
  return climb(field, byName) === null ? ['within itself'] : [];
}

function derivationIssues(field: Field, byName: Fields): string[] {
  if (field.derivedFrom === undefined) return [];
  const finer = byName.get(field.derivedFrom);
  if (!finer || finer === field) return ['another field, whose code tells this one’s'];
  if (finer.derivedFrom !== undefined) return ['a field that is in the file'];
  if (![field, finer].every((one) => one.type === 'string' && isGrouping(one))) {
    return ['one dimension of text is derived from another'];
  }
  return climb(finer, byName)?.has(field) === false
    ? ['the finer field must lie within this one: say so in `within`']
    : [];
}

/** The field and all that it lies within; null if it lies within itself. */
function climb(field: Field, byName: Fields): ReadonlySet<Field> | null {
  const seen = new Set<Field>();
  for (let step: Field | undefined = field; step; step = step.within ? byName.get(step.within) : undefined) {
    if (seen.has(step)) return null;
    seen.add(step);
  }
  return seen;
}
