import { scaleOf, type Field } from '../../domain/field';
import { codeOrTotal, list, marginsOf } from '../counted-rows';
import { FILE, type EngineWords } from '../engine-words';
import { name } from '../sql';

/** Where the servers find opened rows. */
export type RowsPlace = {
  readonly cluster: string;
  /** Of the folder: `https://s3.example.org/bucket/shelf`. */
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

/**
 * The distributed engine's words: each server of the cluster reads some of the Parquet files in the object store.
 *
 * Sums are made of decimals, because this engine would let its integers overflow in silence.
 *
 * @param files names in the folder, one for each contributor of the question, in the same order
 */
export const clickHouseWords = (place: RowsPlace, files: readonly string[]): EngineWords => ({
  rows: (fields) => {
    const columns = fields.map(({ name: column }) => name(column));
    return `(SELECT ${[`${placeInList(files)} AS ${FILE}`, ...columns].join(', ')} FROM ${source(place, files, fields)})`;
  },
  file: String,
  // Its number takes the first byte for the smallest.
  hash64: (of) => `CAST(reinterpretAsUInt64(reverse(substring(SHA256(${of}), 1, 8))) AS DECIMAL(38, 0))`,
  text: (code, field) =>
    field.type === 'decimal' ? `toDecimalString(${code}, ${scaleOf(field)})` : `CAST(${code} AS VARCHAR)`,
  summand: (column, field) => `CAST(${column} AS DECIMAL(38, ${scaleOf(field)}))`,
  intervalIn: (column, field, { from, step }) =>
    `intDiv(toInt128(CAST(${column} AS DECIMAL(38, ${scaleOf(field)})) * ${10 ** scaleOf(field)}) - (${from}), ${step})`,
  wide: (sum) => sum,
  told: (sum) => sum,
  bits: (value) => `toUInt64(${value})`,
  bitCount: (set) => `bitCount(${set})`,
  values: (rows, columns) =>
    `(SELECT ${tupleOf(columns)} FROM (SELECT arrayJoin([${rows.join(', ')}]) AS t)) AS source`,
  twoLargest: (value) => [`arrayReverseSort(groupArray(${value}))[1]`, `arrayReverseSort(groupArray(${value}))[2]`],
  joined: (texts) => `arrayStringConcat(groupArray(${texts}), ' ')`,
  // All margins in one pass: this engine would read the files again for each mention of a table expression.
  withMargins: (table, { from, codes, kept, values }) => `${table} AS (
    SELECT ${list(
      codes.map(codeOrTotal),
      kept,
      values.map(([value, combine]) => `${combine}(${value}) AS t${value}`),
    )} FROM ${from} GROUP BY GROUPING SETS (${marginsOf(codes, kept)})
  )`,
});

/** A text literal: this engine reads backslashes in it. */
const literal = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

const placeInList = (files: readonly string[]) =>
  `transform(_file, [${files.map(literal).join(', ')}], [${files.map((_, at) => `toInt32(${at})`).join(', ')}], toInt32(-1))`;

function source(
  { cluster, url, accessKeyId, secretAccessKey }: RowsPlace,
  files: readonly string[],
  fields: readonly Field[],
) {
  const address = `${url}/${files.length === 1 ? (files[0] ?? '') : `{${files.join(',')}}`}`;
  // A column that nobody asks about keeps the reader going where only rows are counted.
  const structure =
    fields.length > 0 ? fields.map((field) => `${name(field.name)} Nullable(${typeOf(field)})`).join(', ') : 'auto';
  const words = [cluster, address, accessKeyId, secretAccessKey, 'Parquet', structure].map(literal);
  return `s3Cluster(${words.join(', ')})`;
}

function typeOf(field: Field): string {
  switch (field.type) {
    case 'integer':
      return 'Int64';
    case 'decimal':
      return `Decimal(18, ${scaleOf(field)})`;
    case 'date':
      return 'Date32';
    case 'boolean':
      return 'Bool';
    case 'string':
      return 'String';
  }
}

const tupleOf = (columns: readonly string[]) => columns.map((column, at) => `t.${at + 1} AS ${column}`).join(', ');
