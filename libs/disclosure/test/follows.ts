import { membersOf, type System } from '../src/suppression/system';

type Row = Map<number, bigint>;

/**
 * Somebody who knows linear algebra: works out by Gaussian elimination over the rationals, in BigInt and without any
 * trick, which cells follow from the cells that are published and the inner cells that are known.
 */
export class Reader {
  private readonly rows: { readonly pivot: number; readonly row: Row }[] = [];
  private readonly known: Set<number>;

  constructor(
    private readonly system: System,
    hidden: Uint8Array,
    known = new Uint8Array(system.inner),
  ) {
    this.known = new Set([...known.keys()].filter((inner) => known[inner] === 1));
    const published = Array.from(hidden.keys()).filter((cell) => hidden[cell] !== 1);
    const size = (cell: number) => membersOf(system, cell).length;
    for (const cell of published.sort((one, other) => size(one) - size(other))) this.learn(cell);
  }

  learn(cell: number): void {
    const row = this.rest(cell);
    const [pivot] = row.keys();
    if (pivot === undefined) return;
    if (row.size === 1) this.known.add(pivot);
    this.rows.push({ pivot, row });
  }

  canTell(cell: number): boolean {
    return this.rest(cell).size === 0;
  }

  /** What is left of a cell when all that is known of it is taken off. */
  private rest(cell: number): Row {
    const members = membersOf(this.system, cell).filter((inner) => !this.known.has(inner));
    const rest: Row = new Map(Array.from(members, (inner) => [inner, 1n]));
    for (const { pivot, row } of this.rows) {
      const [here, there] = [rest.get(pivot), row.get(pivot)];
      if (here !== undefined && there !== undefined) takeOff(rest, row, [there, here]);
    }
    return rest;
  }
}

function takeOff(rest: Row, row: Row, [often, times]: readonly [bigint, bigint]): void {
  if (often !== 1n) for (const [inner, value] of rest) rest.set(inner, value * often);
  for (const [inner, value] of row) {
    const left = (rest.get(inner) ?? 0n) - value * times;
    if (left === 0n) rest.delete(inner);
    else rest.set(inner, left);
  }
  shorten(rest);
}

/** Divides by the greatest common divisor. */
function shorten(row: Row): void {
  let common = 0n;
  for (const value of row.values()) {
    let [high, low] = [common, value < 0n ? -value : value];
    while (low !== 0n) [high, low] = [low, high % low];
    common = high;
    if (common === 1n) return;
  }
  if (common > 1n) for (const [inner, value] of row) row.set(inner, value / common);
}
