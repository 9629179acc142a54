import type { Cell, Dimension } from '#disclosure';
import type { ImpossibleCombination } from '#warehouse';
import { codeOf, type Classification } from './classification';

/**
 * The inner cells of a table that everybody knows to be empty, because the schema declares that nobody can be there.
 *
 * Where somebody is there all the same, in rows that were accepted before it was declared, the declaration does not hold and
 * the cell is protected like any other.
 *
 * @param found the cells that have rows
 * @returns their codes, one a classification
 */
export function structuralZeros(
  impossible: readonly ImpossibleCombination[],
  classifications: readonly Classification[],
  found: readonly Cell[],
): string[][] {
  const hasRows = new Set(found.map(({ codes }) => JSON.stringify(codes)));
  const zeros = impossible.flatMap(({ fields }) => cellsOf(Object.entries(fields), classifications));
  const distinct = new Map(zeros.map((codes) => [JSON.stringify(codes), codes]));
  return [...distinct].filter(([key]) => !hasRows.has(key)).map(([, codes]) => codes);
}

/** None where the table does not show every column that the combination is of. */
function cellsOf(values: readonly [string, string][], classifications: readonly Classification[]): string[][] {
  const shown = new Set(classifications.flatMap(({ columns }) => columns));
  if (!values.every(([column]) => shown.has(column))) return [];
  return classifications.reduce<string[][]>(
    (cells, { columns, dimension }) => {
      const mine = values.filter(([column]) => columns.includes(column));
      const leaves = dimension.leaves.filter((leaf) =>
        mine.every((value) => leavesOf(dimension, value).includes(leaf)),
      );
      return cells.flatMap((codes) => leaves.map((leaf) => [...codes, leaf]));
    },
    [[]],
  );
}

function leavesOf({ groups }: Dimension, [column, value]: [string, string]): readonly string[] {
  const code = codeOf(column, value);
  return groups.find((group) => group.code === code)?.leaves ?? [code];
}
