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
};

/** How a sum is shared out: the total of its contributors' absolute values, and the two largest of these, larger first. */
export type Magnitude = { readonly total: bigint; readonly largest: readonly [bigint, bigint] };

/** `codes[i]` is a leaf, a group or TOTAL of dimension i. A cell of the full cross product that is not listed has nobody in it. */
export type Cell = {
  readonly codes: readonly string[];
  readonly people: bigint;
  readonly contributors: number;
  /** One for each measure published with the count; needed only where a rule asks how sums are shared out. */
  readonly magnitudes?: readonly Magnitude[] | undefined;
};
export type Table = { readonly dimensions: readonly Dimension[]; readonly cells: readonly Cell[] };

/** `primary`: unsafe by itself; `secondary`: hidden so that no primary can be derived. A release shows both as one. */
export type CellStatus = 'published' | 'primary' | 'secondary';
export type ProtectedCell = { readonly codes: readonly string[]; readonly status: CellStatus };

/** Every cell of the full cross product with its status, and how many have each. */
export type Protection = {
  readonly cells: readonly ProtectedCell[];
  readonly primary: number;
  readonly secondary: number;
  readonly published: number;
};
