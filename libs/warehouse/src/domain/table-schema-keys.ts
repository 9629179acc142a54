import type { Field, TableSchema } from './field';
import { under, type Issue } from './schema-issue';

/** What is wrong with the keys of a table, and with those that it has of others. */
export function keyIssues(schema: TableSchema): Issue[] {
  const { fields, primaryKey = [], uniqueKeys = [], foreignKeys = [] } = schema;
  const byName = new Map(fields.map((field) => [field.name, field]));
  return [
    ...nameIssues(primaryKey, byName).map(under('primaryKey')),
    ...personIssues(schema, byName),
    ...uniqueKeys.flatMap((key, i) => nameIssues(key, byName).map(under('uniqueKeys', i))),
    ...foreignKeys.flatMap((key, i) => [
      ...nameIssues(key.fields, byName).map(under('foreignKeys', i, 'fields')),
      ...referenceIssues(key, byName).map(under('foreignKeys', i, 'reference', 'fields')),
    ]),
  ];
}

function personIssues({ personKey, mostRowsPerPerson }: TableSchema, byName: ReadonlyMap<string, Field>): Issue[] {
  const isKnown = personKey === undefined || byName.get(personKey)?.pseudonym === true;
  const isBounding = mostRowsPerPerson !== undefined;
  return [
    ...(isKnown ? [] : [{ path: ['personKey'], message: 'a pseudonym, by which rows of one person are known' }]),
    ...(isBounding && personKey === undefined
      ? [{ path: ['mostRowsPerPerson'], message: 'a personKey too, by which rows of one person are known' }]
      : []),
  ];
}

const nameIssues = (names: readonly string[], byName: ReadonlyMap<string, Field>): Issue[] =>
  names.flatMap((name, i) => [
    ...(byName.has(name) ? [] : [{ path: [i], message: 'no such field' }]),
    ...(names.indexOf(name) === i ? [] : [{ path: [i], message: 'repeated' }]),
  ]);

function referenceIssues(
  { fields, reference }: NonNullable<TableSchema['foreignKeys']>[number],
  byName: ReadonlyMap<string, Field>,
): Issue[] {
  if (reference.fields.length !== fields.length) return [{ path: [], message: 'as many fields as refer to them' }];
  if (reference.datasetId !== '') return [];
  return reference.fields.flatMap((name, i): Issue[] => {
    const [from, to] = [byName.get(fields[i] ?? ''), byName.get(name)];
    if (!to) return [{ path: [i], message: 'no such field' }];
    return from && from.type !== to.type ? [{ path: [i], message: `not of type ${from.type}` }] : [];
  });
}

export function plausibilityIssues({ fields, plausibility = [] }: TableSchema): Issue[] {
  const summed = new Set(
    fields
      .filter(({ disclosureRole }) => disclosureRole === 'measure' || disclosureRole === 'weight')
      .map(({ name }) => name),
  );
  const asked = plausibility.map(({ field }) => field);
  return asked.flatMap((field, i): Issue[] => [
    ...(field === null || summed.has(field)
      ? []
      : [{ path: ['plausibility', i, 'field'], message: 'neither a measure nor the weight' }]),
    ...(asked.indexOf(field) === i ? [] : [{ path: ['plausibility', i, 'field'], message: 'repeated' }]),
  ]);
}
