import type { Id } from '#kernel';
import { z } from 'zod';
import { id, paragraphs, problemsOf } from '../written';
import { assertClauseOf } from './clauses-of-motion';
import { invalidComment, invalidReason, invalidStatement } from './errors';
import type { Motion } from './motion';

const comment = z
  .strictObject({
    kind: z.enum(['comment', 'question', 'answer', 'dissent']),
    clause: z.union([z.string().max(100), z.null()]),
    text: paragraphs(1, 5_000),
    answers: z.union([id<Id<'Comment'>>(), z.null()]),
  })
  .refine(
    ({ kind, answers }) => (kind === 'answer') === (answers !== null),
    'an answer says which question it answers',
  );

/** What somebody says of a motion. @throws COMMENT.INVALID, AMENDMENT.NO_CLAUSE if it has no such clause */
export function parseComment(input: unknown, motion: Motion): z.infer<typeof comment> {
  const parsed = comment.safeParse(input);
  if (!parsed.success) throw invalidComment(problemsOf(parsed.error));
  if (parsed.data.clause !== null) assertClauseOf(motion, parsed.data.clause);
  return parsed.data;
}

const reason = paragraphs(0, 5_000);

/** Why somebody wants a clause to say something else. @throws AMENDMENT.INVALID */
export function parseReason(input: unknown): string {
  const parsed = reason.safeParse(input);
  if (!parsed.success) throw invalidReason(problemsOf(parsed.error));
  return parsed.data;
}

const statement = paragraphs(1, 2_000);

/** What interest somebody has in a motion, in their words. @throws CONFLICT.INVALID */
export function parseStatement(input: unknown): string {
  const parsed = statement.safeParse(input);
  if (!parsed.success) throw invalidStatement(problemsOf(parsed.error));
  return parsed.data;
}
