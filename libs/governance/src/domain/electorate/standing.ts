import { isId } from '#kernel';
import { z } from 'zod';
import { invalidStanding } from '../body/errors';
import { CATEGORIES } from '../statute/statute-document';
import { problemsOf } from '../written';
import type { Candidate, MemberId } from './elector';

/** What the book says of a member beyond its entry. */
export type Standing = Pick<
  Candidate,
  'memberId' | 'category' | 'isSuspended' | 'isInArrears' | 'shares' | 'ownMembers' | 'exchange'
>;

/** Whole units, small enough to be exact. */
const units = z.int().min(0);

const standing = z.strictObject({
  memberId: z
    .string()
    .refine(isId, 'is not an identifier')
    .transform((text) => text as MemberId),
  category: z.enum(CATEGORIES),
  isSuspended: z.boolean(),
  isInArrears: z.boolean(),
  shares: units,
  ownMembers: units,
  exchange: units,
});

/**
 * Reads how a member stands, as a secretary enters it.
 *
 * @param input anything; amounts are whole numbers from 0 to 2^53 - 1
 * @throws STANDING.INVALID naming every place that is wrong
 */
export function parseStanding(input: unknown): Standing {
  const parsed = standing.safeParse(input);
  if (!parsed.success) throw invalidStanding(problemsOf(parsed.error));
  return parsed.data;
}
