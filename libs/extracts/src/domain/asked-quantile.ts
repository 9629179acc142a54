import type { QuantileShare } from '#disclosure';

/** What may be asked of a measure besides its sum: `hours.median`. Names of columns hold no dot. */
const SHARES: ReadonlyMap<string, QuantileShare> = new Map([
  ['quartile1', { part: 1, of: 4 }],
  ['median', { part: 1, of: 2 }],
  ['quartile3', { part: 3, of: 4 }],
]);

export type AskedQuantile = {
  /** As it is asked for, and what its column is called. */
  readonly name: string;
  readonly measure: string;
  readonly share: QuantileShare;
};

export const quantilesIn = (measures: readonly string[]): AskedQuantile[] =>
  measures.flatMap((name) => {
    const at = name.lastIndexOf('.');
    const share = SHARES.get(name.slice(at + 1));
    return at > 0 && share ? [{ name, measure: name.slice(0, at), share }] : [];
  });

/**
 * The columns that measures are of, which is what policies speak of: who may have the sum of a measure may have its
 * quantiles. A cell is protected as if the sums were shown too, because one tells something of the other.
 */
export function measuredColumns(measures: readonly string[]): readonly string[] {
  const quantiles = quantilesIn(measures);
  if (quantiles.length === 0) return measures;
  const sums = measures.filter((name) => !quantiles.some((one) => one.name === name));
  const others = quantiles.map(({ measure }) => measure).filter((measure) => !sums.includes(measure));
  return [...sums, ...new Set(others)];
}
