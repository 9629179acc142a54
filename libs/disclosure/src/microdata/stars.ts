import { Grouper, type GroupingColumn } from './grouper';
import { rowsOf, sortedBy, type Kinds } from './kinds';

/** How many sets of columns are tried at most, besides all of them: every one of up to twelve columns. */
const MOST_SETS = 2 ** 12;

/** Kinds that look alike once the same of their columns are starred. */
export type StarredGroup = { readonly kinds: Uint32Array; readonly stars: readonly number[] };

/** What stars are chosen by; no sensitive value is among it. */
export type Starrable = {
  readonly kinds: Kinds;
  /** Which of them are too few by themselves. */
  readonly few: Uint32Array;
  /** Their columns, at the levels that were chosen; for each kind, also those that are not few. */
  readonly columns: readonly GroupingColumn[];
  /** Whether some kinds are enough persons together, for which they need that many rows. */
  readonly isCrowd: (kinds: Uint32Array) => boolean;
  readonly fewestRows: number;
};

/**
 * Stars as few values as it can find so that kinds which are too few look alike with others of them: first one value in
 * each, of the column that brings the most rows together, then two, and so on. A star is a value of its own and looks like
 * nothing else. Which are starred can be told from the quasi-identifiers alone, so it tells nothing of anything else.
 *
 * @returns groups of which each is enough persons; what is in none of them is too few even with all stars
 * @see Meyerson & Williams (2004), On the Complexity of Optimal K-Anonymity: the fewest stars of all are too hard to find
 */
export function starredGroups(given: Starrable): StarredGroup[] {
  const { kinds, few, columns } = given;
  const found: StarredGroup[] = [];
  const isSaved = new Uint8Array(kinds.count);
  let left = few;
  const rowsIn = (crowds: readonly Uint32Array[]) => crowds.reduce((sum, crowd) => sum + rowsOf(kinds, crowd), 0);
  const crowdsAt = (stars: readonly number[]) => crowdsOf(given, left, stars);
  for (const sets of setsOf(columns.flatMap(({ size }, column) => (size > 1 ? [column] : [])))) {
    const byRows = sets.map((stars) => ({ stars, rows: rowsIn(crowdsAt(stars)) })).filter(({ rows }) => rows > 0);
    for (const { stars } of byRows.sort((one, other) => other.rows - one.rows)) {
      const crowds = crowdsAt(stars);
      for (const crowd of crowds) {
        found.push({ kinds: crowd, stars });
        for (const kind of crowd) isSaved[kind] = 1;
      }
      left = left.filter((kind) => isSaved[kind] === 0);
    }
  }
  return found;
}

/** Sets of columns, the smallest first and those of a size together; the last is all of them. */
function* setsOf(columns: readonly number[]): Generator<readonly (readonly number[])[]> {
  let tried = 0;
  let count = 1;
  for (let size = 1; size < columns.length; size++) {
    count = (count * (columns.length - size + 1)) / size;
    tried += count;
    if (tried > MOST_SETS) break;
    yield choices(columns, size);
  }
  if (columns.length > 0) yield [columns];
}

function choices(among: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return among.flatMap((first, at) => choices(among.slice(at + 1), size - 1).map((rest) => [first, ...rest]));
}

/** Of kinds that agree in all columns without stars, those that are enough together. */
function crowdsOf({ kinds, columns, isCrowd, fewestRows }: Starrable, left: Uint32Array, stars: readonly number[]) {
  const shown = columns.filter((_, column) => !stars.includes(column));
  const theirs = shown.map(({ codes, size }) => ({ codes: left.map((kind) => codes[kind] as number), size }));
  const groupOf = new Uint32Array(left.length);
  const groups = new Grouper(left.length).group(theirs, groupOf);
  const rows = new Uint32Array(groups);
  for (const [at, group] of groupOf.entries())
    rows[group] = (rows[group] as number) + (kinds.rows[left[at] as number] as number);
  const { starts, order } = sortedBy(groupOf, groups);
  const crowds: Uint32Array[] = [];
  for (let group = 0; group < groups; group++) {
    if ((rows[group] as number) < fewestRows) continue;
    const crowd = order.slice(starts[group], starts[group + 1]).map((at) => left[at] as number);
    if (isCrowd(crowd)) crowds.push(crowd);
  }
  return crowds;
}
