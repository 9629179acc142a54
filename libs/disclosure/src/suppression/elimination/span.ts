/** Whole numbers at places, none of them zero. */
export type WholeRow = ReadonlyMap<number, bigint>;

/**
 * Rows of whole numbers, and what follows from them linearly; exact, without a modulus.
 *
 * Each row carries its label, so that what follows says from which rows, and how often each is taken.
 */
export class Span {
  private readonly rows: Labelled[] = [];
  /** Place → the row that has its pivot there. */
  private readonly rowAt = new Map<number, number>();
  private readonly places = new Set<number>();

  add(label: number, row: WholeRow): void {
    for (const place of row.keys()) this.places.add(place);
    const rest = this.reduced(label, row);
    const pivot = rest.row.keys().next().value;
    if (pivot !== undefined) this.rowAt.set(pivot, this.rows.push(rest) - 1);
  }

  /**
   * Tells how a row follows from those that were added.
   *
   * @returns the factors, by label, under which it and they add up to nothing; undefined if it does not follow
   */
  explain(label: number, row: WholeRow): ReadonlyMap<number, bigint> | undefined {
    for (const place of row.keys()) if (!this.places.has(place)) return undefined;
    const rest = this.reduced(label, row);
    return rest.row.size === 0 ? rest.labels : undefined;
  }

  private reduced(label: number, row: WholeRow): Labelled {
    let rest: Labelled = { row: new Map(row), labels: new Map([[label, 1n]]) };
    for (
      let [pivot, at] = this.firstIn(rest.row, 0);
      at < this.rows.length;
      [pivot, at] = this.firstIn(rest.row, at + 1)
    ) {
      const other = this.rows[at] ?? rest;
      const [here, there] = [rest.row.get(pivot) ?? 0n, other.row.get(pivot) ?? 1n];
      rest = shortened({
        row: combined([rest.row, there], [other.row, -here]),
        labels: combined([rest.labels, there], [other.labels, -here]),
      });
    }
    return rest;
  }

  /** The first row, from this one on, that has its pivot where this row is not zero; a row has nothing at the pivots before its own. */
  private firstIn(row: WholeRow, from: number): [pivot: number, at: number] {
    let first: [number, number] = [-1, this.rows.length];
    for (const place of row.keys()) {
      const at = this.rowAt.get(place) ?? -1;
      if (at >= from && at < first[1]) first = [place, at];
    }
    return first;
  }
}

type Labelled = { readonly row: Map<number, bigint>; readonly labels: Map<number, bigint> };
type Multiple = readonly [WholeRow, bigint];

function combined([one, often]: Multiple, [other, factor]: Multiple): Map<number, bigint> {
  const sum = new Map<number, bigint>();
  for (const [place, value] of one) sum.set(place, value * often);
  for (const [place, value] of other) {
    const total = (sum.get(place) ?? 0n) + value * factor;
    if (total === 0n) sum.delete(place);
    else sum.set(place, total);
  }
  return sum;
}

/** Divides by what all numbers have in common, so that they stay small. */
function shortened({ row, labels }: Labelled): Labelled {
  let common = 0n;
  for (const numbers of [row, labels])
    for (const value of numbers.values()) {
      common = greatestCommonDivisor(common, value);
      if (common === 1n) return { row, labels };
    }
  const divide = (numbers: WholeRow) => new Map([...numbers].map(([place, value]) => [place, value / common]));
  return { row: divide(row), labels: divide(labels) };
}

function greatestCommonDivisor(one: bigint, other: bigint): bigint {
  let [high, low] = [one < 0n ? -one : one, other < 0n ? -other : other];
  while (low !== 0n) [high, low] = [low, high % low];
  return high;
}
