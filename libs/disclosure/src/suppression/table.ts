import type { Certificate } from '../audit/certificate';

/** SDMX code of a total. */
export const TOTAL = '_T';

/**
 * One dimension: leaf codes, and groups of leaves (a coarser level of its code list, e.g. district over zones).
 *
 * The total is implied. Groups may overlap, may leave leaves out, and may repeat each other; each has at least one leaf.
 */
export type Dimension = {
  readonly name: string;
  readonly leaves: readonly string[];
  readonly groups: readonly { readonly code: string; readonly leaves: readonly string[] }[];
  /** What people would not have known of them: a value that nearly all of a group have gives the group away. */
  readonly isSensitive?: boolean | undefined;
};

/** How a sum is shared out: the total of its contributors' absolute values, and the two largest of these, larger first. */
export type Magnitude = { readonly total: bigint; readonly largest: readonly [bigint, bigint] };

/** One contributor's part of an inner cell: people, and its part of each sum. `holder` counts from 0. */
export type Share = { readonly holder: number; readonly people: bigint; readonly sums: readonly bigint[] };

/** `codes[i]` is a leaf, a group or TOTAL of dimension i. A cell of the full cross product that is not listed has nobody in it. */
export type Cell = {
  readonly codes: readonly string[];
  /** Adds up over the parts of a cell. */
  readonly people: bigint;
  readonly contributors: number;
  /** Distinct persons, where one person may be counted by several of `people`; left out: `people`. Does not add up; for rules only. */
  readonly persons?: bigint | undefined;
  /** The sums that are published with the count, one a measure; they add up. */
  readonly sums?: readonly bigint[] | undefined;
  /** Persons outside the largest contributor (the largest by persons). */
  readonly outside?: bigint | undefined;
  /** One for each measure published with the count; needed only where a rule asks how sums are shared out. */
  readonly magnitudes?: readonly Magnitude[] | undefined;
  /** Who holds what of an inner cell, where insiders are audited; parts add up to `people` and `sums`. */
  readonly shares?: readonly Share[] | undefined;
};

/** A table of the same people that is out already: codes over all dimensions of the table, TOTAL where it has no detail. */
export type EarlierView = {
  readonly dimensions: readonly string[];
  readonly published: readonly (readonly string[])[];
};

export type Table = {
  readonly dimensions: readonly Dimension[];
  readonly cells: readonly Cell[];
  /** How many holders there are; shares name them from 0. */
  readonly holders?: number | undefined;
  /** Sets of holders that put together what they know. Each holder alone is audited wherever shares are given. */
  readonly coalitions?: readonly (readonly number[])[] | undefined;
  /** Codes of inner cells that everybody knows to be empty. */
  readonly structuralZeros?: readonly (readonly string[])[] | undefined;
  /**
   * Names of the dimensions of the table that is asked for; left out: all. The others exist for earlier views only: a cell
   * that is detailed by one of them and belongs to no earlier view is never shown and is no part of the system.
   */
  readonly asked?: readonly string[] | undefined;
  readonly earlier?: readonly EarlierView[] | undefined;
};

/** Which rule makes a cell unsafe by itself. */
export type Cause = 'people' | 'contributors' | 'dominance' | 'pPercent' | 'outside' | 'zero' | 'group' | 'difference';

/** `primary`: unsafe by itself; `secondary`: hidden so that no primary can be derived. A release shows both as one. */
export type CellStatus = 'published' | 'primary' | 'secondary';
export type ProtectedCell = { readonly codes: readonly string[]; readonly status: CellStatus };

/** The least and the most that outsiders must reckon with, at least: what they know is no narrower. `null` means no bound. */
export type Range = { readonly least: bigint | null; readonly most: bigint | null };

/** How open a primary cell is proven to be: its count, and each of its sums. */
export type Width = { readonly codes: readonly string[]; readonly people: Range; readonly sums: readonly Range[] };
export type Causes = { readonly codes: readonly string[]; readonly causes: readonly Cause[] };

/** Every cell of the table that is asked for with its status, and how many have each. */
export type Protection = {
  readonly cells: readonly ProtectedCell[];
  readonly primary: number;
  readonly secondary: number;
  readonly published: number;
  /** Why each primary cell is one. */
  readonly causes: readonly Causes[];
  readonly widths: readonly Width[];
  /** Never published: it tells by implication what is hidden. */
  readonly certificate: Certificate;
  /** Cells hidden in addition because intervals were too narrow, and because of what insiders know. */
  readonly repaired: { readonly intervals: number; readonly insiders: number };
  /** Primary cells that earlier releases had given away already, so that hiding them now protects nobody. */
  readonly exposed: readonly (readonly string[])[];
};

/** Told how many of how many primary cells have been looked at. */
export type OnProgress = (done: number, of: number) => void;
