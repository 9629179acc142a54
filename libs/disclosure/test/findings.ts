import type { ProtectedCell, Share, Table } from '#disclosure';
import { DEFAULTS } from '../src/defaults';
import type { PrimaryRule } from '../src/primary/primary';
import { TableReader, innerCodes, type Bounds } from './table-reader';

const TINY = 1e-6;
const keyOf = (codes: readonly string[]) => codes.join('|');

/** What a reader found out about a cell that it should not have: how near it came to people, or to a sum. */
type Finding = { readonly codes: string; readonly measure: number; readonly bounds: Bounds };

/**
 * What a reader of these cells knows too well, worked out from the definitions of the rules: fewer people than the threshold
 * more nearly than the threshold, and their sums more nearly than p per cent of what others have of them; a sum more nearly than
 * p per cent of the largest part of anybody else; the rest for certain.
 *
 * @param holders whose books the reader has; none: somebody from outside. Cells that are all theirs they may know.
 */
export async function findings(
  table: Table,
  cells: readonly ProtectedCell[],
  rule: PrimaryRule,
  holders: readonly number[] = [],
): Promise<Finding[]> {
  const sharesOf = sharesByCell(table);
  const asked = cells
    .filter(({ codes, status }) => {
      const of = sharesOf(codes);
      const isOwn = of.length > 0 && of.every(({ holder }) => holders.includes(holder));
      return status === 'primary' && !isOwn;
    })
    .map(({ codes }) => codes);
  const measures = 1 + (table.cells[0]?.sums?.length ?? 0);
  const found: Finding[] = [];
  for (let measure = 0; measure < measures; measure += 1) {
    const reader = new TableReader(table, cells, { holders, measure });
    const bounds = await reader.bounds(asked);
    asked.forEach((codes, at) => {
      const of = bounds[at];
      if (!of) return;
      const all = sharesOf(codes);
      const others = all.filter(({ holder }) => !holders.includes(holder));
      const isOpen =
        measure === 0
          ? isOpenCount(of, reader.valueOf(codes), rule)
          : isOpenSum(of, {
              ...{ rule, all: partsBy(all, measure), others: partsBy(others, measure) },
              ...{ truth: reader.valueOf(codes), isOutside: holders.length === 0, people: peopleIn(all) },
            });
      if (!isOpen) found.push({ codes: keyOf(codes), measure, bounds: of });
    });
  }
  return found;
}

const isFew = (people: number, { minPeople }: PrimaryRule) => people < minPeople && minPeople > 1;
const peopleIn = (shares: readonly Share[]) => shares.reduce((sum, { people }) => sum + Number(people), 0);

const isOpenCount = ({ least, most }: Bounds, people: number, rule: PrimaryRule) =>
  most - least >= (isFew(people, rule) ? rule.minPeople - 1 : 1) - TINY;

type SumAsked = {
  readonly rule: PrimaryRule;
  /** The parts of all who are behind the cell. */
  readonly all: readonly bigint[];
  /** Those of all but the reader. */
  readonly others: readonly bigint[];
  readonly truth: number;
  readonly people: number;
  readonly isOutside: boolean;
};

/** Outsiders must not come too near from either side; who has parts itself not from both sides together. */
function isOpenSum({ least, most }: Bounds, asked: SumAsked): boolean {
  const { all, truth, isOutside } = asked;
  const need = sumNeed(asked);
  if (!isOutside || need === 1) return most - least >= need - TINY;
  const mayBeNegative = all.some((part) => part < 0n) || least < 0;
  const down = mayBeNegative ? need : Math.min(need, truth);
  return most - truth >= need - TINY && truth - least >= down - TINY;
}

/** Of few people nobody must nearly know all that they spent, who has parts itself not the largest of the others. */
function sumNeed({ rule, all, others, people }: SumAsked): number {
  const near = isNear(all, rule) ? marginOf(others, rule) : 1;
  if (!isFew(people, rule)) return near;
  const of = others.length < all.length ? others : [total(all)];
  return Math.max(near, marginOf(of, { ...rule, pPercent: rule.pPercent ?? DEFAULTS.pPercent }));
}

const isNear = (parts: readonly bigint[], { pPercent = 0 }: PrimaryRule): boolean => {
  const [first = 0n, , ...rest] = descending(parts);
  return 100n * rest.reduce((sum, part) => sum + part, 0n) < BigInt(pPercent) * first;
};

const marginOf = (parts: readonly bigint[], { pPercent = 0 }: PrimaryRule): number =>
  Math.max(1, Math.ceil((pPercent * Number(descending(parts)[0] ?? 0n)) / 100));

const total = (parts: readonly bigint[]): bigint => descending(parts).reduce((sum, part) => sum + part, 0n);

/** Without signs, largest first. */
const descending = (parts: readonly bigint[]): bigint[] =>
  parts.map((part) => (part < 0n ? -part : part)).sort((one, other) => (one < other ? 1 : one > other ? -1 : 0));

/** One holder's part of a sum, for each holder. */
function partsBy(shares: readonly Share[], measure: number): bigint[] {
  const parts = new Map<number, bigint>();
  for (const { holder, sums } of shares) parts.set(holder, (parts.get(holder) ?? 0n) + (sums[measure - 1] ?? 0n));
  return [...parts.values()];
}

/** The shares of the inner cells behind a cell. */
function sharesByCell(table: Table): (codes: readonly string[]) => Share[] {
  const inner = new Map(table.cells.map(({ codes, shares = [] }) => [keyOf(codes), shares]));
  const all = innerCodes(table.dimensions);
  const { dimensions } = table;
  const isPart = (codes: readonly string[], leaves: readonly string[]) =>
    dimensions.every(({ groups }, i) => {
      const code = codes[i] ?? '';
      return (
        code === '_T' ||
        code === leaves[i] ||
        groups.some((one) => one.code === code && one.leaves.includes(leaves[i] ?? ''))
      );
    });
  return (codes) =>
    all.filter((leaves) => isPart(codes, leaves)).flatMap((leaves) => [...(inner.get(keyOf(leaves)) ?? [])]);
}
