/**
 * What kind of refusal an error is; the edges (GraphQL, jobs, command line) treat each kind in their own way.
 *
 * - `invalid`: we did not understand; `unauthenticated`: we do not know who asks
 * - `forbidden`: the policy says no; `refused`: a rule of the domain says no
 * - `missing`: not there, or not the caller's to see, which is the same answer
 * - `conflict`, `unavailable`: temporary; trying again may work
 */
export type ErrorKind =
  'invalid' | 'unauthenticated' | 'forbidden' | 'refused' | 'missing' | 'conflict' | 'unavailable';

/** Extra facts a client may show or act on; never personal rows, never secrets. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** The only error that speaks to people. Anything else that is thrown is a defect of ours. */
export class CommonsError extends Error {
  constructor(
    readonly kind: ErrorKind,
    /** `NOUN.REASON`, never renamed once published. */
    readonly code: string,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = 'CommonsError';
  }
}

/** An error as data, for threads and processes: they copy data, and no classes. */
export type PlainError = Pick<CommonsError, 'kind' | 'code' | 'message' | 'details'>;

export const toPlain = ({ kind, code, message, details }: CommonsError): PlainError => ({
  kind,
  code,
  message,
  details,
});

export const fromPlain = ({ kind, code, message, details }: PlainError): CommonsError =>
  new CommonsError(kind, code, message, details);

/** More than any name of ours has; what a caller made up is not sent back whole. */
const MAX_NAME_CHARACTERS = 100;

/** The one answer for what does not exist and for what the caller may not know of. */
export function missing(noun: string, name: string): CommonsError {
  const id = name.slice(0, MAX_NAME_CHARACTERS);
  const code = `${noun.replaceAll(' ', '').toUpperCase()}.MISSING`;
  return new CommonsError('missing', code, `There is no ${noun} ${id} that you may see.`, { id });
}
