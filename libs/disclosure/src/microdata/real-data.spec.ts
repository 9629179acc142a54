import { HAS_DATA, linesOf } from '../../test/adult';
import { anonymise, type Anonymised } from './anonymise';
import { hierarchyOf } from './hierarchy';
import type { Requirement } from './table';

const describeWithData = HAS_DATA ? describe : describe.skip;

/** People by household, region, household size, age and sex, with what they do, which nobody should learn of them. */
function households() {
  const [head = [], ...rows] = linesOf('microdata/laeken_eusilc.csv', ',');
  const cells = (name: string) => rows.map((row) => row[head.indexOf(name)] ?? '');
  const numbered = (name: string) => {
    const texts = cells(name);
    const values = [...new Set(texts)].sort();
    const places = new Map(values.map((value, place) => [value, place]));
    return { name, values, codes: Uint32Array.from(texts, (text) => places.get(text) ?? NaN) };
  };
  const quasi = (name: string, above: (value: string) => string[] = () => []) => {
    const { values, codes } = numbered(name);
    return {
      name,
      codes,
      hierarchy: hierarchyOf(
        name,
        values.map((value) => [value, ...above(value), '*']),
      ),
    };
  };
  const band = (width: number) => (age: string) => {
    const from = Math.floor(Number(age) / width) * width;
    return `${from} to ${from + width - 1}`;
  };
  const status = numbered('pl030');
  return {
    rows: rows.length,
    quasiIdentifiers: [
      ...[quasi('db040'), quasi('rb090')],
      quasi('hsize', (size) => [Number(size) > 4 ? 'five or more' : 'up to four']),
      quasi('age', (age) => [band(5)(age), band(10)(age), band(20)(age)]),
    ],
    sensitive: [{ name: 'pl030', codes: status.codes, values: status.values.length }],
    persons: numbered('db030').codes,
  };
}

describeWithData('people of EU-SILC', () => {
  const table = HAS_DATA ? households() : undefined;

  it.each<[string, Requirement]>([
    ['k = 3', { k: 3, mostSuppressedPercent: 5 }],
    [
      'k = 10, two statuses, near to the whole',
      {
        ...{ k: 10, diversity: { kind: 'distinct', l: 2 }, closeness: { part: 1, of: 2 }, mostSuppressedPercent: 5 },
      },
    ],
  ])('look like those of k other households: %s', (_, requirement) => {
    if (!table) return;
    const { codes, suppressed, suppressedRows, levels } = anonymise(table, requirement);
    expect(suppressedRows * 100).toBeLessThanOrEqual(requirement.mostSuppressedPercent * table.rows);
    expect(levels.some((level, column) => level < (table.quasiIdentifiers[column]?.hierarchy.levels.length ?? 0))).toBe(
      true,
    );
    for (const { persons, statuses } of groupsIn(table, { codes, suppressed })) {
      expect(persons.size).toBeGreaterThanOrEqual(requirement.k);
      expect(statuses.size).toBeGreaterThanOrEqual(requirement.diversity?.l ?? 1);
    }
  });
});

type Group = { readonly persons: Set<number>; readonly statuses: Set<number> };

/** Who is in each group that leaves, and what they do, found by the texts that a reader would compare. */
function groupsIn(
  table: ReturnType<typeof households>,
  { codes, suppressed }: Pick<Anonymised, 'codes' | 'suppressed'>,
) {
  const groups = new Map<string, Group>();
  for (let row = 0; row < table.rows; row++) {
    if (suppressed[row] === 1) continue;
    const key = codes.map((column) => column[row]).join();
    const group = groups.get(key) ?? { persons: new Set(), statuses: new Set() };
    group.persons.add(table.persons[row] ?? -1);
    group.statuses.add(table.sensitive[0]?.codes[row] ?? -1);
    groups.set(key, group);
  }
  return groups.values();
}
