import { rollUp, TOTAL, type RollUp } from '#disclosure';
import { labelled, type Classification } from './classification';
import type { LevelsLost } from './report/report-facts';

/** A table of which more than this is unsafe by itself is mostly holes: it is rolled up. */
const MOST_UNSAFE_PERCENT = 50;

/** What a table is made by once levels were given up, and which they were; null: none were. */
export type RolledUp = { readonly dimensions: readonly string[]; readonly levels: LevelsLost | null };

/**
 * Chooses which levels a table begins at, from its cells that have a row and which of them are unsafe by themselves.
 *
 * A column that is given up makes room for the coarser one that the table begins at then, also where that was not asked for.
 *
 * @param asked the columns that were asked for
 * @param classifications of a table with these columns and the coarser ones that may take their place
 */
export function rolledUp(
  asked: readonly string[],
  classifications: readonly Classification[],
  unsafe: readonly (readonly string[])[],
): RolledUp {
  const holes = new Set(unsafe.map((codes) => JSON.stringify(codes)));
  const cells = labelled(classifications).map((codes) => ({
    levels: codes.map((code, at) => levelOf(classifications[at], code)),
    unsafe: holes.has(JSON.stringify(codes)),
  }));
  const heights = classifications.map(({ columns }) => columns.length);
  const found = rollUp(cells, heights, MOST_UNSAFE_PERCENT);
  const kept = classifications.map(({ columns }, at) => keptOf(columns, found.chosen.levels[at] ?? 0, asked));
  const dimensions = inOrder(asked, classifications, kept);
  const columns = asked.filter((name) => !dimensions.includes(name));
  return { dimensions, levels: columns.length > 0 ? lost(columns, found) : null };
}

function levelOf(classification: Classification | undefined, code: string): number {
  const labels = classification?.labels.get(code) ?? [];
  const level = labels.findIndex((label) => label !== TOTAL);
  return level === -1 ? labels.length : level;
}

/** Of the columns of a chain, finest first, those that were asked for and are coarse enough; and the one it begins at. */
const keptOf = (columns: readonly string[], level: number, asked: readonly string[]): string[] =>
  columns.filter((name, at) => at >= level && (asked.includes(name) || (at === level && level > 0)));

/** Where the finest column of a chain was asked for, there what is left of the chain goes; others stay where they were. */
function inOrder(
  asked: readonly string[],
  classifications: readonly Classification[],
  kept: readonly (readonly string[])[],
): string[] {
  const left = kept.flat();
  const placed = asked.flatMap((name) => {
    if (left.includes(name)) return [name];
    const at = classifications.findIndex(({ columns }) => columns.includes(name));
    return (kept[at] ?? []).filter((column) => !asked.includes(column));
  });
  return [...new Set(placed)];
}

const lost = (columns: readonly string[], { asked, chosen, compared }: RollUp): LevelsLost => ({
  ...{ columns, compared, unsafe: { asked: asked.unsafe, chosen: chosen.unsafe } },
});
