import type { ContributionId } from '#kernel';
import { invalidWithdrawal } from './errors';

/** How long the destruction of withdrawn rows takes at the most: what contributors are promised. */
const HOURS_TO_DESTROY = 24;
const MOST_CHARACTERS = 2_000;
/** Control characters other than line breaks and tabs, and halves of surrogate pairs: no database keeps them. */
const UNPRINTABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

/** Where something is still left of a contribution that is to be destroyed. */
export type Leftover = 'key' | 'file' | 'shelf' | 'upload' | 'findings';

/** What is destroyed of a withdrawn contribution, and what was found of it afterwards. */
export type Destruction = {
  readonly contributionId: ContributionId;
  /** The sealed file of its rows, by its hash; null: it never became rows. */
  readonly rowsSha256: string | null;
  /** The sealed files as they were sent; none: they were destroyed before, or never came. */
  readonly uploadSha256s: readonly string[];
  /** By when it is promised. */
  readonly dueAt: Date;
  /** null: not yet. */
  readonly destroyedAt: Date | null;
  /** When it was last looked for, and nothing was left; null: not yet. */
  readonly verifiedAt: Date | null;
};

/** How many destructions are still to come, and of how many the promised time is over. */
export type OpenDestructions = { readonly open: number; readonly overdue: number };

/** @returns by when withdrawn rows are destroyed */
export const destroyedBy = (withdrawnAt: Date): Date => new Date(withdrawnAt.getTime() + HOURS_TO_DESTROY * 3_600_000);

/**
 * A reason as it may be shown to others; nobody has to give one.
 *
 * @throws WITHDRAWAL.INVALID
 */
export function checkedReason(reason: string | null): string | null {
  const text = reason?.trim() ?? '';
  if (text.length > MOST_CHARACTERS || UNPRINTABLE.test(text)) {
    throw invalidWithdrawal('its reason has at most 2,000 characters, and no control characters');
  }
  return text === '' ? null : text;
}
