import { columnNotGrouping, columnNotSummable, columnRepeated, columnUnknown, tooManyDimensions } from './errors';
import { isGrouping, type Field, type TableSchema } from './field';

/** The code of a dimension that was summed over. @see SDMX, `_T` */
export const TOTAL = '_T';
/** The code of a missing value. @see SDMX, `_U` */
export const UNKNOWN = '_U';
/** Codes with a meaning of their own, which a cell of a dimension may therefore not hold. */
export const RESERVED_CODES: readonly string[] = [TOTAL, UNKNOWN];

/** The margins of n dimensions are 2^n tables. */
const MAX_DIMENSIONS = 8;

export type AggregateCell = {
  /** One per dimension, in the order asked: the value as text, `_T` where summed over, `_U` where missing. */
  codes: string[];
  /** Sum of the weight, or rows where the schema has no weight. */
  people: bigint;
  /** Distinct contributors with at least one person in the cell. */
  contributors: number;
  /** One per measure, in the order asked, in whole units of 10^-scale. */
  sums: bigint[];
  /** One per measure, where they were asked for. */
  magnitudes?: Magnitude[];
  /** Distinct persons with at least one row that counts, where the schema has a key for them and they were asked for. */
  persons?: bigint;
  /** Persons (people, without a key) who are not of the contributor that has most of them, where they were asked for. */
  outside?: bigint;
  /** Of 64 bits, from its rows and the secret of the question; the same for the same rows, however they are asked for. */
  key?: bigint;
  /** One per contributor with rows in the cell, where they were asked for; none in a margin. */
  shares?: AggregateShare[];
};

/** What one contributor adds to a cell. */
export type AggregateShare = { contributor: string; people: bigint; sums: bigint[] };

/** How the sum of one measure is shared out among its contributors, in whole units of 10^-scale. */
export type Magnitude = {
  /** Of the absolute values of what each contributor adds up to: never less than the absolute sum. */
  total: bigint;
  /** The two largest of these absolute values, the larger first; 0 where there is none. */
  largest: [bigint, bigint];
};

export type Aggregate = { dimensions: string[]; measures: string[]; cells: AggregateCell[] };

export type AggregateColumns = {
  dimensions: Field[];
  measures: Field[];
  weight: Field | undefined;
  /** Whose values tell persons apart. */
  person?: Field | undefined;
};

/**
 * Finds the columns of an aggregate in the schema.
 *
 * @throws AGGREGATE.UNKNOWN_COLUMN, AGGREGATE.NOT_A_DIMENSION, AGGREGATE.NOT_A_MEASURE, AGGREGATE.REPEATED_COLUMN,
 * AGGREGATE.TOO_MANY_DIMENSIONS
 */
export function aggregateColumns(
  schema: TableSchema,
  asked: { dimensions: string[]; measures: string[] },
): AggregateColumns {
  const byName = new Map(schema.fields.map((field) => [field.name, field]));
  const find = (name: string) => {
    const field = byName.get(name);
    if (!field) throw columnUnknown(name);
    return field;
  };
  const dimensions = distinct(asked.dimensions).map(find);
  const measures = distinct(asked.measures).map(find);
  if (dimensions.length > MAX_DIMENSIONS) throw tooManyDimensions(dimensions.length, MAX_DIMENSIONS);
  const opaque = dimensions.find((field) => !isGrouping(field));
  if (opaque) throw columnNotGrouping(opaque.name);
  const countless = measures.find(({ disclosureRole }) => disclosureRole !== 'measure');
  if (countless) throw columnNotSummable(countless.name);
  const weight = schema.fields.find(({ disclosureRole }) => disclosureRole === 'weight');
  return { dimensions, measures, weight, person: schema.fields.find(({ name }) => name === schema.personKey) };
}

function distinct(names: readonly string[]): readonly string[] {
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined) throw columnRepeated(repeated);
  return names;
}
