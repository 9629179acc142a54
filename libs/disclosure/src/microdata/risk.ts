import { invalidMicrodata } from './errors';
import { Grouper } from './grouper';

/** The risk that somebody who knows that a person is in the file, and their quasi-identifying values, finds their row. */
export type ProsecutorRisk = {
  readonly groups: number;
  /** Rows of the smallest and the largest group; 0 if there is none. */
  readonly smallest: number;
  readonly largest: number;
  /** 1 / smallest; 0 if there is no row. For reports. */
  readonly highest: number;
  /** The mean over rows: groups / rows. For reports. */
  readonly average: number;
};

/** @param sizes rows of each group */
export function prosecutorRisk(sizes: Uint32Array): ProsecutorRisk {
  let [rows, smallest, largest] = [0, 0, 0];
  for (const size of sizes) {
    rows += size;
    if (smallest === 0 || size < smallest) smallest = size;
    if (size > largest) largest = size;
  }
  const groups = sizes.length;
  return { groups, smallest, largest, highest: rows && 1 / smallest, average: rows && groups / rows };
}

/** How often each row's combination occurs in the file, and how often by estimate among those it was drawn from. */
export type Frequencies = { readonly sample: Uint32Array; readonly population: Float64Array };

/**
 * @param columns quasi-identifying values, numbered from 0
 * @param weights how many people each row stands for; left out: itself alone
 */
export function frequenciesOf(columns: readonly Uint32Array[], weights?: Float64Array): Frequencies {
  const rows = columns[0]?.length ?? 0;
  if (columns.some(({ length }) => length !== rows) || (weights && weights.length !== rows))
    throw invalidMicrodata('a column has more or fewer values than there are rows', { rows });
  const groupOf = new Uint32Array(rows);
  const sized = columns.map((codes) => ({ codes, size: codes.reduce((most, code) => Math.max(most, code + 1), 1) }));
  const groups = new Grouper(rows).group(sized, groupOf);
  const [sizes, sums] = [new Uint32Array(groups), new Float64Array(groups)];
  for (const [row, group] of groupOf.entries()) {
    sizes[group] = (sizes[group] as number) + 1;
    sums[group] = (sums[group] as number) + (weights ? (weights[row] as number) : 1);
  }
  return {
    sample: groupOf.map((group) => sizes[group] as number),
    population: Float64Array.from(groupOf, (group) => sums[group] as number),
  };
}

/** How many rows share their combination with fewer than k rows, themselves included. */
export const rowsBelow = (k: number, { sample }: Frequencies) => sample.filter((size) => size < k).length;

/**
 * For each row the probability that whoever finds its combination in the population finds this person: the mean of 1/F
 * where F is how many have the combination there. For reports: exact for up to two in the file, beyond that the usual
 * approximation.
 *
 * @see Benedetti & Franconi (1998); Franconi & Polettini (2004), Individual Risk Estimation in μ-Argus
 */
export function individualRisks({ sample, population }: Frequencies): Float64Array {
  return Float64Array.from(sample, (size, row) => individualRisk(size, population[row] as number));
}

function individualRisk(size: number, estimated: number): number {
  const drawn = size / estimated;
  if (drawn >= 1) return 1 / size;
  const odds = drawn / (1 - drawn);
  if (size === 1) return odds * Math.log(1 / drawn);
  if (size === 2) return odds - odds * odds * Math.log(1 / drawn);
  return drawn / (size - (1 - drawn));
}

/** How many people one must expect to be found, and their share of the rows. */
export function globalRisk(risks: Float64Array): { readonly expected: number; readonly share: number } {
  const expected = risks.reduce((sum, risk) => sum + risk, 0);
  return { expected, share: risks.length && expected / risks.length };
}
