import { TOTAL, type Cell, type Dimension, type Table } from '#disclosure';

/** People at one combination of leaves, and the organisations that reported them. */
export type Report = { readonly codes: readonly string[]; readonly people: number; readonly from: readonly string[] };

export const dimension = (
  name: string,
  leaves: readonly string[],
  groups: Record<string, string[]> = {},
): Dimension => ({
  name,
  leaves,
  groups: Object.entries(groups).map(([code, of]) => ({ code, leaves: of })),
});

const codesAbove = (of: Dimension, leaf: string) => [
  leaf,
  ...of.groups.filter((group) => group.leaves.includes(leaf)).map((group) => group.code),
  TOTAL,
];

/** Adds reports up into a table with all margins; cells with nobody are left out. */
export function tableOf(dimensions: readonly Dimension[], reports: readonly Report[]): Table {
  const sums = new Map<string, { codes: readonly string[]; people: bigint; from: Set<string> }>();
  for (const { codes, people, from } of reports) {
    let above: string[][] = [[]];
    dimensions.forEach((of, i) => {
      above = above.flatMap((head) => codesAbove(of, codes[i] ?? '').map((code) => [...head, code]));
    });
    if (people === 0) continue;
    for (const cell of above) {
      const sum = sums.get(cell.join('|')) ?? { codes: cell, people: 0n, from: new Set() };
      from.forEach((organisation) => sum.from.add(organisation));
      sums.set(cell.join('|'), { ...sum, people: sum.people + BigInt(people) });
    }
  }
  const cells = [...sums.values()].map(({ codes, people, from }): Cell => ({ codes, people, contributors: from.size }));
  return { dimensions, cells };
}

/** A table of two dimensions from its rows of counts; every count comes from the same three organisations. */
export function matrix(rows: readonly (readonly number[])[], groups: Record<string, string[]> = {}): Table {
  const zones = rows.map((_, i) => `z${i}`);
  const needs = (rows[0] ?? []).map((_, j) => `n${j}`);
  const reports = rows.flatMap((row, i) =>
    row.map((people, j) => ({ codes: [`z${i}`, `n${j}`], people, from: ['ada', 'ben', 'cleo'] })),
  );
  return tableOf([dimension('zone', zones, groups), dimension('need', needs)], reports);
}
