/**
 * How the values of a column are coarsened. Values are numbered from 0; `levels[h][value]` is the group of the value at
 * level h + 1, and groups of a level are numbered from 0. Level 0 are the values themselves. Each level joins whole groups of
 * the one before it.
 */
export type Hierarchy = { readonly values: number; readonly levels: readonly Uint32Array[] };

/** A column by which somebody could be recognised together with others; `codes` has a value for each row. */
export type QuasiIdentifier = { readonly name: string; readonly codes: Uint32Array; readonly hierarchy: Hierarchy };

/** A column that nobody should learn about a person; values are numbered from 0, in their order where they have one. */
export type SensitiveColumn = {
  readonly name: string;
  readonly codes: Uint32Array;
  readonly values: number;
  /** Whether 1 is nearer to 2 than to 3: distances are then those of the earth mover over ranks. */
  readonly ordered?: boolean;
};

/** Rows as columns of numbers, so that any source of rows may have them made anonymous. */
export type Microdata = {
  readonly rows: number;
  readonly quasiIdentifiers: readonly QuasiIdentifier[];
  readonly sensitive?: readonly SensitiveColumn[];
  /** Who each row is about, numbered from 0, where one person may have several rows; left out: everybody has one. */
  readonly persons?: Uint32Array;
};

/** An exact share: a fifth is `{ part: 1, of: 5 }`. */
export type Share = { readonly part: number; readonly of: number };

/** What every group of rows that look alike must keep. */
export type Requirement = {
  /** Fewest persons in a group; a whole number from 1 on. */
  readonly k: number;
  /** How many values of each sensitive column a group has, or has as many as by the entropy of their shares. */
  readonly diversity?: { readonly kind: 'distinct' | 'entropy'; readonly l: number };
  /** How far the shares of a group may be from those of all rows: 0 (equal) to 1. */
  readonly closeness?: Share;
  /** The most rows that may be left out or have values starred, in whole percent of all. */
  readonly mostSuppressedPercent: number;
  /**
   * What becomes of rows whose group does not keep it: they are left out (`rows`, which is also what holds if nothing is
   * said), or as few of their values are starred as lets those look alike that were too few, and the rest is left out.
   */
  readonly suppression?: 'rows' | 'values';
};
