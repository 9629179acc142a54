import type { PersonId } from '#kernel';

export const VERDICTS = ['for', 'against'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** One reviewer's answer about one revision; `verdict` null: not given yet. */
export type Review = {
  readonly reviewerId: PersonId;
  readonly verdict: Verdict | null;
  readonly note: string;
  readonly at: Date | null;
};

/**
 * Whether reviews may be seen by those who decide: all who were asked have answered, and as many were asked as it takes.
 * Until then nobody knows anybody else's, so that each is given by itself.
 *
 * @param needed how many reviewers the policies ask for; 0: they were asked for advice
 */
export const opened = (reviews: readonly Review[], needed: number): boolean =>
  reviews.length > 0 && reviews.length >= needed && reviews.every(({ verdict }) => verdict !== null);
