import type { TieBreak } from './method';

/** The totals of each round so far, with that of the tie, the first first. */
export type History = readonly (readonly bigint[])[];

type Side = 'ahead' | 'behind';

/**
 * Decides between equal options: who was ahead (or behind) in the last round in which they were not equal; where some of
 * them were equal there too, the round before decides between those; then the lot.
 *
 * @param tied at least one option
 * @param side `ahead`: one is to be taken first; `behind`: one is to be eliminated, by lot the later
 * @returns the option, and the tie-break to record; null: there was only one
 * @see Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 49 and 51
 */
export function breakTie(
  tied: readonly number[],
  side: Side,
  history: History,
  lot: readonly number[],
): { readonly option: number; readonly tieBreak: TieBreak | null } {
  const { left, steps } = narrowed(tied, side, history);
  const byLot = lot.filter((option) => left.includes(option));
  const option = side === 'ahead' ? byLot[0] : byLot.at(-1);
  if (option === undefined) throw new TypeError('A tie is between options that are in the lot.');
  if (tied.length === 1) return { option, tieBreak: null };

  const by = left.length > 1 ? [...steps, 'lot'] : steps;
  const record = { among: tied.toSorted((a, b) => a - b), chosen: option, by: by.join(', then ') };
  return { option, tieBreak: side === 'behind' ? { ...record, eliminates: true } : record };
}

function narrowed(tied: readonly number[], side: Side, history: History) {
  const steps: string[] = [];
  let left = tied;
  for (let round = history.length; round > 0 && left.length > 1; round -= 1) {
    const furthest = extremes(left, side, history[round - 1] ?? []);
    if (furthest.length < left.length) steps.push(`${side} in round ${round}`);
    left = furthest;
  }
  return { left, steps };
}

/** Those with the highest total of a round (`ahead`), or the lowest. */
export function extremes(options: readonly number[], side: Side, totals: readonly bigint[]): number[] {
  let best: bigint | null = null;
  let found: number[] = [];
  for (const option of options) {
    const total = totals[option] ?? 0n;
    if (best === null || (side === 'ahead' ? total > best : total < best)) {
      best = total;
      found = [option];
    } else if (total === best) found.push(option);
  }
  return found;
}
