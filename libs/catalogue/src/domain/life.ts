import type { DatasetId } from '#kernel';
import { datasetEmbargoed, invalidLife } from './errors';
import { hasLength, UNPRINTABLE } from './texts';

export const APPROVALS = ['none', 'steward'] as const;
/** Whether a steward of the publisher looks at each contribution before it becomes part of the next version. */
export type Approval = (typeof APPROVALS)[number];

/** What its publisher has decided about the life of a dataset, beside its withdrawal. */
export type DatasetLife = {
  /** Until then no rows are drawn out of it, though it can be found and contributed to; null: no embargo. */
  readonly availableFrom: Date | null;
  /** Whole months after which a contribution's rows are destroyed, counted from when its file arrived; null: never. */
  readonly retentionMonths: number | null;
  /** Since when people are told to use something else; rows are drawn out of it all the same. */
  readonly deprecatedAt: Date | null;
  readonly deprecatedReason: string | null;
  /** The dataset to use instead; null: none, or none is told. */
  readonly replacedBy: DatasetId | null;
  readonly approvalNeeded: Approval;
};

export const NEW_LIFE: DatasetLife = {
  ...{ availableFrom: null, retentionMonths: null, approvalNeeded: 'none' },
  ...{ deprecatedAt: null, deprecatedReason: null, replacedBy: null },
};

export const isEmbargoed = ({ availableFrom }: Pick<DatasetLife, 'availableFrom'>, now: Date): boolean =>
  availableFrom !== null && now < availableFrom;

/** @throws DATASET.EMBARGOED while no rows may be drawn */
export function assertAvailable(life: Pick<DatasetLife, 'availableFrom'>, now: Date): void {
  if (life.availableFrom && isEmbargoed(life, now)) throw datasetEmbargoed(life.availableFrom);
}

const MOST_RETENTION_MONTHS = 1_200;

/** @throws DATASET.INVALID_LIFE */
export function assertLife({
  retentionMonths,
  availableFrom,
}: Pick<DatasetLife, 'retentionMonths' | 'availableFrom'>): void {
  const isKept = retentionMonths === null || (Number.isInteger(retentionMonths) && retentionMonths >= 1);
  if (!isKept || (retentionMonths ?? 0) > MOST_RETENTION_MONTHS) {
    throw invalidLife(`rows are kept for 1 to ${MOST_RETENTION_MONTHS} whole months, or for ever`);
  }
  if (availableFrom && Number.isNaN(availableFrom.valueOf())) throw invalidLife('an embargo ends at a time');
}

/** @throws DATASET.INVALID_LIFE */
export function assertDeprecation(
  id: DatasetId,
  { reason, replacedBy }: { readonly reason: string; readonly replacedBy: DatasetId | null },
): void {
  if (!hasLength(reason, 3, 2_000) || UNPRINTABLE.test(reason)) {
    throw invalidLife('the reason of its deprecation has 3 to 2,000 characters, and no control characters');
  }
  if (replacedBy === id) throw invalidLife('nothing replaces itself');
}

/**
 * When rows are no longer kept: the same day of a later month, in UTC, or the last day of a shorter one.
 *
 * @param months 1 to 1,200
 */
export function dueAt(receivedAt: Date, months: number): Date {
  const first = new Date(receivedAt);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(receivedAt.getUTCDate(), lastDay));
  return first;
}

/** The rows that are no longer kept. @returns none where a dataset keeps its rows for ever */
export const dueParts = <P extends { readonly receivedAt: Date }>(
  parts: readonly P[],
  { retentionMonths }: Pick<DatasetLife, 'retentionMonths'>,
  now: Date,
): P[] => (retentionMonths === null ? [] : parts.filter(({ receivedAt }) => dueAt(receivedAt, retentionMonths) <= now));
