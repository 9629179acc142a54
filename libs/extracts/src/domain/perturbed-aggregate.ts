import { perturb, roundControlled, type Figures, type PerturbationTable } from '#disclosure';
import type { Aggregate, AggregateCell, OutputTable } from '#warehouse';
import type { Classification } from './classification';
import { cellCodes } from './protected-table';

/** `unbalanced`: how many totals are not the sums of their parts all the same. */
export type RoundedTogether = { readonly aggregate: Aggregate; readonly unbalanced: number };

/**
 * An aggregate whose numbers are multiples of a base and still add up, where that can be, hidden ones among them: they are
 * parts of what is shown. Which are shown was decided before.
 *
 * @param bases of people and then of each sum, in whole units of 10^-scale
 */
export async function roundedTogether(
  aggregate: Aggregate,
  classifications: readonly Classification[],
  bases: readonly bigint[],
): Promise<RoundedTogether> {
  const placed = aggregate.cells.flatMap((cell) => {
    const codes = cellCodes(aggregate.dimensions, cell.codes, classifications);
    return codes ? [{ cell, codes }] : [];
  });
  const dimensions = classifications.map(({ dimension }) => dimension);
  const columns = await Promise.all(
    bases.map(async (base, at) => {
      const cells: Figures['cells'] = placed.map(({ cell, codes }) => ({ codes, value: numberOf(cell, at) }));
      return roundControlled({ dimensions, cells }, base);
    }),
  );
  const cells = placed.map(({ cell }, row) => {
    const [people = 0n, ...sums] = columns.map(({ rounded }) => rounded[row] ?? 0n);
    return { ...cell, people, sums };
  });
  const unbalanced = columns.reduce((sum, column) => sum + column.unbalanced.length, 0);
  return { aggregate: { ...aggregate, cells }, unbalanced };
}

/** People come first. */
const numberOf = ({ people, sums }: AggregateCell, at: number): bigint => (at === 0 ? people : (sums[at - 1] ?? 0n));

/** An aggregate of people whose counts are moved by the keys of their cells. */
export const movedByKeys = (aggregate: Aggregate, moves: PerturbationTable): Aggregate => ({
  ...aggregate,
  cells: aggregate.cells.map((cell) => {
    if (cell.key === undefined) throw new Error('Cells that are moved by their keys have keys.');
    return { ...cell, people: perturb(cell.people, cell.key, moves) };
  }),
});

export const CELL_KEY_NOISE = 'cell_key_max_noise';

/** Says in a column by how much counts were moved at most; it is empty where there is no number. */
export const labelledAsMoved = ({ columns, rows }: OutputTable, maxNoise: number): OutputTable => ({
  columns: [...columns, { name: CELL_KEY_NOISE, type: 'integer' }],
  rows: rows.map((row) => [...row, row.some((value) => typeof value === 'bigint') ? BigInt(maxNoise) : null]),
});
