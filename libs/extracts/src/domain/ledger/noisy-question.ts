import { exact, planNoise, type Distribution, type MeasureBounds, type PrivacyCharge } from '#disclosure';
import { documentHash, type ContributionId } from '#kernel';
import type { Field, TableSchema } from '#warehouse';
import { quantilesIn, summedColumns } from '../asked-statistic';
import type { NoiseTerms } from '../permit';
import { chainsOf } from '../shape';
import { unboundedMeasures } from './errors';
import { columnsOf, type PlannedNoise } from './noise-facts';
import { noisyQuantilesOf, type Grid } from './noisy-quantile';
import { personOf, valuesPerPerson, weightOf } from './person';

/**
 * What is drawn once: the same rows, columns in whatever order, and noise of the same kind. Who asks, what for, and which
 * cells are hidden from them is no part of it.
 */
export type NoisyQuestion = {
  /** The files of rows that are counted, in the order of their ids. */
  readonly parts: readonly ContributionId[];
  /** In the order of their names, as measures and quantiles are. */
  readonly dimensions: readonly string[];
  /** Whose sums are drawn: those that are asked for, and those that a mean is worked out from. */
  readonly measures: readonly string[];
  /** As they are asked for, `hours.median`; absent: none is. */
  readonly quantiles?: readonly string[] | undefined;
  readonly distribution: Distribution;
  /** Of one release, as an exact fraction: "1/2". */
  readonly epsilon: string;
};

type AskedTable = {
  readonly parts: readonly { readonly contributionId: ContributionId }[];
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
};

/** The one form of a question, however it is asked. */
export function noisyQuestionOf(asked: AskedTable, { distribution, epsilon }: NoiseTerms): NoisyQuestion {
  const quantiles = quantilesIn(asked.measures).map(({ name }) => name);
  return {
    parts: asked.parts.map(({ contributionId }) => contributionId).toSorted(),
    dimensions: asked.dimensions.toSorted(),
    measures: summedColumns(asked.measures).toSorted(),
    ...(quantiles.length > 0 && { quantiles: quantiles.toSorted() }),
    ...{ distribution, epsilon: exact(epsilon).toFraction() },
  };
}

export const hashOf = (question: object): string => documentHash(question);

/** Of (ε, δ): the chance that the rest does not hold, one in a million; a policy does not change it. */
export const DELTA = exact('1/1000000');

/**
 * The noise of each number of a table, from the schema alone: nothing about it follows from the rows.
 *
 * Of every combination of levels, a row counts in one cell. People, each sum and each quantile have the same share of ε.
 *
 * @param schema that the rows keep
 * @param grids that it declares, by measure; left out: no quantiles are asked for
 * @throws EXTRACT.UNBOUNDED_MEASURE, EXTRACT.UNBOUNDED_PERSON, EXTRACT.UNBOUNDED_WEIGHT where the schema does not say how much
 *   a person may add
 */
export function planOf(
  schema: TableSchema,
  { dimensions, measures, quantiles = [], distribution, epsilon }: Omit<NoisyQuestion, 'parts'>,
  grids: ReadonlyMap<string, Grid> = new Map(),
): { readonly charge: PrivacyCharge; readonly noise: PlannedNoise } {
  const unbounded = measures.filter((name) => boundsOf(schema, name) === null);
  if (unbounded.length > 0) throw unboundedMeasures(unbounded);
  const cellsPerRow = chainsOf(schema, dimensions).reduce((cells, columns) => cells * (columns.length + 1), 1);
  const { rowsPerPerson, peoplePerRow } = personOf(schema);
  const plan = planNoise({
    ...{ cellsPerRow, rowsPerPerson, peoplePerRow, distribution, quantiles: quantiles.length },
    measures: measures.flatMap((name) => boundsOf(schema, name) ?? []),
    budget: { epsilon: exact(epsilon), delta: DELTA },
  });
  const columns = columnsOf(plan, measures);
  const noise = { cellsPerRow, rowsPerPerson, columns };
  if (!plan.quantileEpsilon) return { charge: plan.charge, noise };
  const draw = { epsilon: plan.quantileEpsilon, valuesPerPerson: valuesPerPerson(schema) };
  return { charge: plan.charge, noise: { ...noise, quantiles: noisyQuantilesOf(quantiles, grids, draw) } };
}

/** @returns null where the schema does not bound it on both sides, or leaves it nothing but zero */
function boundsOf(schema: TableSchema, name: string): MeasureBounds | null {
  const field = schema.fields.find((one) => one.name === name);
  if (!field) return null;
  const [least, most] = [boundOf(field, 'minimum'), boundOf(field, 'maximum')];
  if (least === null || most === null || least > most || (least === 0n && most === 0n)) return null;
  return { name, ...(weightOf(schema) ? widened(least, most) : { least, most }) };
}

/** Whole units of 10^-scale; a bound between two of them is the one that no accepted value lies beyond. */
function boundOf(field: Field, side: 'minimum' | 'maximum'): bigint | null {
  const bound = field[side];
  if (bound === undefined) return null;
  const units = exact(bound).mul(10n ** BigInt(digitsOf(field)));
  const whole = side === 'minimum' ? units.floor() : units.ceil();
  return whole.s * whole.n;
}

/** Decimals have two digits, unless they say otherwise. */
const digitsOf = ({ type, scale = 2 }: Field): number => (type === 'decimal' ? scale : 0);

/**
 * A row of several people stays when one of them goes, and its value may then be any other that the schema allows: it
 * moves by as much as lies between the bounds, or by all of the larger one.
 */
function widened(least: bigint, most: bigint): Pick<MeasureBounds, 'least' | 'most'> {
  const spread = most - least;
  return { least, most: spread > most ? spread : most };
}
