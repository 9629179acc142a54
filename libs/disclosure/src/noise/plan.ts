import { invalidRule } from '../errors';
import type { Dimension } from '../suppression/table';
import { rhoOf } from './accounting';
import { compose, type PrivacyBudget, type PrivacyCharge } from './charge';
import { ceiling, NOTHING, ratio, rootOf, type Exact } from './exact';
import { quantileCharge } from './quantile';

export type Distribution = 'gaussian' | 'laplace';

/** The values that a row may have, from the dataset's schema and never from its rows; in the whole units of its column. */
export type MeasureBounds = { readonly name: string; readonly least: bigint; readonly most: bigint };

export type NoiseQuestion = {
  /** Cells of the table in which one row counts: at most so many. See cellsPerRow. */
  readonly cellsPerRow: number;
  /** Rows of one person, at most, by the schema. */
  readonly rowsPerPerson: number;
  /** People that a row counts as, at most, by the schema; left out: one. */
  readonly peoplePerRow?: number | undefined;
  readonly measures: readonly MeasureBounds[];
  /** How many quantiles are asked for of each cell; left out: none. */
  readonly quantiles?: number | undefined;
  readonly distribution: Distribution;
  /** What this table may cost; δ is not used by Laplace noise. */
  readonly budget: PrivacyBudget;
};

/** The noise of every cell of one column; `sensitivity` is what one row changes in one cell, at most. */
export type ColumnNoise =
  | { readonly distribution: 'gaussian'; readonly sensitivity: bigint; readonly variance: Exact }
  | { readonly distribution: 'laplace'; readonly sensitivity: bigint; readonly scale: Exact };

export type NoisePlan = {
  readonly count: ColumnNoise;
  /** One for each measure, in the order of the question. */
  readonly sums: readonly ColumnNoise[];
  /** ε of each draw of a quantile in a cell; null: none is asked for. */
  readonly quantileEpsilon: Exact | null;
  /** All cells of all columns together; never above the budget. */
  readonly charge: PrivacyCharge;
};

/**
 * Plans the noise of a table: the same share of the budget for the counts, for each sum and for each quantile, whatever is in
 * the rows.
 *
 * A person's rows may lie in as many cells as they please or all in one, so a column moves by rows × cells in sum, and by
 * rows² × cells in squares. Every published cell gets a draw of its own. Variance and scale are rounded up to a whole
 * number (to a 64th where small), which draws faster, and the charge is worked out from what was rounded.
 *
 * @throws DISCLOSURE.INVALID_RULE where bounds are not in order or hold nothing but zero, or nothing may be spent
 * @see Canonne, Kamath & Steinke (2020), theorem 4 and 14; Bun & Steinke (2016), proposition 1.4 (ε costs ρ = ε²/2);
 *   Cesar & Rogers (2021) on quantiles
 */
export function planNoise(question: NoiseQuestion): NoisePlan {
  const { cellsPerRow, rowsPerPerson, peoplePerRow = 1, measures, budget, quantiles = 0 } = question;
  if (![cellsPerRow, rowsPerPerson, peoplePerRow].every((count) => Number.isSafeInteger(count) && count >= 1))
    throw invalidRule('noise needs to know in how many cells a person counts: whole numbers of one or more');
  if (budget.epsilon.compare(0) <= 0) throw nothingToSpend();
  const sensitivities = [BigInt(peoplePerRow), ...measures.map(largestOf)];
  const parts = sensitivities.length + quantiles;
  const { columns, quantileEpsilon } =
    question.distribution === 'gaussian'
      ? gaussian(question, sensitivities, parts)
      : laplace(question, sensitivities, parts);
  const [count, ...sums] = columns.map(({ noise }) => noise);
  if (!count) throw new Error('A plan always has a column of counts.');
  const drawn = Array.from({ length: quantiles }, () => quantileCharge(quantileEpsilon, cellsPerRow));
  const charge = compose([...columns.map((column) => column.charge), ...drawn].map((one) => ({ charge: one })));
  return { count, sums, quantileEpsilon: quantiles > 0 ? quantileEpsilon : null, charge };
}

type Column = { readonly noise: ColumnNoise; readonly charge: PrivacyCharge };
type Shared = { readonly columns: readonly Column[]; readonly quantileEpsilon: Exact };

function gaussian(
  { cellsPerRow, rowsPerPerson, budget }: NoiseQuestion,
  sensitivities: readonly bigint[],
  parts: number,
): Shared {
  const share = rhoOf(budget.epsilon, budget.delta).div(parts);
  if (share.equals(0)) throw nothingToSpend();
  const columns = sensitivities.map((sensitivity): Column => {
    const squares = (sensitivity * BigInt(rowsPerPerson)) ** 2n * BigInt(cellsPerRow);
    const variance = handy(ratio(squares, 2n).div(share));
    const charge = { rho: ratio(squares, 2n).div(variance), epsilon: null, delta: NOTHING };
    return { noise: { distribution: 'gaussian', sensitivity, variance }, charge };
  });
  return { columns, quantileEpsilon: rootBelow(share.mul(8).div(cellsPerRow)) };
}

function laplace(
  { cellsPerRow, rowsPerPerson, budget }: NoiseQuestion,
  sensitivities: readonly bigint[],
  parts: number,
): Shared {
  const share = budget.epsilon.div(parts);
  const columns = sensitivities.map((sensitivity): Column => {
    const ofCell = sensitivity * BigInt(rowsPerPerson);
    const scale = handy(ratio(ofCell * BigInt(cellsPerRow), 1n).div(share));
    const rho = ratio(ofCell * ofCell * BigInt(cellsPerRow), 2n).div(scale.mul(scale));
    const epsilon = ratio(ofCell * BigInt(cellsPerRow), 1n).div(scale);
    return { noise: { distribution: 'laplace', sensitivity, scale }, charge: { rho, epsilon, delta: NOTHING } };
  });
  return { columns, quantileEpsilon: share.div(cellsPerRow) };
}

/** A square root, rounded down to a multiple of 2⁻³². */
const rootBelow = (value: Exact): Exact => ratio(rootOf(-ceiling(value.mul(-(1n << 64n)))), 1n << 32n);

const nothingToSpend = () => invalidRule('there is next to no epsilon to spend on noise; it has to be above zero');

const handy = (value: Exact): Exact => {
  const parts = value.compare(64) < 0 ? 64n : 1n;
  return ratio(ceiling(value.mul(parts)), parts);
};

function largestOf({ name, least, most }: MeasureBounds): bigint {
  if (least > most || (least === 0n && most === 0n))
    throw invalidRule('a measure needs bounds in its schema to get noise: a least and a most, not both zero', { name });
  return -least > most ? -least : most;
}

/**
 * A row's value, moved into the bounds: what lies outside would show through the noise. For whoever sums rows that nobody held to
 * the bounds when they were taken in.
 */
export const clamped = (value: bigint, { least, most }: MeasureBounds): bigint => {
  if (value < least) return least;
  return value > most ? most : value;
};

/**
 * In how many cells of a table with all margins one row counts, at most: on each dimension in its leaf, in the groups
 * around it and in the total.
 */
export const cellsPerRow = (dimensions: readonly Dimension[]): number =>
  dimensions.reduce((cells, { leaves, groups }) => {
    const around = new Map(leaves.map((leaf) => [leaf, 2]));
    for (const group of groups) for (const leaf of group.leaves) around.set(leaf, (around.get(leaf) ?? 2) + 1);
    return cells * Math.max(...around.values());
  }, 1);
