import { exact, noisyMean, type Exact } from '#disclosure';
import type { OutputColumn, OutputTable } from '#warehouse';
import { measuredColumns, meansIn, quantilesIn, statisticsIn } from './asked-statistic';
import { CONFIDENCE, noiseOf, type NoiseFacts } from './ledger/noise-facts';
import { isTooFewFor } from './ledger/noisy-quantile';
import type { ShownDraws } from './ledger/noisy-table';
import { CONF_STATUS, PEOPLE } from './protected-table';

type Numbers = { readonly column: OutputColumn; readonly values: readonly (bigint | null)[] };

/** A mean or a quantile of each cell of a table, in the order of its rows. */
export type StatisticColumn = Numbers & {
  /** How far it may be from the truth; absent: it is exact. */
  readonly margin?: Numbers | undefined;
};

/** Digits that a mean has more than its sum. */
const MORE_DIGITS = 2;
const MORE = 10n ** BigInt(MORE_DIGITS);

/** What is known of how the numbers of a table were changed. */
export type Changed = {
  readonly noise: Pick<NoiseFacts, 'columns'>;
  /** What every number was rounded to besides, in whole units; 0: nothing. */
  readonly base: bigint;
};

/**
 * Means, worked out from the people and the sums that a table shows, and from nothing else: so they tell no more than these.
 *
 * With noise there is none where the people may as well be nobody.
 *
 * @param table before sums that were not asked for are left out
 * @param changed absent: people and sums have no noise
 */
export function meanColumns(table: OutputTable, measures: readonly string[], changed?: Changed): StatisticColumn[] {
  return meansIn(measures).map(({ name, measure }) => {
    const [people, sum] = [PEOPLE, measure].map((one) => table.columns.findIndex((column) => column.name === one));
    const { scale = 0 } = table.columns[sum ?? -1] ?? {};
    const meanOf = changed ? noisyMeans(changed, measure, scale) : exactMean;
    const means = table.rows.map((row) => {
      const [count, total] = [row[people ?? -1], row[sum ?? -1]];
      return typeof count === 'bigint' && typeof total === 'bigint' ? meanOf(total, count) : null;
    });
    const column = { name, type: 'decimal' as const, scale: scale + MORE_DIGITS };
    const values = means.map((one) => one && one.mean);
    if (!changed) return { column, values };
    const margin = { column: { ...column, name: `${name}_margin_95` }, values: means.map((one) => one && one.margin) };
    return { column, values, margin };
  });
}

type Mean = { readonly mean: bigint; readonly margin: bigint };

const wholeOf = (value: Exact): bigint => value.s * value.n;
const exactMean = (sum: bigint, people: bigint): Mean | null =>
  people > 0n
    ? {
        mean: wholeOf(
          exact(sum * MORE)
            .div(people)
            .round(),
        ),
        margin: 0n,
      }
    : null;

function noisyMeans({ noise, base }: Changed, measure: string, scale: number) {
  const [countNoise, sumNoise] = [PEOPLE, measure].map((name) => {
    const column = noise.columns.find((one) => one.name === name);
    return column && noiseOf(column);
  });
  if (!countNoise || !sumNoise) throw new Error(`A noisy mean has a noisy sum: ${measure}.`);
  const moved = { count: base / 2n, sum: (base * 10n ** BigInt(scale)) / 2n };
  return (sum: bigint, count: bigint): Mean | null => {
    const found = noisyMean({ sum, count, sumNoise, countNoise, moved }, CONFIDENCE);
    if (found === 'tooFew') return null;
    const mean = found.mean.mul(MORE).round();
    const ends = [found.most.mul(MORE).sub(mean), mean.sub(found.least.mul(MORE))];
    const margin = ends.map((end) => wholeOf(end.ceil())).reduce((most, one) => (one > most ? one : most));
    return { mean: wholeOf(mean), margin };
  };
}

/**
 * Quantiles as they were drawn, with how many people may lie between them and the true ones. There is none where these may
 * be more than there are.
 *
 * @param draws shown of each row
 * @param columns of the sums of their measures
 */
export function noisyQuantileColumns(
  { columns: noise, quantiles = [] }: Pick<NoiseFacts, 'columns' | 'quantiles'>,
  draws: readonly ShownDraws[],
  columns: readonly OutputColumn[],
): StatisticColumn[] {
  const countMargin = BigInt(noise[0]?.halfWidth95 ?? 0);
  return quantilesIn(quantiles.map(({ name }) => name)).map((asked, at) => {
    const margin = quantiles[at] ?? { peopleMargin95: '0' };
    const values = draws.map((draw) => {
      const [people = 0n] = draw ?? [];
      const isSaid = draw && !isTooFewFor(asked, margin, { people, margin: countMargin });
      return isSaid ? (draw[noise.length + at] ?? null) : null;
    });
    const like = columns.find(({ name }) => name === asked.measure) ?? { type: 'integer' };
    const within = values.map((value) => (value === null ? null : BigInt(margin.peopleMargin95)));
    return {
      ...{ column: { ...like, name: asked.name }, values },
      margin: { column: { name: `${asked.name}_people_margin_95`, type: 'integer' }, values: within },
    };
  });
}

/**
 * A table with its means and quantiles, after its sums and before its status; without the sums that were not asked for.
 *
 * @returns further columns at the end where there is noise: how far each may be from the truth
 */
export function withStatistics(
  table: OutputTable,
  measures: readonly string[],
  columns: readonly StatisticColumn[],
): OutputTable {
  if (columns.length === 0) return table;
  const unasked = measuredColumns(measures).filter((name) => !measures.includes(name));
  const left = new Set(unasked.flatMap((name) => [name, `${name}_margin_95`]));
  const kept = table.columns.flatMap(({ name }, at) => (left.has(name) ? [] : [at]));
  const before = kept.filter((at) => at < table.columns.findIndex(({ name }) => name === CONF_STATUS)).length;
  const asked = statisticsIn(measures).flatMap(({ name }) => columns.find(({ column }) => column.name === name) ?? []);
  const margins = asked.flatMap(({ margin }) => margin ?? []);
  const laidOut = <T>(all: readonly T[], of: (one: Numbers) => T): T[] => {
    const some = kept.flatMap((at) => all.slice(at, at + 1));
    return [...some.slice(0, before), ...asked.map(of), ...some.slice(before), ...margins.map(of)];
  };
  return {
    columns: laidOut(table.columns, ({ column }) => column),
    rows: table.rows.map((row, at) => laidOut(row, ({ values }) => values[at] ?? null)),
  };
}
