import { invalidTable } from '../errors';
import { layOut, type Axis } from '../suppression/axis';
import type { Dimension } from '../suppression/table';

/**
 * One number for each cell, `codes` as in a Table. An inner cell that is not listed is zero; a margin that is not listed is
 * no part of the table.
 */
export type Figures = {
  readonly dimensions: readonly Dimension[];
  readonly cells: readonly { readonly codes: readonly string[]; readonly value: bigint }[];
};

/** A number between two multiples: `quotient` bases, and a part of one (0 ≤ rest < 1) that says which is nearer. */
type Between = { readonly quotient: bigint; readonly rest: number };
/** `cell` is its place in the figures. */
export type Inner = Between & { readonly cell: number };
/** `parts` are inner cells by number; `carried`: how many bases more it has than the quotients of its parts. */
export type Margin = Inner & { readonly parts: readonly number[]; readonly carried: number };
export type Rounding = { readonly inner: readonly Inner[]; readonly margins: readonly Margin[] };

/**
 * Sorts the cells into inner cells and margins, each by their codes: the same table is the same however it was listed.
 *
 * @throws DISCLOSURE.INVALID_TABLE on unknown codes, cells listed twice and margins that are not the sums of their parts
 */
export function asTable(figures: Figures, base: bigint): Rounding {
  const axes = axesOf(figures);
  const places = inOrder(figures).map((cell) => ({
    cell,
    position: positionOf(axes, figures.cells[cell]?.codes ?? []),
  }));
  const isInner = (position: readonly number[]) => position.every((code, i) => code < (axes[i]?.leafCount ?? 0));
  const inner: Inner[] = [];
  const parts = new Map(places.map(({ position }) => [numberOf(axes, position), [] as number[]]));
  if (parts.size !== places.length) throw invalidTable('a cell is listed twice');
  for (const { cell, position } of places) {
    if (!isInner(position)) continue;
    const part = inner.push({ cell, ...between(figures.cells[cell]?.value ?? 0n, base) }) - 1;
    for (const above of aboveOf(axes, position)) parts.get(above)?.push(part);
  }
  const margins = places
    .filter(({ position }) => !isInner(position))
    .map(({ cell, position }) =>
      marginOf(figures, base, { cell, inner, parts: parts.get(numberOf(axes, position)) ?? [] }),
    );
  return { inner, margins };
}

type Sum = { readonly cell: number; readonly inner: readonly Inner[]; readonly parts: readonly number[] };

function marginOf({ cells }: Figures, base: bigint, { cell, inner, parts }: Sum): Margin {
  const { value = 0n, codes } = cells[cell] ?? {};
  const sum = parts.reduce((all, part) => all + (cells[inner[part]?.cell ?? -1]?.value ?? 0n), 0n);
  if (sum !== value) throw invalidTable('a margin is not the sum of its parts', { codes });
  const own = between(value, base);
  const quotients = parts.reduce((all, part) => all + (inner[part]?.quotient ?? 0n), 0n);
  return { cell, ...own, parts, carried: Number(own.quotient - quotients) };
}

function between(value: bigint, base: bigint): Between {
  const left = ((value % base) + base) % base;
  return { quotient: (value - left) / base, rest: Number(left) / Number(base) };
}

function axesOf({ dimensions }: Figures): Axis[] {
  let stride = 1;
  return dimensions.map((dimension) => {
    const axis = layOut(dimension, stride);
    stride *= axis.codes.length;
    return axis;
  });
}

/** The cells in the order of their codes, dimensions in the order of their names. */
function inOrder({ dimensions, cells }: Figures): number[] {
  const order = dimensions
    .map((_, i) => i)
    .sort((one, other) => compared(dimensions[one]?.name, dimensions[other]?.name));
  const keys = cells.map(({ codes }) => JSON.stringify(order.map((i) => codes[i])));
  return keys.map((_, cell) => cell).sort((one, other) => compared(keys[one], keys[other]));
}

const compared = (one = '', other = ''): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};

function positionOf(axes: readonly Axis[], codes: readonly string[]): number[] {
  const position = axes.map((axis, i) => axis.indexOf.get(codes[i] ?? '') ?? -1);
  if (codes.length !== axes.length || position.includes(-1))
    throw invalidTable('a cell has an unknown code', { codes });
  return position;
}

const numberOf = (axes: readonly Axis[], position: readonly number[]): number =>
  axes.reduce((number, { stride }, i) => number + stride * (position[i] ?? 0), 0);

/** The numbers of all cells that an inner cell is in. */
const aboveOf = (axes: readonly Axis[], position: readonly number[]): number[] =>
  axes.reduce<number[]>(
    (cells, { above, stride }, i) => {
      const codes = above[position[i] ?? 0] ?? [];
      return codes.flatMap((code) => cells.map((cell) => cell + stride * code));
    },
    [0],
  );
