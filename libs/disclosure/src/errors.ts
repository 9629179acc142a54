import { CommonsError } from '#kernel';

/** The rule asks for something that is not a whole number in its range. */
export const invalidRule = (why: string, details: Readonly<Record<string, unknown>> = {}) =>
  new CommonsError('invalid', 'DISCLOSURE.INVALID_RULE', `The disclosure rule cannot be applied: ${why}.`, details);

/** The table contradicts itself or its own code lists. `details` name codes, never counts. */
export const invalidTable = (why: string, details: Readonly<Record<string, unknown>> = {}) =>
  new CommonsError('invalid', 'DISCLOSURE.INVALID_TABLE', `The table cannot be protected: ${why}.`, details);

/** A certificate does not prove what it claims. */
export const invalidCertificate = (why: string, details: Readonly<Record<string, unknown>> = {}) =>
  new CommonsError(
    'invalid',
    'DISCLOSURE.INVALID_CERTIFICATE',
    `The certificate of this release does not hold: ${why}. Nothing may be published on its strength; protect the table again.`,
    details,
  );

/** So many cells are unsafe by themselves that proofs for all of them would take too long. */
export const tooLarge = () =>
  new CommonsError(
    'refused',
    'DISCLOSURE.TOO_LARGE',
    'This table is too large: so many of its cells are too small to be shown that it would take too long to prove the rest safe. Ask for fewer dimensions or for coarser levels.',
  );

/** No pattern of hidden cells could be proven safe. `details` name codes, never counts. */
export const infeasible = (details: Readonly<Record<string, unknown>> = {}) =>
  new CommonsError(
    'refused',
    'DISCLOSURE.INFEASIBLE',
    'This table cannot be released: even if all of it were hidden, some of its cells could not be shown to stay open. Ask for fewer dimensions or for coarser levels.',
    details,
  );
