import { CommonsError } from '#kernel';

/** What one request may ask for. Each number is shown by the error that it causes. */
export const LIMITS = {
  /** Fields inside fields; fragments add nothing by themselves. */
  depth: 10,
  /** After fragments are written out, so that a fragment cannot hide them. */
  aliases: 15,
  directives: 20,
  tokens: 1_500,
  /** Fields that may have to be answered, every page taken as full as it was asked for. */
  cost: 5_000,
  /** Objects and lists inside each other in the variables. */
  variablesDepth: 32,
  pageSize: 100,
  bodyBytes: 256 * 1024,
  executionMs: 10_000,
  /** From a request's first line to the end of its body, where that is JSON or a form. */
  bodyMs: 30_000,
  /** The same for a file, which may be large, and its sender's line slow. */
  uploadMs: 60 * 60 * 1000,
  /** How long a connection may lie still in the middle of a request or an answer. */
  idleMs: 60_000,
} as const;

type Measured = 'depth' | 'aliases' | 'directives' | 'cost';

const tooMuch = (what: string, words: string, details: { limit: number; found?: number }) =>
  new CommonsError('invalid', `LIMIT.${what}`, words, details);

export const limitExceeded = (what: Measured, found: number) =>
  tooMuch(what.toUpperCase(), `This request goes beyond the ${what} of ${LIMITS[what]} that one request may have.`, {
    limit: LIMITS[what],
    found: Number.isFinite(found) ? found : Number.MAX_SAFE_INTEGER,
  });

export const variablesTooDeep = () =>
  tooMuch('VARIABLES_DEPTH', `Variables are nested at most ${LIMITS.variablesDepth} deep.`, {
    limit: LIMITS.variablesDepth,
  });

export const tooManyTokens = () =>
  tooMuch('TOKENS', `This request is longer than ${LIMITS.tokens} tokens.`, { limit: LIMITS.tokens });

export const bodyTooLarge = () =>
  tooMuch('BODY', `The body of a request has at most ${LIMITS.bodyBytes} bytes.`, { limit: LIMITS.bodyBytes });

export const batchingOff = () =>
  tooMuch('BATCHING', 'Send one operation in a request, not a list of them.', { limit: 1 });

export const timeExceeded = (limitMs: number) =>
  new CommonsError('unavailable', 'LIMIT.TIME', `This request took longer than ${limitMs} milliseconds.`, {
    limit: limitMs,
  });

export const nulCharacter = () =>
  new CommonsError('invalid', 'TEXT.NUL_CHARACTER', 'A text may not hold the character U+0000.');
