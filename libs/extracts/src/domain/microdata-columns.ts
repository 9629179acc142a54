import type { Hierarchy } from '#disclosure';
import type { CodedColumn, Field, TableSchema } from '#warehouse';
import { repeatedColumns } from './errors';
import { notPersons, wrongNumberOfColumns } from './microdata-errors';
import type { ExtractRequest } from './permit';
import { assertVisible, chainsOf } from './shape';

const MOST_COLUMNS = 12;

type Asked = Pick<ExtractRequest, 'dimensions' | 'measures'>;

/**
 * Checks from the schema alone that rows with these columns can leave one by one. What names a person never does.
 *
 * @param known the schema as far as who asks may know of it
 * @throws EXTRACT.UNKNOWN_COLUMN, EXTRACT.REPEATED_COLUMN, EXTRACT.COLUMN_COUNT, EXTRACT.NOT_PERSONS
 */
export function assertMicrodataColumns(schema: TableSchema, names: readonly string[], known: TableSchema): void {
  assertVisible({ ...known, fields: known.fields.filter(mayLeave) }, names);
  const repeated = names.filter((name, at) => names.indexOf(name) !== at);
  if (repeated.length > 0) throw repeatedColumns(repeated);
  const isKnowable = schema.fields.some((field) => names.includes(field.name) && !isSensitive(field));
  if (names.length > MOST_COLUMNS || !isKnowable) throw wrongNumberOfColumns(MOST_COLUMNS);
  const weight = schema.fields.find(({ disclosureRole }) => disclosureRole === 'weight');
  if (weight) throw notPersons(weight.name);
}

/** Columns in the order of the schema, as policies name them: what can be summed, and the rest. */
export function namedByRole({ fields }: TableSchema, names: readonly string[]): Asked {
  const asked = fields.filter(({ name }) => names.includes(name));
  const isMeasure = ({ disclosureRole }: Field) => disclosureRole === 'measure';
  return {
    dimensions: asked.filter((field) => !isMeasure(field)).map(({ name }) => name),
    measures: asked.filter(isMeasure).map(({ name }) => name),
  };
}

const mayLeave = ({ disclosureRole }: Field) => disclosureRole !== 'directIdentifier' && disclosureRole !== 'weight';
export const isSensitive = ({ disclosureRole }: Field): boolean => disclosureRole === 'sensitive';

/** The columns that are asked for, in the order of the schema. */
export const fieldsOf = ({ fields }: TableSchema, { dimensions, measures }: Asked): Field[] =>
  fields.filter(({ name }) => dimensions.includes(name) || measures.includes(name));

/**
 * Columns that are coarsened together: each lies within the next, the finest first. Whoever knows somebody may know
 * any of these, numbers included; only what is declared as sensitive is taken to be unknown.
 */
export function knowableChains(schema: TableSchema, asked: Asked): Field[][] {
  const knowable = fieldsOf(schema, asked).filter((field) => !isSensitive(field));
  const fieldOf = (name: string) => knowable.find((field) => field.name === name) as Field;
  return chainsOf(
    schema,
    knowable.map(({ name }) => name),
  ).map((names) => names.map(fieldOf));
}

type Value = string | null;

/** One or several columns as one, whose values are coarsened. */
export type Coarsening = {
  readonly fields: readonly Field[];
  readonly codes: Uint32Array;
  readonly hierarchy: Hierarchy;
  /** What a column shows of a value at a level; null: the value is missing. */
  readonly shown: (value: number, level: number) => readonly Value[];
};

/** What is shown of a value of which nothing is. */
const ANY = '*';

/** @param columns those of the chain as they were read, in its order */
export function coarsen(chain: readonly Field[], columns: readonly CodedColumn[]): Coarsening {
  const { tuples, codes } = tuplesOf(columns);
  const steps = chain.length === 1 ? stepsOf(chain[0] as Field, tuples) : alongChain(chain.length);
  const levels = steps.map((step) => numbered(tuples.map((tuple) => JSON.stringify(step(tuple)))));
  return {
    ...{ fields: chain, codes, hierarchy: { values: tuples.length, levels } },
    shown: (value, level) => {
      const tuple = tuples[value] as Tuple;
      return level === 0 ? tuple : (steps[level - 1] as Step)(tuple);
    },
  };
}

type Tuple = readonly Value[];
/** What a level leaves of a tuple. */
type Step = (tuple: Tuple) => Tuple;

/** One column after the other, the finest first, is hidden. Rows that disagree on what lies in what stay apart. */
const alongChain = (length: number): Step[] =>
  Array.from({ length }, (_, level) => (tuple) => tuple.map((value, at) => (at <= level ? ANY : value)));

function stepsOf({ type }: Field, tuples: readonly Tuple[]): Step[] {
  const each =
    (of: (value: string) => string): Step =>
    (tuple) =>
      tuple.map((value) => value && of(value));
  const all: Step = (tuple) => tuple.map(() => ANY);
  if (type === 'date') return [each((day) => day.slice(0, 7)), each((day) => day.slice(0, 4)), all];
  if (type !== 'integer' && type !== 'decimal') return [all];
  return [...bandsFor(tuples.flat()).map((width) => each((value) => bandOf(value, width))), all];
}

/** Ten times as wide each: from ten (of decimals: from one) on, while they are within the numbers and still tell them apart. */
function bandsFor(values: readonly Value[]): bigint[] {
  const numbers = values.flatMap((value) => value ?? []);
  const widths: bigint[] = [];
  const isDecimal = numbers.some((number) => number.includes('.'));
  const largest = numbers.map(sizeOf).reduce((most, size) => (size > most ? size : most), 0n);
  for (let width = isDecimal ? 1n : 10n; width <= largest; width *= 10n) {
    const apart = new Set(values.map((value) => value && lowerEnd(value, width)));
    if (apart.size > 1) widths.push(width);
  }
  return widths;
}

/** The next whole number away from zero. */
const sizeOf = (number: string): bigint => BigInt((number.split('.')[0] ?? '').replace('-', '')) + 1n;

const bandOf = (number: string, width: bigint): string => {
  const from = lowerEnd(number, width);
  return `[${from},${from + width})`;
};

/** Of the band of whole numbers that a number lies in; bands begin at multiples of their width, below zero too. */
function lowerEnd(number: string, width: bigint): bigint {
  const [whole = '0', decimals = ''] = number.split('.');
  const isBelow = number.startsWith('-') && /[1-9]/.test(decimals);
  const floor = BigInt(whole) - (isBelow ? 1n : 0n);
  const remainder = ((floor % width) + width) % width;
  return floor - remainder;
}

/** The different combinations of values of several columns, and which each row has. */
function tuplesOf(columns: readonly CodedColumn[]): { readonly tuples: Tuple[]; readonly codes: Uint32Array } {
  const rows = columns[0]?.codes.length ?? 0;
  const places = new Map<string, number>();
  const tuples: Tuple[] = [];
  const codes = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    const values = columns.map((column) => column.codes[row] as number);
    const key = values.join();
    const place = places.get(key) ?? tuples.length;
    if (place === tuples.length) {
      places.set(key, place);
      tuples.push(values.map((value, at) => columns[at]?.values[value] ?? null));
    }
    codes[row] = place;
  }
  return { tuples, codes };
}

function numbered(keys: readonly string[]): Uint32Array {
  const places = new Map([...new Set(keys)].map((key, place) => [key, place]));
  return Uint32Array.from(keys, (key) => places.get(key) as number);
}
