import { feasibilityIntervals, type ProtectedCell, type Table } from '#disclosure';
import type { Aggregate } from '#warehouse';
import type { Classification } from '../classification';
import { tableOf } from '../protected-table';

/** How far apart the least and the most people are that a hidden cell may have; whole numbers, null without bound. */
export type IntervalWidths = {
  readonly cells: number;
  readonly smallest: number | null;
  /** Of two in the middle the lower. */
  readonly median: number | null;
  readonly largest: number | null;
  /** Whether they follow from the numbers that are shown, and from nothing else. */
  readonly isPublic: boolean;
};

/** null: without bound. */
export type HiddenWidth = Pick<ProtectedCell, 'codes'> & { readonly width: number | null };

/** A table of which every cell is decided, with its true numbers. */
export type DecidedNumbers = {
  readonly aggregate: Aggregate;
  readonly classifications: readonly Classification[];
  readonly shown: readonly ProtectedCell[];
};

/** Two linear programs a cell, which take seconds together; a table with more hidden ones goes without. */
const MOST_CELLS = 400;

/**
 * What anybody works out who subtracts the numbers that are shown, and knows that none is negative: of all hidden cells,
 * since which of them are unsafe by themselves is not told.
 *
 * Of columns that lie within each other, what lies in what is read from rows, hidden ones among them: then the widths
 * depend on more than what is shown.
 *
 * @returns null where nothing is hidden, or too much
 */
export async function intervalsOf(decided: DecidedNumbers): Promise<IntervalWidths | null> {
  const found = await hiddenWidths(decided);
  if (found.length === 0) return null;
  const widths = found.map(({ width }) => width).sort(byWidth);
  const [smallest = null] = widths;
  return {
    ...{ cells: widths.length, smallest },
    median: widths[Math.floor((widths.length - 1) / 2)] ?? null,
    largest: widths.at(-1) ?? null,
    isPublic: decided.classifications.every(({ columns }) => columns.length === 1),
  };
}

/** The same cell by cell. @returns none where nothing is hidden, or too much */
export async function hiddenWidths({ aggregate, classifications, shown }: DecidedNumbers): Promise<HiddenWidth[]> {
  const hidden = shown.filter(({ status }) => status !== 'published').length;
  if (hidden === 0 || hidden > MOST_CELLS) return [];
  const intervals = await feasibilityIntervals(numbersOf(aggregate, classifications), shown);
  return intervals.map(({ codes, least, most }) => ({ codes, width: most === null ? null : most - least }));
}

/** Without what rules ask for: only who reads the table, and the table. */
const numbersOf = (aggregate: Aggregate, classifications: readonly Classification[]): Table => ({
  dimensions: classifications.map(({ dimension }) => dimension),
  cells: tableOf(aggregate, classifications).cells.map(({ codes, people, contributors }) => ({
    ...{ codes, people, contributors },
  })),
});

const byWidth = (one: number | null, other: number | null) =>
  one === other ? 0 : one === null ? 1 : other === null ? -1 : one - other;
