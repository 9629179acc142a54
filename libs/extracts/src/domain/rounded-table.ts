import { commonBase, roundToMultiple } from '#disclosure';
import type { OutputTable } from '#warehouse';
import { CONF_STATUS } from './protected-table';

export const ROUNDING_BASE = 'rounding_base';

/**
 * Rounds every number of a release, each by itself, to the nearest multiple of the base, in whole units of its column:
 * a base of 5 makes 12.5 hours 15.0. Totals are rounded like all else, so that they may differ from the sum of what they
 * sum: rounding that adds up would tell more. It comes last, over a table that is already protected, so it can only take
 * away from what is known.
 *
 * @param bases of the terms; none leaves the table as it is
 * @returns the table with one more column, `rounding_base`, which is empty where there is no number
 */
export function roundedTo(bases: readonly number[], { columns, rows }: OutputTable): OutputTable {
  if (bases.length === 0) return { columns, rows };
  const base = commonBase(bases);
  const units = columns.map(({ type, scale = 0 }) => (type === 'decimal' ? base * 10n ** BigInt(scale) : base));
  const status = columns.findIndex(({ name }) => name === CONF_STATUS);
  // What stands after the status is said of numbers, and is none of them.
  const isOf = (at: number) => status < 0 || at < status;
  return {
    columns: [...columns, { name: ROUNDING_BASE, type: 'integer' }],
    rows: rows.map((row) => {
      const isNumber = (value: (typeof row)[number]) => typeof value === 'bigint';
      const rounded = row.map((value, at) =>
        typeof value === 'bigint' && isOf(at) ? roundToMultiple(value, units[at] ?? base) : value,
      );
      return [...rounded, row.some(isNumber) ? base : null];
    }),
  };
}

/**
 * The largest number of a table, without its sign, in whole units of its column, rounded up.
 *
 * @returns null where no number is shown
 */
export function largestOf({ columns, rows }: OutputTable): bigint | null {
  const unit = (at: number) => 10n ** BigInt(columns[at]?.scale ?? 0);
  const sizes = rows.flatMap((row) =>
    row.flatMap((value, at) => (typeof value === 'bigint' ? [ceiled(value < 0n ? -value : value, unit(at))] : [])),
  );
  return sizes.length === 0 ? null : sizes.reduce((most, size) => (size > most ? size : most));
}

const ceiled = (value: bigint, unit: bigint) => (value + unit - 1n) / unit;
