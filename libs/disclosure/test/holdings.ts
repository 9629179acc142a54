import { TOTAL, type Cell, type Dimension, type Magnitude, type Share, type Table } from '#disclosure';

/** What one holder has at one combination of leaves: people, and its part of each sum. */
export type Holding = {
  readonly codes: readonly string[];
  readonly holder: number;
  readonly people: number;
  readonly sums?: readonly number[];
};

const codesAbove = ({ groups }: Dimension, leaf: string) => [
  leaf,
  ...groups.filter(({ leaves }) => leaves.includes(leaf)).map(({ code }) => code),
  TOTAL,
];

/** Every cell that counts somebody of these leaves. */
const cellsAbove = (dimensions: readonly Dimension[], leaves: readonly string[]): string[][] =>
  dimensions.reduce<string[][]>(
    (heads, dimension, i) =>
      heads.flatMap((head) => codesAbove(dimension, leaves[i] ?? '').map((code) => [...head, code])),
    [[]],
  );

/** A table as the commons counts it: with who holds what, and all that any rule asks of a cell. */
export function tableOfHoldings(dimensions: readonly Dimension[], holdings: readonly Holding[], holders = 4): Table {
  const behind = new Map<string, { codes: string[]; shares: Map<number, Share>; isInner: boolean }>();
  for (const { codes: leaves, holder, people, sums = [] } of holdings) {
    if (people === 0) continue;
    for (const codes of cellsAbove(dimensions, leaves)) {
      const isInner = codes.every((code, i) => code === leaves[i]);
      const cell = behind.get(codes.join('|')) ?? { codes, shares: new Map<number, Share>(), isInner };
      const before = cell.shares.get(holder) ?? { holder, people: 0n, sums: sums.map(() => 0n) };
      cell.shares.set(holder, {
        holder,
        people: before.people + BigInt(people),
        sums: before.sums.map((sum, i) => sum + BigInt(sums[i] ?? 0)),
      });
      behind.set(codes.join('|'), cell);
    }
  }
  const cells = [...behind.values()].map(({ codes, shares, isInner }) =>
    isInner ? { ...cellOf(codes, shares), shares: [...shares.values()] } : cellOf(codes, shares),
  );
  return { dimensions, cells, holders };
}

function cellOf(codes: readonly string[], shares: ReadonlyMap<number, Share>): Cell {
  const parts = [...shares.values()];
  const add = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);
  const people = add(parts.map((part) => part.people));
  const measures = [...(parts[0]?.sums ?? []).keys()];
  const [most = 0n] = descending(parts.map((part) => part.people));
  return {
    ...{ codes, people, contributors: parts.length, outside: people - most },
    sums: measures.map((at) => add(parts.map(({ sums }) => sums[at] ?? 0n))),
    magnitudes: measures.map((at) => magnitudeOf(parts.map(({ sums }) => sums[at] ?? 0n))),
  };
}

function magnitudeOf(values: readonly bigint[]): Magnitude {
  const [first = 0n, second = 0n, ...rest] = descending(values.map((value) => (value < 0n ? -value : value)));
  return { total: rest.reduce((sum, value) => sum + value, first + second), largest: [first, second] };
}

const descending = (values: readonly bigint[]): bigint[] =>
  values.toSorted((one, other) => (one < other ? 1 : one > other ? -1 : 0));
