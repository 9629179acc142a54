import { CommonsError } from '#kernel';

/** The rule asks for something that is not a whole number in its range. */
export const invalidRule = (why: string, details: Readonly<Record<string, unknown>> = {}) =>
  new CommonsError('invalid', 'DISCLOSURE.INVALID_RULE', `The disclosure rule cannot be applied: ${why}.`, details);

/** The table contradicts itself or its own code lists. `details` name codes, never counts. */
export const invalidTable = (why: string, details: Readonly<Record<string, unknown>> = {}) =>
  new CommonsError('invalid', 'DISCLOSURE.INVALID_TABLE', `The table cannot be protected: ${why}.`, details);
