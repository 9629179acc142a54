import { isGrouping, type Field, type TableSchema } from './field';
import type { RowRule } from './row-rule';
import { under, type Issue } from './schema-issue';

/** All that must hold between the cells of a row: the rules, then that it has no impossible combination. */
export const rowRulesOf = ({ rules = [], impossible = [] }: TableSchema): RowRule[] => [
  ...rules,
  ...impossible.flatMap(({ fields }): RowRule[] => {
    const [one, other] = Object.entries(fields);
    if (!one || !other) return [];
    return [{ left: { field: one[0] }, op: '!=', right: { value: one[1] }, when: isValue(other) }];
  }),
];

const isValue = ([field, value]: [string, string]) => ({ left: { field }, op: '=' as const, right: { value } });

/** What is wrong with the combinations that nobody can have. */
export function impossibleIssues({ fields, impossible = [] }: TableSchema): Issue[] {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const written = impossible.map((one) => JSON.stringify(Object.entries(one.fields).sort()));
  return impossible.flatMap((one, i) => [
    ...(written.indexOf(written[i] ?? '') === i ? [] : [{ path: ['impossible', i], message: 'repeated' }]),
    ...combinationIssues(one.fields, byName).map(under('impossible', i, 'fields')),
  ]);
}

function combinationIssues(values: Readonly<Record<string, string>>, byName: ReadonlyMap<string, Field>): Issue[] {
  const entries = Object.entries(values);
  return [
    ...(entries.length === 2 ? [] : [{ path: [], message: 'a value of each of two fields' }]),
    ...entries.flatMap(([name, value]): Issue[] => {
      const field = byName.get(name);
      if (!field || !isGrouping(field) || !field.categories)
        return [{ path: [name], message: 'a dimension that lists its categories' }];
      return field.categories.includes(value) ? [] : [{ path: [name], message: 'no category of the field' }];
    }),
  ];
}
