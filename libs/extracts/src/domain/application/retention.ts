import type { Duty } from '#policy';
import type { AssessedItem } from './application';
import { retentionTooLong } from './errors';

/**
 * Checks that what is drawn is kept no longer than the duty to delete it allows.
 *
 * @param retentionDays as it was asked for, after the end of the grant
 * @throws APPLICATION.RETENTION_TOO_LONG
 */
export function assertRetention(retentionDays: number, items: readonly Pick<AssessedItem, 'duties'>[]): void {
  const limits = items.flatMap(({ duties }) =>
    duties.flatMap((duty) => (duty.type === 'deleteAfter' ? duty.days : [])),
  );
  const most = Math.min(...limits);
  if (retentionDays > most) throw retentionTooLong(retentionDays, most);
}

/** The duties of those who keep what they draw for fewer days than the policies let them: they delete it then. */
export const dutiesWithin = (retentionDays: number, duties: readonly Duty[]): Duty[] =>
  duties.map((duty) => (duty.type === 'deleteAfter' ? { ...duty, days: Math.min(duty.days, retentionDays) } : duty));
