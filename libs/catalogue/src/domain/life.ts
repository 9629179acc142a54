import type { DatasetId } from '#kernel';
import { invalidLife } from './errors';
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

/** Whether no rows may be drawn yet. */
export const isEmbargoed = ({ availableFrom }: Pick<DatasetLife, 'availableFrom'>, now: Date): boolean =>
  availableFrom !== null && now < availableFrom;

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

const DAY_MS = 86_400_000;

/**
 * When rows are no longer kept: the midnight (UTC) after the same day of a later month, or after the last day of a shorter
 * one. What arrived on one day is due together.
 *
 * @param months 1 to 1,200
 */
export function dueAt(receivedAt: Date, months: number): Date {
  const [year, month] = [receivedAt.getUTCFullYear(), receivedAt.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(receivedAt.getUTCDate(), lastDay) + 1));
}

/** The moment from which on rows must have arrived to be kept now: those before are due, and no others. */
export function keptSince(now: Date, months: number): Date {
  let day = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1) - DAY_MS;
  while (dueAt(new Date(day), months) <= now) day += DAY_MS;
  return new Date(day);
}
