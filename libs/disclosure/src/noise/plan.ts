import { invalidRule } from '../errors';
import type { Dimension } from '../suppression/table';
import { rhoOf } from './accounting';
import type { PrivacyBudget, PrivacyCharge } from './charge';
import { ceiling, NOTHING, ratio, sumOf, type Exact } from './exact';

export type Distribution = 'gaussian' | 'laplace';

/** The values that a row may have, from the dataset's schema and never from its rows; in the whole units of its column. */
export type MeasureBounds = { readonly name: string; readonly least: bigint; readonly most: bigint };

export type NoiseQuestion = {
  /** Cells of the table in which one row counts: at most so many. See cellsPerRow. */
  readonly cellsPerRow: number;
  /** Rows of one person, at most, by the schema. */
  readonly rowsPerPerson: number;
  readonly measures: readonly MeasureBounds[];
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
  /** All cells of all columns together; never above the budget. */
  readonly charge: PrivacyCharge;
};

/**
 * Plans the noise of a table: the same share of the budget for the counts and for each sum.
 *
 * A person's rows may lie in as many cells as they please or all in one, so a column moves by rows × cells in sum, and by
 * rows² × cells in squares. Every published cell gets a draw of its own. Variance and scale are rounded up to a whole
 * number (to a 64th where small), which draws faster, and the charge is worked out from what was rounded.
 *
 * @throws DISCLOSURE.INVALID_RULE where bounds are not in order or hold nothing but zero, or nothing may be spent
 * @see Canonne, Kamath & Steinke (2020), theorem 4 and 14; Bun & Steinke (2016), proposition 1.4 (ε costs ρ = ε²/2)
 */
export function planNoise(question: NoiseQuestion): NoisePlan {
  const { cellsPerRow, rowsPerPerson, measures, budget } = question;
  if (![cellsPerRow, rowsPerPerson].every((count) => Number.isSafeInteger(count) && count >= 1))
    throw invalidRule('noise needs to know in how many cells a person counts: whole numbers of one or more');
  if (budget.epsilon.compare(0) <= 0) throw nothingToSpend();
  const sensitivities = [1n, ...measures.map(largestOf)];
  const columns =
    question.distribution === 'gaussian' ? gaussian(question, sensitivities) : laplace(question, sensitivities);
  const [count, ...sums] = columns.map(({ noise }) => noise);
  if (!count) throw new Error('A plan always has a column of counts.');
  return { count, sums, charge: chargeOf(columns) };
}

type Column = { readonly noise: ColumnNoise; readonly rho: Exact; readonly epsilon: Exact | null };

const chargeOf = (columns: readonly Column[]): PrivacyCharge => {
  const epsilons = columns.flatMap(({ epsilon }) => epsilon ?? []);
  return {
    rho: sumOf(columns.map(({ rho }) => rho)),
    epsilon: epsilons.length === columns.length ? sumOf(epsilons) : null,
    delta: NOTHING,
  };
};

function gaussian({ cellsPerRow, rowsPerPerson, budget }: NoiseQuestion, sensitivities: readonly bigint[]): Column[] {
  const rho = rhoOf(budget.epsilon, budget.delta).div(sensitivities.length);
  if (rho.equals(0)) throw nothingToSpend();
  return sensitivities.map((sensitivity) => {
    const squares = (sensitivity * BigInt(rowsPerPerson)) ** 2n * BigInt(cellsPerRow);
    const variance = handy(ratio(squares, 2n).div(rho));
    return {
      noise: { distribution: 'gaussian', sensitivity, variance },
      rho: ratio(squares, 2n).div(variance),
      epsilon: null,
    };
  });
}

function laplace({ cellsPerRow, rowsPerPerson, budget }: NoiseQuestion, sensitivities: readonly bigint[]): Column[] {
  const share = budget.epsilon.div(sensitivities.length);
  return sensitivities.map((sensitivity) => {
    const ofCell = sensitivity * BigInt(rowsPerPerson);
    const scale = handy(ratio(ofCell * BigInt(cellsPerRow), 1n).div(share));
    const rho = ratio(ofCell * ofCell * BigInt(cellsPerRow), 2n).div(scale.mul(scale));
    const epsilon = ratio(ofCell * BigInt(cellsPerRow), 1n).div(scale);
    return { noise: { distribution: 'laplace', sensitivity, scale }, rho, epsilon };
  });
}

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

/** A row's value, moved into the bounds: what lies outside would show through the noise. */
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
