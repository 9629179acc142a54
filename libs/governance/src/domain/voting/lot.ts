import { sha256 } from '#kernel';
import { lotInvalid } from './errors';
import { optionsOf } from './option-election';

/**
 * Draws a lot that anybody can draw again: options stand in ascending order of the SHA-256, in lower-case
 * hexadecimal, of `<seed>:<option>`, with options counted from 0.
 *
 * It is fair only if nobody who can choose the options or their order knows the seed before they are fixed.
 *
 * @param seed published with the result
 * @param optionCount how many options are on the paper, ≥ 0
 * @returns every option once; who stands earlier wins a tie, who stands later is eliminated
 */
export function lotOf(seed: string, optionCount: number): number[] {
  return optionsOf(optionCount)
    .map((option) => ({ option, draw: sha256(`${seed}:${option}`) }))
    .sort((a, b) => (a.draw < b.draw ? -1 : 1))
    .map(({ option }) => option);
}

/** @throws BALLOT.LOT_INVALID unless every option is in the lot exactly once */
export function assertLot(lot: readonly number[], optionCount: number): void {
  const drawn = new Set(lot);
  if (lot.length !== optionCount || !optionsOf(optionCount).every((option) => drawn.has(option)))
    throw lotInvalid(optionCount);
}
