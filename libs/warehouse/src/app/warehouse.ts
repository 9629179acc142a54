import type { Aggregate } from '../domain/aggregate';
import type { CodedRows } from '../domain/coded-rows';
import type { Field, TableSchema } from '../domain/field';
import type { IngestReport } from '../domain/finding';
import type { GridCell } from '../domain/grid';
import type { OutputTable } from '../domain/output-table';
import type { IngestTask } from './ingest-task';
import type { RowsFile } from './row-store';

/** Accepted rows, and the organisation that stands behind them. */
export type Source = { readonly file: RowsFile; readonly contributor: string };

/** What every cell says besides its people, contributors and sums; each costs more than none. */
export type AggregateDetails = {
  /** How its sums are shared out among contributors. */
  readonly withLargest?: boolean | undefined;
  /** How many persons are not of the contributor that has most of them. */
  readonly withOutside?: boolean | undefined;
  /** Each contributor's part, in cells that sum over no dimension. */
  readonly withShares?: boolean | undefined;
  /** Distinct persons, where the schema has a key for them. */
  readonly withPersons?: boolean | undefined;
};

export type AggregateQuery = AggregateDetails & {
  sources: readonly Source[];
  schema: TableSchema;
  dimensions: string[];
  measures: string[];
  /** 64 hexadecimal digits by which rows are keyed: every cell says the sum of its rows' keys then. It is part of no answer. */
  recordSecret?: string | undefined;
  /** Whether only so many rows of one person are counted as the schema says that there are at most. */
  boundsPersons?: boolean | undefined;
};

/** Values of one measure, by cell and by interval of the grid that the schema declares for it. */
export type GridQuery = {
  readonly sources: readonly Source[];
  readonly schema: TableSchema;
  readonly dimensions: readonly string[];
  readonly measure: string;
  /** Whether only so many rows of one person are counted as the schema says that there are at most. */
  readonly boundsPersons?: boolean | undefined;
};

/** Rows of one contribution, with these columns in this order. */
export type RowsQuery = { readonly file: RowsFile; readonly fields: readonly Field[] };

/** Rows of several contributions, together; of each only these columns. */
export type CodedRowsQuery = {
  readonly files: readonly RowsFile[];
  readonly fields: readonly Field[];
  /** Where there are more, some more than so many are read, and not all. */
  readonly mostRows?: number;
};

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
   * AGGREGATE.TOO_MANY_DIMENSIONS, AGGREGATE.OVERFLOW
   */
  abstract aggregate(query: AggregateQuery): Promise<Aggregate>;

  /**
   * Counts the values of a measure, interval by interval, in every cell of the dimensions and of all their margins: what
   * quantiles are found by. A missing value is in no interval.
   *
   * @throws as `aggregate`; AGGREGATE.NO_GRID
   */
  abstract countOnGrid(query: GridQuery): Promise<GridCell[]>;

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

  /**
   * Reads rows one by one, column by column, file after file. Direct identifiers come too, where they are asked for: what
   * is read here has not left yet.
   *
   * @throws KEY.MISSING, FILE.MISSING, FILE.DAMAGED
   */
  abstract readCoded(query: CodedRowsQuery): Promise<CodedRows>;

  /** Lets go of memory and temporary files; the warehouse opens again when it is next used. */
  abstract stop(): Promise<void>;
}
