import { TOTAL, type Dimension, type ProtectedCell, type Table } from '#disclosure';

const keyOf = (codes: readonly string[]) => codes.join('|');

/** Leaves are numbered across the cross product of the dimensions; the first dimension changes slowest. */
function leafCells(dimensions: readonly Dimension[]): string[][] {
  return dimensions.reduce<string[][]>(
    (cells, { leaves }) => cells.flatMap((head) => leaves.map((leaf) => [...head, leaf])),
    [[]],
  );
}

const covers = (dimensions: readonly Dimension[], codes: readonly string[], leaf: readonly string[]) =>
  dimensions.every(({ groups }, i) => {
    const code = codes[i] ?? '';
    if (code === TOTAL || code === leaf[i]) return true;
    return groups.some((group) => group.code === code && group.leaves.includes(leaf[i] ?? ''));
  });

type Known = { readonly parts: readonly number[]; left: number };

/**
 * An outsider with patience: goes through all tables of whole numbers ≥ 0 that agree with the published cells.
 *
 * @param most largest count tried in a leaf cell that no published cell bounds
 * @returns for each hidden cell the values that it can have, as far as needed to see two
 */
function possibleValues(table: Table, cells: readonly ProtectedCell[], most: number): Map<string, Set<number>> {
  const { dimensions } = table;
  const truth = new Map(table.cells.map(({ codes, people }) => [keyOf(codes), Number(people)]));
  const leaves = leafCells(dimensions);
  const partsOf = (codes: readonly string[]) =>
    leaves.flatMap((leaf, i) => (covers(dimensions, codes, leaf) ? [i] : []));
  const known: Known[] = [];
  const wanted: { readonly parts: readonly number[]; readonly values: Set<number> }[] = [];
  const result = new Map<string, Set<number>>();
  for (const { codes, status } of cells)
    if (status === 'published') known.push({ parts: partsOf(codes), left: truth.get(keyOf(codes)) ?? 0 });
    else {
      const values = new Set<number>();
      wanted.push({ parts: partsOf(codes), values });
      result.set(keyOf(codes), values);
    }
  enumerate(leaves.length, { known, most }, (counts) => {
    for (const { parts, values } of wanted) values.add(parts.reduce((sum, part) => sum + (counts[part] ?? 0), 0));
    return wanted.some(({ values }) => values.size < 2);
  });
  return result;
}

type Limits = { readonly known: readonly Known[]; readonly most: number };

/** Calls back with every assignment of counts that uses up what is known exactly, while the callback wants more. */
function enumerate(leaves: number, { known, most }: Limits, visit: (counts: readonly number[]) => boolean): void {
  const boundsOf = Array.from({ length: leaves }, (_, leaf) => known.filter(({ parts }) => parts.includes(leaf)));
  const counts: number[] = [];
  const walk = (leaf: number): boolean => {
    const bounds = boundsOf[leaf];
    if (!bounds) return visit(counts);
    const closing = bounds.filter(({ parts }) => parts.at(-1) === leaf);
    const upper = Math.min(most, ...bounds.map(({ left }) => left));
    let wantsMore = true;
    for (let count = 0; count <= upper && wantsMore; count += 1) {
      if (closing.some(({ left }) => left !== count)) continue;
      counts[leaf] = count;
      for (const bound of bounds) bound.left -= count;
      wantsMore = walk(leaf + 1);
      for (const bound of bounds) bound.left += count;
    }
    return wantsMore;
  };
  walk(0);
}

/** The primary cells for which the outsider finds no second value. */
export const knownForCertain = (table: Table, cells: readonly ProtectedCell[], most = 12): string[] => {
  const values = possibleValues(table, cells, most);
  return cells
    .filter(({ status }) => status === 'primary')
    .map(({ codes }) => keyOf(codes))
    .filter((key) => (values.get(key)?.size ?? 0) < 2);
};
