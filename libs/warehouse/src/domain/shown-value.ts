import { visibleLine } from '#kernel';
import { identifierIn } from './direct-identifier';

const SHOWN_CHARACTERS = 80;

/**
 * What a cell says, as one line of which everything is seen, cut at 80 characters.
 *
 * @returns undefined for an empty cell, and for what looks like a person's identifier, in whatever column it stands
 */
export function shownValue(raw: string): string | undefined {
  if (raw.trim() === '' || identifierIn(raw) !== null) return undefined;
  const signs = Array.from(visibleLine(raw.slice(0, 4 * SHOWN_CHARACTERS)));
  if (signs.length <= SHOWN_CHARACTERS && raw.length <= 4 * SHOWN_CHARACTERS) return signs.join('');
  return `${signs.slice(0, SHOWN_CHARACTERS - 1).join('')}…`;
}
