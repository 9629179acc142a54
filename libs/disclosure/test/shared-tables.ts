import { TOTAL, type Cell, type Share, type Table } from '#disclosure';
import { dimension } from './tables';

/** What one holder has at one combination of leaves. */
export type Part = {
  readonly codes: readonly string[];
  readonly holder: number;
  readonly people: bigint;
  readonly sum: bigint;
};
type Shape = {
  readonly zones: number;
  readonly needs: number;
  readonly groups: Record<string, string[]>;
  readonly coalitions: readonly (readonly number[])[];
};

const absolute = (value: bigint) => (value < 0n ? -value : value);

/** Zones by needs with people and one sum, and who of three holders has which part. */
export function sharedTable({ zones, needs, groups, coalitions }: Shape, parts: readonly Part[]): Table {
  const names = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i}`);
  const dimensions = [dimension('zone', names('z', zones), groups), dimension('need', names('n', needs))];
  const codesOver = (codes: readonly string[]) =>
    dimensions.reduce<string[][]>(
      (heads, of, i) => {
        const leaf = codes[i] ?? '';
        const over = of.groups.filter((group) => group.leaves.includes(leaf)).map(({ code }) => code);
        return heads.flatMap((head) => [leaf, ...over, TOTAL].map((code) => [...head, code]));
      },
      [[]],
    );
  const sums = new Map<string, { codes: string[]; byHolder: Map<number, Share> }>();
  for (const { codes, holder, people, sum } of parts)
    for (const over of codesOver(codes)) {
      const cell = sums.get(over.join('|')) ?? { codes: over, byHolder: new Map<number, Share>() };
      sums.set(over.join('|'), cell);
      const before = cell.byHolder.get(holder);
      cell.byHolder.set(holder, {
        holder,
        people: (before?.people ?? 0n) + people,
        sums: [(before?.sums[0] ?? 0n) + sum],
      });
    }
  return {
    dimensions,
    holders: 3,
    coalitions,
    cells: [...sums.values()].map(({ codes, byHolder }) => cellOf(codes, [...byHolder.values()])),
  };
}

function cellOf(codes: readonly string[], shares: readonly Share[]): Cell {
  const sizes = shares.map(({ sums }) => absolute(sums[0] ?? 0n)).sort((one, other) => (one < other ? 1 : -1));
  const total = sizes.reduce((sum, size) => sum + size, 0n);
  const isInner = codes.every((code) => /^[zn]\d+$/.test(code));
  return {
    codes,
    contributors: shares.length,
    people: shares.reduce((sum, { people }) => sum + people, 0n),
    sums: [shares.reduce((sum, share) => sum + (share.sums[0] ?? 0n), 0n)],
    magnitudes: [{ total, largest: [sizes[0] ?? 0n, sizes[1] ?? 0n] }],
    ...(isInner && { shares }),
  };
}
