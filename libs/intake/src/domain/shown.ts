import { visibleLine } from '#kernel';

const SHOWN_CHARACTERS = 80;

/** A cell as it is shown to its contributor: one line, nothing invisible, at most 80 characters. */
export function shownCell(cell: string): string {
  // Cut first: a cell may be a megabyte long.
  const characters = Array.from(visibleLine(cell.slice(0, SHOWN_CHARACTERS * 4)));
  if (characters.length <= SHOWN_CHARACTERS && cell.length <= SHOWN_CHARACTERS * 4) return characters.join('');
  return `${characters.slice(0, SHOWN_CHARACTERS - 1).join('')}…`;
}
