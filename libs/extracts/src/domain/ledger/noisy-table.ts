import { samplerOf, type RandomInts } from '#disclosure';
import type { OutputColumn, OutputTable } from '#warehouse';
import { noiseOf, type NoisyColumn } from './noise-facts';

/** Numbers with their noise, of every declared cell of a table, whoever may see which of them. */
export type NoisyAnswer = {
  /** In the order of their names, as measures are. */
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  /** Codes of the dimensions, then people, then the measures in whole units of 10^-scale. */
  readonly cells: readonly (readonly (string | bigint)[])[];
};

type Cell = OutputTable['rows'][number];
type Columns = Pick<NoisyAnswer, 'dimensions' | 'measures'>;

const PEOPLE = 'people';
const STATUS = 'conf_status';
const CONFIDENTIAL = 'C';

/**
 * Adds a draw of its own to each number of a table.
 *
 * Every declared cell gets its draws, those too that nobody is behind and those that are hidden today: how many draws there
 * are follows from the schema, and whoever may see more cells another day is answered from the same draws.
 *
 * Numbers stay as drawn. A count may come out below zero: cut off there, sums of many cells would be too large, and that a
 * zero was cut off would tell more than it hides.
 *
 * @param exact all cells with their true numbers; one that nobody is behind has none
 */
export function drawn(
  exact: OutputTable,
  { dimensions, measures }: Columns,
  noise: readonly NoisyColumn[],
  random: RandomInts,
): NoisyAnswer {
  const codes = placesOf(exact, dimensions);
  const numbers = placesOf(exact, [PEOPLE, ...measures]);
  const samplers = noise.map((column) => samplerOf(noiseOf(column)));
  const noisy = (row: Cell) =>
    samplers.map((draw, at) => {
      const value = row[numbers[at] ?? -1];
      return (typeof value === 'bigint' ? value : 0n) + draw(random);
    });
  const cells = exact.rows.map((row) => [...codes.map((place) => String(row[place])), ...noisy(row)]);
  return { dimensions, measures, cells };
}

/**
 * The protected table with the numbers that were drawn, and beside each column how far the truth may be.
 *
 * What is hidden stays hidden. So does a cell that was never drawn (its code was declared later): it is not worth a second
 * draw for all others.
 *
 * @param table as it would leave the commons without noise
 * @param isHidden which cells are left out besides, by their codes in the order of the answer
 * @returns further columns at the end: `people_margin_95`, and so for each measure; empty where there is no number
 */
export function noisyTable(
  { columns, rows }: OutputTable,
  { answer, noise }: { readonly answer: NoisyAnswer; readonly noise: readonly NoisyColumn[] },
  isHidden: (codes: readonly string[]) => boolean,
): OutputTable {
  const places = placesOf({ columns }, [...answer.dimensions, PEOPLE, ...answer.measures]);
  const width = answer.dimensions.length;
  const [codePlaces, numberPlaces] = [places.slice(0, width), places.slice(width)];
  const known = new Map(answer.cells.map((cell) => [keyOf(cell.slice(0, width)), cell.slice(width)]));
  const status = columns.findIndex(({ name }) => name === STATUS);
  const margins = noise.map(({ halfWidth95 }) => BigInt(halfWidth95));
  const nothing = numberPlaces.map(() => null);
  return {
    columns: [...columns, ...marginColumns(columns, noise)],
    rows: rows.map((row) => {
      const codes = codePlaces.map((place) => String(row[place]));
      const isShown = numberPlaces.every((place) => typeof row[place] === 'bigint') && !isHidden(codes);
      const numbers = isShown ? known.get(keyOf(codes)) : undefined;
      const changed = row.with(status, numbers ? (row[status] ?? null) : CONFIDENTIAL);
      const filled = numberPlaces.reduce((cell, place, at) => cell.with(place, numbers?.[at] ?? null), changed);
      return [...filled, ...(numbers ? margins : nothing)];
    }),
  };
}

/** The same type and digits as the column that they are of. */
const marginColumns = (columns: readonly OutputColumn[], noise: readonly NoisyColumn[]): OutputColumn[] =>
  noise.map(({ name }) => ({
    ...(columns.find((column) => column.name === name) ?? { type: 'integer' }),
    name: `${name}_margin_95`,
  }));

/** Numbers as texts, for JSON; `answerFrom` reads it. */
export const answerText = ({ dimensions, measures, cells }: NoisyAnswer): string =>
  JSON.stringify({ dimensions, measures, cells: cells.map((cell) => cell.map(String)) });

/** Reads what `answerText` wrote. */
export function answerFrom(text: string): NoisyAnswer {
  const { dimensions, measures, cells } = JSON.parse(text) as Columns & { readonly cells: readonly string[][] };
  const width = dimensions.length;
  return {
    ...{ dimensions, measures },
    cells: cells.map((cell) => cell.map((value, at) => (at < width ? value : BigInt(value)))),
  };
}

function placesOf({ columns }: Pick<OutputTable, 'columns'>, names: readonly string[]): number[] {
  return names.map((name) => {
    const place = columns.findIndex((column) => column.name === name);
    if (place < 0) throw new Error(`A table of aggregates has a column ${name}.`);
    return place;
  });
}

const keyOf = (codes: readonly unknown[]) => JSON.stringify(codes);
