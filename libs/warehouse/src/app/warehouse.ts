import type { Aggregate } from '../domain/aggregate';
import type { Dialect } from '../domain/dialect';
import type { Field, TableSchema } from '../domain/field';
import type { IngestReport } from '../domain/finding';
import type { OutputTable } from '../domain/output-table';

/** One immutable file of accepted rows, and the organisation that stands behind it. */
export type Source = { path: string; contributor: string };

export type IngestTask = {
  csvPath: string;
  parquetPath: string;
  schema: TableSchema;
  /** What is known about the file; the rest is guessed and reported. */
  dialect?: Partial<Dialect>;
  signal?: AbortSignal;
};

export type AggregateQuery = {
  sources: Source[];
  schema: TableSchema;
  dimensions: string[];
  measures: string[];
  /** Whether every cell also says how its sums are shared out among contributors; it costs more. */
  withLargest?: boolean;
};

/** Rows of one Parquet file, with these columns in this order. */
export type RowsQuery = { path: string; fields: Field[] };

/**
 * The engine that keeps rows and counts them. Paths are absolute, on the local file system, inside the directories that the
 * engine was given; everything else on the machine is out of its reach.
 */
export abstract class Warehouse {
  /**
   * Reads a CSV against a schema and writes it as Parquet, whole or not at all: with one finding nothing is written.
   *
   * @returns the report; what is wrong with the file is in it, not thrown
   */
  abstract ingest(task: IngestTask): Promise<IngestReport>;

  /**
   * Counts people and sums measures in every cell of the dimensions and of all their margins. Sources may lack optional
   * columns of the schema; their values count as missing.
   *
   * @throws AGGREGATE.UNKNOWN_COLUMN, AGGREGATE.NOT_A_DIMENSION, AGGREGATE.NOT_A_MEASURE, AGGREGATE.REPEATED_COLUMN,
   * AGGREGATE.TOO_MANY_DIMENSIONS
   */
  abstract aggregate(query: AggregateQuery): Promise<Aggregate>;

  /** Writes a table to a file, replacing it at once; text that a spreadsheet would run as a formula is neutralised in CSV. */
  abstract writeTable(table: OutputTable, path: string, format: 'csv' | 'parquet'): Promise<void>;

  /**
   * Writes rows one by one as CSV, as they were accepted and in their order, replacing the file at once; text that a
   * spreadsheet would run as a formula is neutralised. A column that the file lacks is empty.
   */
  abstract writeRows(rows: RowsQuery, path: string): Promise<void>;

  /** Lets go of memory and temporary files; the warehouse opens again when it is next used. */
  abstract stop(): Promise<void>;
}
