import { samplerOf, type RandomInts } from '#disclosure';
import type { OutputColumn, OutputTable } from '#warehouse';
import { quantilesIn } from '../asked-statistic';
import { CONF_STATUS, CONFIDENTIAL, PEOPLE } from '../protected-table';
import { noiseOf, type NoisyColumn, type PlannedNoise } from './noise-facts';
import { drawnQuantile, type ValuesOnGrid } from './noisy-quantile';
import type { NoisyQuestion } from './noisy-question';

type Columns = Pick<NoisyQuestion, 'dimensions' | 'measures' | 'quantiles'>;

/** Numbers with their noise, of every declared cell of a table, whoever may see which of them. */
export type NoisyAnswer = Columns & {
  /** Codes of the dimensions, then people, then measures and quantiles in whole units of 10^-scale. */
  readonly cells: readonly (readonly (string | bigint)[])[];
};

/** What is true of every declared cell. */
export type TrueNumbers = {
  /** A cell that nobody is behind has no numbers. */
  readonly table: OutputTable;
  /** By measure, where quantiles are asked for. */
  readonly onGrid: ReadonlyMap<string, ValuesOnGrid>;
};

type Cell = OutputTable['rows'][number];

/**
 * Adds a draw of its own to each number of a table, and draws each quantile of it.
 *
 * Every declared cell gets its draws, those too that nobody is behind and those that are hidden today: how many draws there
 * are follows from the schema, and whoever may see more cells another day is answered from the same draws.
 *
 * Numbers stay as drawn. A count may come out below zero: cut off there, sums of many cells would be too large, and that a
 * zero was cut off would tell more than it hides.
 *
 * @param planned as it was charged
 */
export function drawn(
  { table, onGrid }: TrueNumbers,
  { dimensions, measures, quantiles }: Columns,
  planned: Pick<PlannedNoise, 'columns' | 'quantiles'>,
  random: RandomInts,
): NoisyAnswer {
  const codes = placesOf(table, dimensions);
  const numbers = placesOf(table, [PEOPLE, ...measures]);
  const samplers = planned.columns.map((column) => samplerOf(noiseOf(column)));
  const noisy = (row: Cell) =>
    samplers.map((draw, at) => {
      const value = row[numbers[at] ?? -1];
      return (typeof value === 'bigint' ? value : 0n) + draw(random);
    });
  const drawQuantiles = quantileDraws(quantiles ?? [], planned, onGrid);
  const cells = table.rows.map((row, at) => [
    ...codes.map((place) => String(row[place])),
    ...noisy(row),
    ...drawQuantiles.map((draw) => draw(at, random)),
  ]);
  return { dimensions, measures, ...(quantiles && { quantiles }), cells };
}

/** Of each quantile its draw, by the number of the row. */
const quantileDraws = (
  names: readonly string[],
  { quantiles = [] }: Pick<PlannedNoise, 'quantiles'>,
  onGrid: TrueNumbers['onGrid'],
) =>
  quantilesIn(names).map((asked) => {
    const noise = quantiles.find(({ name }) => name === asked.name);
    const values = onGrid.get(asked.measure);
    if (!noise || !values) throw new Error(`A quantile is drawn as it was charged, on its grid: ${asked.name}.`);
    return (at: number, random: RandomInts) =>
      drawnQuantile(asked, noise, { grid: values.grid, intervals: values.cells[at] ?? [] }, random);
  });

/** What is shown of an answer in one row: people first, then its measures and its quantiles; null: nothing. */
export type ShownDraws = readonly bigint[] | null;

/**
 * What is shown of an answer, row by row of a protected table.
 *
 * What is hidden stays hidden. So does a cell that was never drawn (its code was declared later): it is not worth a second
 * draw for all others.
 *
 * @param table as it would leave the commons without noise
 * @param isHidden which cells are left out besides, by their codes in the order of the answer
 */
export function shownDraws(
  table: OutputTable,
  answer: NoisyAnswer,
  isHidden: (codes: readonly string[]) => boolean,
): ShownDraws[] {
  const width = answer.dimensions.length;
  const codePlaces = placesOf(table, answer.dimensions);
  const numberPlaces = placesOf(table, [PEOPLE, ...answer.measures]);
  const known = new Map(answer.cells.map((cell) => [keyOf(cell.slice(0, width)), cell.slice(width).map(BigInt)]));
  return table.rows.map((row) => {
    const codes = codePlaces.map((place) => String(row[place]));
    const isShown = numberPlaces.every((place) => typeof row[place] === 'bigint') && !isHidden(codes);
    return (isShown && known.get(keyOf(codes))) || null;
  });
}

/**
 * The protected table with the numbers that were drawn, and beside each column how far the truth may be. Numbers that were
 * not drawn are not in it.
 *
 * @param table as it would leave the commons without noise
 * @returns further columns at the end: `people_margin_95`, and so for each measure; empty where there is no number
 */
export function noisyTable(
  table: OutputTable,
  { measures }: Pick<NoisyAnswer, 'measures'>,
  { noise, draws }: { readonly noise: readonly NoisyColumn[]; readonly draws: readonly ShownDraws[] },
): OutputTable {
  const numbers = [PEOPLE, ...measures];
  const people = table.columns.findIndex(({ name }) => name === PEOPLE);
  const [status = -1] = placesOf(table, [CONF_STATUS]);
  const columns = placesOf(table, [...numbers, CONF_STATUS]).flatMap((place) => table.columns[place] ?? []);
  const margins = noise.map(({ halfWidth95 }) => BigInt(halfWidth95));
  return {
    columns: [...table.columns.slice(0, people), ...columns, ...marginColumns(columns, noise)],
    rows: table.rows.map((row, at) => {
      const [codes, found] = [row.slice(0, people), draws[at]];
      if (!found) return [...codes, ...numbers.map(() => null), CONFIDENTIAL, ...margins.map(() => null)];
      return [...codes, ...found.slice(0, numbers.length), row[status] ?? null, ...margins];
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
export const answerText = ({ cells, ...columns }: NoisyAnswer): string =>
  JSON.stringify({ ...columns, cells: cells.map((cell) => cell.map(String)) });

/** Reads what `answerText` wrote. */
export function answerFrom(text: string): NoisyAnswer {
  const { cells, ...columns } = JSON.parse(text) as Columns & { readonly cells: readonly string[][] };
  const width = columns.dimensions.length;
  return { ...columns, cells: cells.map((cell) => cell.map((value, at) => (at < width ? value : BigInt(value)))) };
}

function placesOf({ columns }: Pick<OutputTable, 'columns'>, names: readonly string[]): number[] {
  return names.map((name) => {
    const place = columns.findIndex((column) => column.name === name);
    if (place < 0) throw new Error(`A table of aggregates has a column ${name}.`);
    return place;
  });
}

const keyOf = (codes: readonly unknown[]) => JSON.stringify(codes);
