import { tooMuchMicrodata } from './errors';
import type { Histogram } from './histogram';
import { KEY_LIMIT } from './numbering';
import type { SensitiveColumn, Share } from './table';

/**
 * t-closeness: whether the shares of the values in a group are at most t away from their shares among all rows, those that
 * are left out included. The distance is the earth mover's: over ranks where the values have an order, otherwise between
 * values that are all equally far from each other. In whole numbers throughout.
 *
 * @returns a test of one group
 * @throws MICRODATA.TOO_MUCH beyond what whole numbers hold
 * @see Li, Li & Venkatasubramanian (2007), t-Closeness: Privacy Beyond k-Anonymity and l-Diversity, section 4
 */
export function closenessTo(
  { codes, values, ordered = false }: SensitiveColumn,
  t: Share,
): (group: Histogram) => boolean {
  const rows = codes.length;
  if (rows * rows * Math.max(values, 2) > KEY_LIMIT)
    throw tooMuchMicrodata(
      'there are too many rows to compare shares exactly; make several extracts, or ask for no t',
      { rows },
    );
  const overall = new Uint32Array(values);
  for (const code of codes) overall[code] = (overall[code] as number) + 1;
  const distance = ordered ? overRanks : betweenEquals;
  const scale = BigInt(rows) * BigInt(ordered ? Math.max(values - 1, 1) : 2) * BigInt(t.part);
  return (group) => BigInt(distance(group, overall, rows)) * BigInt(t.of) <= scale * BigInt(group.total);
}

/** Σ |cN − Qn|, twice the distance times nN. Values that the group has not are what is left of all rows. */
function betweenEquals({ counts, present, different, total }: Histogram, overall: Uint32Array, rows: number): number {
  let apart = 0;
  let elsewhere = rows;
  for (let at = 0; at < different; at++) {
    const value = present[at] as number;
    const inAll = overall[value] as number;
    apart += Math.abs((counts[value] as number) * rows - inAll * total);
    elsewhere -= inAll;
  }
  return apart + elsewhere * total;
}

/** Σ |Σ (cN − Qn)| over ranks, the distance times nN times one less than there are values. */
function overRanks({ counts, total }: Histogram, overall: Uint32Array, rows: number): number {
  let carried = 0;
  let work = 0;
  for (let value = 0; value < overall.length; value++) {
    carried += (counts[value] as number) * rows - (overall[value] as number) * total;
    work += Math.abs(carried);
  }
  return work;
}
