import type { Aggregate } from '../domain/aggregate';
import type { Field, TableSchema } from '../domain/field';
import type { IngestReport } from '../domain/finding';
import type { OutputTable } from '../domain/output-table';
import type { IngestTask } from './ingest-task';
import type { RowsFile } from './row-store';

/** Accepted rows, and the organisation that stands behind them. */
export type Source = { readonly file: RowsFile; readonly contributor: string };

export type AggregateQuery = {
  sources: readonly Source[];
  schema: TableSchema;
  dimensions: string[];
  measures: string[];
  /** Whether every cell also says how its sums are shared out among contributors; it costs more. */
  withLargest?: boolean;
};

/** Rows of one contribution, with these columns in this order. */
export type RowsQuery = { readonly file: RowsFile; readonly fields: readonly Field[] };

/**
 * The engine that keeps rows and counts them. Paths are absolute, on the local file system, inside the directories that the
 * engine was given; everything else on the machine is out of its reach.
 */
export abstract class Warehouse {
  /**
   * Reads a file against a schema and writes it as Parquet, whole or not at all: with one error nothing is written.
   *
   * @returns the report; what is wrong with the file is in it, not thrown
   */
  abstract ingest(task: IngestTask): Promise<IngestReport>;

  /**
   * Counts people and sums measures in every cell of the dimensions and of all their margins. Sources may lack optional
   * columns of the schema; their values count as missing.
   *
   * @throws KEY.MISSING, FILE.MISSING, FILE.DAMAGED; AGGREGATE.UNKNOWN_COLUMN, AGGREGATE.NOT_A_DIMENSION, AGGREGATE.NOT_A_MEASURE, AGGREGATE.REPEATED_COLUMN,
   * AGGREGATE.TOO_MANY_DIMENSIONS
   */
  abstract aggregate(query: AggregateQuery): Promise<Aggregate>;

  /** Writes a table to a file, replacing it at once; text that a spreadsheet would run as a formula is neutralised in CSV. */
  abstract writeTable(table: OutputTable, path: string, format: 'csv' | 'parquet'): Promise<void>;

  /**
   * Reads a table back that was written as Parquet, in its order.
   *
   * @param kept by column, the texts of the rows to read: all rows where it is empty
   */
  abstract readTable(path: string, kept: ReadonlyMap<string, readonly string[]>): Promise<OutputTable>;

  /**
   * Writes rows one by one as CSV, as they were accepted and in their order, replacing the file at once; text that a
   * spreadsheet would run as a formula is neutralised. A column that the file lacks is empty.
   *
   * @throws KEY.MISSING, FILE.MISSING, FILE.DAMAGED
   */
  abstract writeRows(rows: RowsQuery, path: string): Promise<void>;

  /** Lets go of memory and temporary files; the warehouse opens again when it is next used. */
  abstract stop(): Promise<void>;
}
