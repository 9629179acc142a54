import type { AskedDimension, LiveAnswer, LiveFilter } from '#extracts';
import type { Purpose } from '#policy';
import { decimalText, type OutputColumn } from '#warehouse';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { PurposeEnum } from './extract.type';

@InputType('AskedDimensionInput', { description: 'A column to count by.' })
class AskedDimensionInput implements AskedDimension {
  @Field(() => String, { description: 'A dimension of the dataset, by its name.' })
  field: string;

  @Field(() => String, {
    nullable: true,
    description: 'A coarser level of its code list, such as `district` of a section; left out: the column as it is.',
  })
  level?: string;
}

@InputType('LiveFilterInput', { description: 'Only rows with some of a column’s codes.' })
class LiveFilterInput extends AskedDimensionInput implements LiveFilter {
  @Field(() => [String], { description: 'Declared codes of the column, or _T for its total; at least one.' })
  codes: string[];
}

@InputType('LiveAggregatesInput', { description: 'Numbers to look up. Nothing in it is free text.' })
export class LiveAggregatesInput {
  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;

  @Field(() => [AskedDimensionInput], { defaultValue: [], description: 'What to count by.' })
  dimensions: AskedDimensionInput[];

  @Field(() => [String], { defaultValue: [], description: 'What to add up, besides counting people.' })
  measures: string[];

  @Field(() => [LiveFilterInput], {
    defaultValue: [],
    description: 'Which rows; a column that is filtered by is counted by as well. They choose, and change no number.',
  })
  filters: LiveFilterInput[];
}

@ObjectType('LiveRow', { description: 'One row of a protected table.' })
export class LiveRowType {
  @Field(() => [String], { description: 'Its code in each dimension; _T is the total, _U a missing value.' })
  codes: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: 'How many people, as the terms have numbers shown; null: it is protected.',
  })
  people: string | null;

  @Field(() => [String], {
    nullable: 'items',
    description: 'The sums, as exact decimals in the order of `measures`; null: it is protected.',
  })
  measures: readonly (string | null)[];

  @Field(() => [String], {
    nullable: 'items',
    description:
      'Where numbers have noise: how far the number without it may be, with 95 % confidence, for people and then for each measure; none where they have no noise.',
  })
  margins: readonly (string | null)[];

  @Field(() => String, { description: 'F: free for publication; C: confidential. SDMX CONF_STATUS.' })
  confStatus: string;
}

@ObjectType('LiveAggregates', { description: 'An answer: rows of a table that was protected as a whole.' })
export class LiveAggregatesType {
  @Field(() => ID, { description: 'The extract that it is in the books: its permit, its decisions and its files.' })
  extractId: string;

  @Field(() => Boolean, { description: 'False: the table is being made; ask the same again in a moment.' })
  isReady: boolean;

  @Field(() => Int, { nullable: true, description: 'The version that was counted; null until it is ready.' })
  datasetVersion: number | null;

  @Field(() => [String], { description: 'The columns of `codes`; none until it is ready.' })
  dimensions: readonly string[];

  @Field(() => [String], { description: 'The columns of `measures`; none until it is ready.' })
  measures: readonly string[];

  @Field(() => Int, { description: 'How many rows there are.' })
  rowCount: number;

  @Field(() => [LiveRowType], { description: 'Some of the rows, in the order of the code lists.' })
  rows: readonly LiveRowType[];
}

/** @param window which rows to show */
export function toLiveAggregatesType(
  { extractId, table }: LiveAnswer,
  window: { readonly skip: number; readonly first: number },
): LiveAggregatesType {
  if (!table)
    return { extractId, isReady: false, datasetVersion: null, dimensions: [], measures: [], rowCount: 0, rows: [] };
  const { columns, rows, datasetVersion } = table;
  const people = columns.findIndex(({ name, type }) => name === 'people' && type === 'integer');
  const status = columns.findIndex(({ name, type }) => name === 'conf_status' && type === 'string');
  const names = columns.map(({ name }) => name);
  const margins = ['people', ...names.slice(people + 1, status)]
    .map((name) => names.indexOf(`${name}_margin_95`))
    .filter((at) => at > status);
  const textOf = (row: KeptRow, at: number) => asText(row[at] ?? null, columns[at]);
  return {
    ...{ extractId, isReady: true, datasetVersion, rowCount: rows.length },
    ...{ dimensions: names.slice(0, people), measures: names.slice(people + 1, status) },
    rows: rows.slice(window.skip, window.skip + window.first).map((row) => ({
      codes: row.slice(0, people).map(String),
      people: textOf(row, people),
      measures: names.slice(people + 1, status).map((_, at) => textOf(row, people + 1 + at)),
      margins: margins.map((at) => textOf(row, at)),
      confStatus: String(row[status]),
    })),
  };
}

type KeptRow = readonly (string | bigint | null)[];

const asText = (value: string | bigint | null, column: OutputColumn | undefined): string | null =>
  typeof value === 'bigint' ? decimalText(value, column?.scale ?? 0) : value;
