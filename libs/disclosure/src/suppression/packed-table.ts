import type { Cell, Magnitude, Share, Table } from './table';

/** A table in long columns: threads copy these several times faster than the many small objects that cells are. */
export type PackedTable = Omit<Table, 'cells'> & { readonly columns: ReturnType<typeof columnsOf> };

/** Takes a table apart for another thread; `unpack` puts the same one together again. */
export const pack = ({ cells, ...rest }: Table): PackedTable => ({ ...rest, columns: columnsOf(cells) });

export const unpack = ({ columns, ...rest }: PackedTable): Table => ({ ...rest, cells: cellsOf(columns) });

function columnsOf(cells: readonly Cell[]) {
  const shares = listsOf(cells.map((cell) => cell.shares));
  return {
    codes: numbered(listsOf(cells.map(({ codes }) => codes))),
    people: cells.map(({ people }) => people),
    contributors: cells.map(({ contributors }) => contributors),
    persons: cells.map(({ persons }) => persons),
    sums: listsOf(cells.map(({ sums }) => sums)),
    outside: cells.map(({ outside }) => outside),
    magnitudes: listsOf(
      cells.map(({ magnitudes }) => magnitudes?.flatMap(({ total, largest }) => [total, ...largest])),
    ),
    shares: {
      lengths: shares.lengths,
      holders: shares.items.map(({ holder }) => holder),
      people: shares.items.map(({ people }) => people),
      sums: listsOf(shares.items.map(({ sums }) => sums)),
    },
  };
}

function cellsOf({ codes, people, contributors, persons, outside, ...columns }: PackedTable['columns']): Cell[] {
  const nextNumbers = readerOf(codes);
  const nextSums = readerOf(columns.sums);
  const nextMagnitudes = readerOf(columns.magnitudes);
  const nextShares = readerOf({ lengths: columns.shares.lengths, items: sharesOf(columns.shares) });
  return people.map((count, at): Cell => ({
    codes: (nextNumbers() ?? []).map((number) => codes.words[number] ?? ''),
    people: count,
    contributors: contributors[at] ?? 0,
    persons: persons[at],
    sums: nextSums(),
    outside: outside[at],
    magnitudes: magnitudesOf(nextMagnitudes()),
    shares: nextShares(),
  }));
}

function sharesOf({ holders, people, sums }: PackedTable['columns']['shares']): Share[] {
  const nextSums = readerOf(sums);
  return people.map((count, at) => ({ holder: holders[at] ?? 0, people: count, sums: nextSums() ?? [] }));
}

function magnitudesOf(values: readonly bigint[] | undefined): Magnitude[] | undefined {
  if (!values) return undefined;
  const magnitudes: Magnitude[] = [];
  for (let at = 0; at < values.length; at += 3)
    magnitudes.push({ total: values[at] ?? 0n, largest: [values[at + 1] ?? 0n, values[at + 2] ?? 0n] });
  return magnitudes;
}

/** Lists one after the other; without a length where there is none. */
type Lists<T> = { readonly lengths: readonly (number | undefined)[]; readonly items: ArrayLike<T> };

function listsOf<T>(lists: readonly (readonly T[] | undefined)[]) {
  const items: T[] = [];
  for (const list of lists) if (list) for (const item of list) items.push(item);
  return { lengths: lists.map((list) => list?.length), items };
}

/** Each word once, and everywhere else its number. */
function numbered({
  lengths,
  items,
}: {
  readonly lengths: Lists<string>['lengths'];
  readonly items: readonly string[];
}) {
  const words = [...new Set(items)];
  const numberOf = new Map(words.map((word, number) => [word, number]));
  return { lengths, items: Int32Array.from(items, (word) => numberOf.get(word) ?? 0), words };
}

/** Gives the lists back, each once and in their order. */
function readerOf<T>({ lengths, items }: Lists<T>): () => T[] | undefined {
  let [list, from] = [0, 0];
  return () => {
    const length = lengths[list++];
    if (length === undefined) return undefined;
    const found: T[] = [];
    for (const end = from + length; from < end; from += 1) found.push(items[from] as T);
    return found;
  };
}
