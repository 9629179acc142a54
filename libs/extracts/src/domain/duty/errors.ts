import { CommonsError } from '#kernel';
import type { ObligationState } from './obligation';

/** @param possible what the caller may do instead */
export const notNow = (action: string, state: ObligationState, possible: readonly string[]) =>
  new CommonsError(
    'refused',
    'OBLIGATION.NOT_NOW',
    `This obligation is ${state}, and that cannot be done with it now, or not by you. You may: ${possible.join(', ')}.`,
    { action, state, possible },
  );

export const invalidEvidence = (problem: string) =>
  new CommonsError('invalid', 'EVIDENCE.INVALID', `This evidence cannot be taken: ${problem}.`, { problem });

export const reasonNeeded = () =>
  new CommonsError(
    'invalid',
    'EVIDENCE.REASON_NEEDED',
    'Say why it is rejected, in 1 to 2,000 characters, so that the holders know what to do.',
  );
