import type { TieBreak } from './method';
import { mostFirst } from './option-election';

export type Leaders = { readonly chosen: readonly number[]; readonly tieBreaks: readonly TieBreak[] };

/**
 * Chooses the options with the highest totals. An option with nothing is not chosen, even where places stay empty.
 *
 * Equal options stand in the order of the lot; a tie-break is recorded where the lot decides who is among the chosen, not
 * where it only decides in which order they are listed.
 *
 * @param totals of each option, ≥ 0
 * @param places how many may be chosen, ≥ 1
 */
export function leaders(totals: readonly bigint[], places: number, lot: readonly number[]): Leaders {
  const order = mostFirst(
    lot.filter((option) => totals[option] !== 0n),
    totals,
  );
  const chosen = order.slice(0, places);
  const [last, next] = order.slice(places - 1, places + 1);
  if (last === undefined || next === undefined || totals[last] !== totals[next]) return { chosen, tieBreaks: [] };

  const equals = order.filter((option) => totals[option] === totals[last]);
  const byLot = equals.filter((option) => chosen.includes(option));
  const tieBreaks = byLot.map((option, before) => ({
    among: equals.slice(before).sort((a, b) => a - b),
    chosen: option,
    by: 'lot',
  }));
  return { chosen, tieBreaks };
}
