import type { Dialect } from './dialect';

export const FINDING_CODES = [
  'CSV.EMPTY',
  'CSV.NO_ROWS',
  'CSV.NOT_CSV',
  'CSV.WRONG_ENCODING',
  'CSV.WRONG_QUOTING',
  'CSV.LINE_TOO_LONG',
  'CSV.RAGGED_ROW',
  'COLUMN.UNKNOWN',
  'COLUMN.MISSING',
  'COLUMN.DUPLICATE',
  'COLUMN.DERIVED',
  'CELL.WRONG_TYPE',
  'CELL.REQUIRED',
  'CELL.NOT_IN_LIST',
  'CELL.OUT_OF_RANGE',
  'CELL.TOO_SHORT',
  'CELL.TOO_LONG',
  'CELL.WRONG_PATTERN',
  'CELL.RESERVED',
  'CELL.DIRECT_IDENTIFIER',
  'CELL.NOT_UNIQUE',
  'CELL.NOT_WITHIN',
  'CELL.NO_ANCESTOR',
  'ROW.DUPLICATE_KEY',
  'ROW.UNKNOWN_REFERENCE',
  'ROW.RULE_BROKEN',
  'TABLE.IMPLAUSIBLE',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** An error rejects the file; a warning asks people to look again. */
export type Severity = 'error' | 'warning';

const WARNINGS: readonly FindingCode[] = ['COLUMN.DERIVED', 'TABLE.IMPLAUSIBLE'];

export const severityOf = (code: FindingCode): Severity => (WARNINGS.includes(code) ? 'warning' : 'error');

/** What is wrong at one place of a file. */
export type Finding = {
  /** As a spreadsheet numbers it, the header being row 1; null where the whole file is meant. */
  row: number | null;
  /** Name of the column, or of several with commas between them; null where the whole row is meant. */
  column: string | null;
  code: FindingCode;
  severity: Severity;
  /**
   * What the cell says, made safe to show (see `shownValue`); never there for a column that holds identifiers, for a column
   * that was not recognised, or for what looks like a person's identifier. Only for those who sent the file.
   */
  value?: string;
  /** Limits and counts for the hint; never the value of a cell. */
  facts?: Record<string, string | number>;
};

/** A finding with the severity that its code has. */
export const findingOf = (found: Omit<Finding, 'severity'>): Finding => ({
  ...found,
  severity: severityOf(found.code),
});

/** Findings of one kind in one column. */
export type FindingGroup = {
  code: FindingCode;
  column: string | null;
  severity: Severity;
  count: number;
  firstRow: number | null;
};

/** How many findings a report lists; it counts all. */
export const MAX_FINDINGS = 1_000;

/** How many the list to download has; a file of separators has more findings than anybody reads. */
export const MOST_LISTED = 1_000_000;

export type IngestReport = {
  dialect: Dialect;
  /** Rows of data, without the header and without blank lines. */
  rows: number;
  /** Sum of the weight, or rows where the schema has no weight; 0 if there are errors. */
  people: bigint;
  /** Errors: all of them, also those that are not listed. The file is accepted where this is 0. */
  findingCount: number;
  /** Warnings, which do not reject. */
  warningCount: number;
  /** The first thousand errors and warnings, in row order. */
  findings: Finding[];
  /** Everything counted by code and column, in the order of the first row. */
  groups: FindingGroup[];
};
