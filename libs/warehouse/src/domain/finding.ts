import type { Dialect } from './dialect';

export type FindingCode =
  | 'CSV.EMPTY'
  | 'CSV.NO_ROWS'
  | 'CSV.NOT_CSV'
  | 'CSV.WRONG_ENCODING'
  | 'CSV.WRONG_QUOTING'
  | 'CSV.LINE_TOO_LONG'
  | 'CSV.RAGGED_ROW'
  | 'COLUMN.UNKNOWN'
  | 'COLUMN.MISSING'
  | 'COLUMN.DUPLICATE'
  | 'CELL.WRONG_TYPE'
  | 'CELL.REQUIRED'
  | 'CELL.NOT_IN_LIST'
  | 'CELL.OUT_OF_RANGE'
  | 'CELL.RESERVED'
  | 'CELL.NOT_WITHIN'
  | 'ROW.DUPLICATE_KEY';

/** What is wrong at one place of a file. */
export type Finding = {
  /** As a spreadsheet numbers it, the header being row 1; null where the whole file is meant. */
  row: number | null;
  /** Name of the column; null where the whole row is meant. */
  column: string | null;
  code: FindingCode;
  /** Limits and counts for the hint; never the value of a cell. */
  facts?: Record<string, string | number>;
};

/** How many findings a report lists; it counts all. */
export const MAX_FINDINGS = 1_000;

export type IngestReport = {
  dialect: Dialect;
  /** Rows of data, without the header and without blank lines. */
  rows: number;
  /** Sum of the weight, or rows where the schema has no weight; 0 if anything was found. */
  people: bigint;
  /** All of them, also those that are not listed. */
  findingCount: number;
  /** The first thousand, in row order. */
  findings: Finding[];
};

/** A collection that counts every finding and keeps the first thousand in the order they came. */
export class Findings {
  readonly listed: Finding[] = [];
  count = 0;

  add(...findings: Finding[]): void {
    this.count += findings.length;
    this.listed.push(...findings.slice(0, MAX_FINDINGS - this.listed.length));
  }
}

/** Rows first to last, columns of a row left to right as they came; what has no row comes first. */
export const inRowOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => (a.row ?? 0) - (b.row ?? 0)).slice(0, MAX_FINDINGS);
