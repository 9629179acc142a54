import type { Finding, FindingCode } from './finding';

export type Language = 'it' | 'en';
export type Facts = Readonly<Record<string, string | number>>;
export type HintedFinding = Pick<Finding, 'code' | 'column' | 'facts'>;

/** What is wrong, and the way out: a sentence each. */
export type Words = { readonly reason: string; readonly hint: string };

export type Phrasebook = Readonly<Record<FindingCode, (column: string, facts: Facts) => Words>>;

/** The bounds that are set, each with its word before it. */
export const boundsOf = ({ minimum, maximum }: Facts, words: { from: string; to: string }): string =>
  [minimum === undefined ? '' : `${words.from} ${minimum}`, maximum === undefined ? '' : `${words.to} ${maximum}`]
    .filter((part) => part !== '')
    .join(' ');

/** The entry of a list of words that a fact names; the fact itself where there is none. */
export const worded = (words: Readonly<Record<string, string>>, fact: string | number | undefined): string =>
  words[String(fact)] ?? String(fact ?? '');
