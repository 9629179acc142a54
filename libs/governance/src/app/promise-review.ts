import type { Transaction } from '#platform';
import type { PolicyVersion } from '#policy';
import { addDays } from '../domain/statute/calendar';
import type { StatuteDocument } from '../domain/statute/statute-document';
import { REVIEW_POLICY } from '../jobs';

/** Before a policy ends by its sunset, its body is asked whether it is to go on. */
export function promiseReview(
  tx: Transaction,
  { policyId, document }: PolicyVersion,
  { sunset }: StatuteDocument,
): void {
  if (document.validUntil === null) return;
  const day = addDays(document.validUntil, -sunset.reviewDaysBefore);
  tx.enqueue(REVIEW_POLICY, { policyId }, new Date(`${day}T00:00:00Z`));
}
