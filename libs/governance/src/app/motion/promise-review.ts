import type { Transaction } from '#platform';
import { lastDayOf, type PolicyVersion } from '#policy';
import { addDays } from '../../domain/statute/calendar';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { REVIEW_POLICY } from '../../jobs';

/** Before a policy ends by its sunset, its body is asked whether it is to go on. */
export function promiseReview(tx: Transaction, version: PolicyVersion, statute: StatuteDocument): void {
  const due = reviewDue(version, statute);
  if (due) tx.enqueue(REVIEW_POLICY, { policyId: version.policyId }, due);
}

/** From when on a version is to be reviewed; null: it has no end. */
export function reviewDue(version: PolicyVersion, { sunset }: StatuteDocument): Date | null {
  const lastDay = lastDayOf(version);
  if (lastDay === null) return null;
  return new Date(`${addDays(lastDay, -sunset.reviewDaysBefore)}T00:00:00Z`);
}
