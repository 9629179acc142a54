import { TOTAL, type ProtectedCell, type Share, type Table } from '#disclosure';

/** How far a value can be from the truth for all that a reader can tell; measure 0 is people. */
export type Distance = {
  readonly codes: readonly string[];
  readonly measure: number;
  readonly up: number;
  readonly down: number;
};

/** Changes that are tried in each inner cell. */
const FARTHEST = 5;

type Inner = { readonly codes: readonly string[]; readonly shares: readonly Share[]; readonly value: number };

/**
 * A reader with patience: goes through all changes of the inner cells by whole numbers up to five that leave every published
 * cell as it is and agree with what the reader holds. Distances beyond count as infinite.
 */
export function rangesOf(table: Table, cells: readonly ProtectedCell[], reader: readonly number[]): Distance[] {
  const measures = 1 + (table.cells[0]?.sums?.length ?? 0);
  return Array.from({ length: measures }, (_, measure) => distances(table, cells, { reader, measure })).flat();
}

type Question = { readonly reader: readonly number[]; readonly measure: number };

function distances(table: Table, cells: readonly ProtectedCell[], { reader, measure }: Question): Distance[] {
  const inner = innerOf(table, measure);
  const part = ({ people, sums }: Share) => Number(measure === 0 ? people : (sums[measure - 1] ?? 0n));
  const isSigned =
    measure > 0 && inner.some(({ value, shares }) => value < 0 || shares.some((share) => part(share) < 0));
  const least = inner.map(({ value, shares }) => {
    const own = shares.filter(({ holder }) => reader.includes(holder));
    if (own.length > 0 && own.length === shares.length) return 0;
    return isSigned ? -FARTHEST : Math.max(-FARTHEST, own.reduce((sum, share) => sum + part(share), 0) - value);
  });
  const most = inner.map(({ shares }, i) =>
    least[i] === 0 && shares.length > 0 && shares.every(({ holder }) => reader.includes(holder)) ? 0 : FARTHEST,
  );
  const membersOf = (codes: readonly string[]) =>
    inner.flatMap((cell, i) => (covers(table, codes, cell.codes) ? [i] : []));
  const fixed = cells.filter(({ status }) => status === 'published').map(({ codes }) => membersOf(codes));
  const sumOf = (members: readonly number[], of: readonly number[]) =>
    members.reduce((sum, i) => sum + (of[i] ?? 0), 0);
  const asked = cells
    .filter(({ status }) => status === 'primary')
    .map(({ codes }) => ({ codes, members: membersOf(codes), up: 0, down: 0 }));
  /** Nothing goes further than all of its parts together; what is as far as that, or as far as anybody looks, is done. */
  const isDone = asked.map(({ members }) => {
    const [up, down] = [Math.min(FARTHEST, sumOf(members, most)), Math.min(FARTHEST, -sumOf(members, least))];
    return (reached: { up: number; down: number }) => reached.up >= up && reached.down >= down;
  });
  walk({ least, most, fixed }, (changes) => {
    for (const one of asked) {
      const change = sumOf(one.members, changes);
      one.up = Math.max(one.up, change);
      one.down = Math.max(one.down, -change);
    }
    return asked.every((one, i) => isDone[i]?.(one));
  });
  return asked.map(({ codes, up, down }) => ({
    codes,
    measure,
    up: up >= FARTHEST ? Infinity : up,
    down: down >= FARTHEST ? Infinity : down,
  }));
}

function innerOf({ dimensions, cells }: Table, measure: number): Inner[] {
  const given = new Map(cells.map((cell) => [cell.codes.join('|'), cell]));
  const codes = dimensions.reduce<string[][]>(
    (heads, { leaves }) => heads.flatMap((head) => leaves.map((leaf) => [...head, leaf])),
    [[]],
  );
  return codes.map((of) => {
    const cell = given.get(of.join('|'));
    return {
      codes: of,
      shares: cell?.shares ?? [],
      value: Number((measure === 0 ? cell?.people : cell?.sums?.[measure - 1]) ?? 0n),
    };
  });
}

const covers = ({ dimensions }: Table, codes: readonly string[], leaf: readonly string[]): boolean =>
  dimensions.every(({ groups }, i) => {
    const code = codes[i] ?? '';
    return (
      code === TOTAL ||
      code === leaf[i] ||
      groups.some((group) => group.code === code && group.leaves.includes(leaf[i] ?? ''))
    );
  });

type Limits = {
  readonly least: readonly number[];
  readonly most: readonly number[];
  readonly fixed: readonly (readonly number[])[];
};

/** @param visit told of changes, the greatest first; returns whether it has seen enough */
function walk({ least, most, fixed }: Limits, visit: (changes: readonly number[]) => boolean): void {
  const closing = least.map((_, i) => fixed.filter((members) => members.at(-1) === i));
  const changes: number[] = [];
  const values = least.map((from, i) =>
    Array.from({ length: (most[i] ?? 0) - from + 1 }, (_, by) => from + by).sort((a, b) => Math.abs(b) - Math.abs(a)),
  );
  const step = (i: number): boolean => {
    if (i === least.length) return visit(changes);
    return (values[i] ?? []).some((by) => {
      changes[i] = by;
      return (
        (closing[i] ?? []).every((members) => members.reduce((sum, of) => sum + (changes[of] ?? 0), 0) === 0) &&
        step(i + 1)
      );
    });
  };
  step(0);
}
