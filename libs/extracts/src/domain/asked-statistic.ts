import type { QuantileShare } from '#disclosure';

/**
 * What may be asked of a measure besides its sum, after its name and a dot: `hours.median`; null: the mean. There are no other
 * words, and names of columns hold no dot.
 */
const SHARES: ReadonlyMap<string, QuantileShare | null> = new Map([
  ['mean', null],
  ['quartile1', { part: 1, of: 4 }],
  ['median', { part: 1, of: 2 }],
  ['quartile3', { part: 3, of: 4 }],
]);

export type AskedStatistic = {
  /** As it is asked for, and what its column is called. */
  readonly name: string;
  readonly measure: string;
};
export type AskedQuantile = AskedStatistic & { readonly share: QuantileShare };

export const quantilesIn = (measures: readonly string[]): AskedQuantile[] =>
  statisticsIn(measures).flatMap(({ share, ...asked }) => (share ? [{ ...asked, share }] : []));

export const meansIn = (measures: readonly string[]): AskedStatistic[] =>
  statisticsIn(measures).flatMap(({ share, ...asked }) => (share ? [] : [asked]));

/** Means and quantiles, in the order in which they are asked for. */
export const statisticsIn = (
  measures: readonly string[],
): (AskedStatistic & { readonly share: QuantileShare | null })[] =>
  measures.flatMap((name) => {
    const at = name.lastIndexOf('.');
    const share = SHARES.get(name.slice(at + 1));
    return at > 0 && share !== undefined ? [{ name, measure: name.slice(0, at), share }] : [];
  });

/**
 * The columns that measures are of, which is what policies speak of: who may have the sum of a measure may have its mean and
 * its quantiles. A cell is protected as if the sums were shown too, because one tells something of the other.
 */
export const measuredColumns = (measures: readonly string[]): readonly string[] =>
  withColumnsOf(measures, statisticsIn(measures));

/** The measures whose sums have to be known to answer: those that are asked for, and those that means are of. */
export const summedColumns = (measures: readonly string[]): readonly string[] =>
  withColumnsOf(measures, meansIn(measures));

/** Without the statistics, and with the columns of some of them. */
function withColumnsOf(measures: readonly string[], some: readonly AskedStatistic[]): readonly string[] {
  const statistics = statisticsIn(measures);
  if (statistics.length === 0) return measures;
  const sums = measures.filter((name) => !statistics.some((one) => one.name === name));
  const others = some.map(({ measure }) => measure).filter((measure) => !sums.includes(measure));
  return [...sums, ...new Set(others)];
}
