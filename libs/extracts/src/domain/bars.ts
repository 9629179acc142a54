import type { Bar, DecidingClause, Purpose } from '#policy';
import type { ExtractRequest } from './permit';

const isFor = ({ purposes }: Bar, purpose: Purpose): boolean => purposes === null || purposes.includes(purpose);

/** Whether something is forbidden for this purpose, whatever the columns. */
export const isBarred = (bars: readonly Bar[], purpose: Purpose): boolean =>
  bars.some((bar) => bar.prohibition.columns === undefined && isFor(bar, purpose));

/** The columns that must not be used for this purpose. */
export const barredColumns = (bars: readonly Bar[], purpose: Purpose): ReadonlySet<string> =>
  new Set(bars.filter((bar) => isFor(bar, purpose)).flatMap(({ prohibition }) => prohibition.columns ?? []));

/** The prohibitions that a request runs into. */
export const barring = (
  bars: readonly Bar[],
  { purpose, dimensions, measures }: ExtractRequest,
): readonly DecidingClause[] =>
  bars
    .filter((bar) => isFor(bar, purpose))
    .filter(
      ({ prohibition: { columns } }) => !columns || [...dimensions, ...measures].some((one) => columns.includes(one)),
    )
    .map(({ clause }) => clause);
