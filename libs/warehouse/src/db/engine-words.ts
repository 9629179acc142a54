import type { Field } from '../domain/field';
import type { Grid } from '../domain/grid';

/** Cells in which nothing is summed over yet, and what of them adds up. */
export type Summable = {
  /** A table of them. */
  readonly from: string;
  /** Columns of text: those that margins sum over, in their order. */
  readonly codes: readonly string[];
  /** Columns that they never sum over. */
  readonly kept: readonly string[];
  /** Columns with their aggregate function: `sum`, or `bit_or` for sets. */
  readonly values: readonly (readonly [column: string, combine: 'sum' | 'bit_or'])[];
};

/** Beside the columns of fields, what says the file of a row, and its contributor: names that no field may have. */
export const FILE = '_from';
export const CONTRIBUTOR = '_contributor';

/** Rows, and the file that they are of: a number, or the column that says it. */
export type Part = { readonly f: string; readonly rows: string };

/**
 * What one engine says in its own words. The rest of a question is SQL that all of them understand, and where they answer
 * it with the same whole numbers.
 */
export type EngineWords = {
  /** The rows of all files: `_from`, which names their file, and the fields under their names; what is missing is null. */
  rows(fields: readonly Field[]): string;
  /** The same rows in parts, each with what `_from` is in it, where an engine is quicker with these; else they come at once. */
  readonly parts?: ((fields: readonly Field[]) => readonly Part[] | undefined) | undefined;
  /** Where the cells of the files were counted before, what they are read by. */
  readonly counted?: string | undefined;
  /** What `_from` is for the rows of one of the files. @param at its place in the list */
  file(at: number): string;
  /** The first 64 bits of the SHA-256 of a text, as a number without a sign, wide enough to be summed. */
  hash64(text: string): string;
  /** A code as it is published, and a sum with all the digits of its scale. */
  text(column: string, field: Field): string;
  /** A column as something whose sums are exact and never overflow. */
  summand(column: string, field: Field): string;
  /** The number of the interval of a grid that the values of a column lie in; none lies below the grid. */
  intervalIn(column: string, field: Field, grid: Grid): string;
  /** A count or a sum as a number wide enough for any other. */
  wide(sum: string): string;
  /** A sum of the values of a field, as it is quickest to read. */
  told(sum: string, field: Field): string;
  /** A literal of 64 bits without a sign. */
  bits(value: bigint): string;
  bitCount(set: string): string;
  /** A table of literals. */
  values(rows: readonly string[], columns: readonly string[]): string;
  /** The largest and the second largest of the values in a group; 0 for a second that is not there. */
  twoLargest(value: string): readonly [string, string];
  /** The texts of a group that are not null, one after the other with spaces between; in no order. */
  joined(texts: string): string;
  /**
   * The cells with all their margins, where `_T` stands for what was summed over, as common table expressions of which the
   * last has the name. Codes get a `c` in front of their names, values a `t`.
   */
  withMargins(name: string, cells: Summable): string;
};
