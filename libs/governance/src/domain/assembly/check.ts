import type { Sentence } from '../sentence';

/**
 * One thing that an assembly's validity hangs on: met, missing, or met only so that somebody might object (`warning`).
 * `item` is the number of the item on the agenda, null for the whole assembly; `article` is where it is asked.
 */
export type Check = Sentence & {
  readonly code: string;
  readonly state: 'met' | 'missing' | 'warning';
  readonly article: string;
  readonly item: number | null;
};

/** A check of the whole assembly. */
export const check = (code: string, state: Check['state'], article: string, words: Sentence): Check => ({
  ...{ code, state, article, item: null },
  ...words,
});
