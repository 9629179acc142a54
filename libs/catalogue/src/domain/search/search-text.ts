import { textTooLong } from './errors';

export const MOST_CHARACTERS = 200;
const MOST_UNWANTED = 5;

/** What somebody typed, parted into what is to be found and what is not. */
export type SearchText = {
  /** Letters, digits and quotation marks of phrases; empty: nothing is left of it. */
  readonly wanted: string;
  /** Each a word or a phrase that must not stand in what is found. */
  readonly unwanted: readonly string[];
};

/**
 * Reads what somebody typed as search engines do: words, "phrases" and -words. Everything else is a space, so that
 * whatever was typed is a query.
 *
 * @throws SEARCH.TEXT_TOO_LONG beyond 200 characters
 */
export function parseSearchText(text: string): SearchText {
  assertShort(text);
  const unwanted: string[] = [];
  const wanted = text.replace(/(^|\s)-("[^"]*"|[^\s"]+)/gu, (_, before: string, term: string) => {
    if (unwanted.length < MOST_UNWANTED && cleaned(term) !== '') unwanted.push(cleaned(term));
    return before;
  });
  return { wanted: cleaned(wanted), unwanted };
}

/** @throws SEARCH.TEXT_TOO_LONG */
function assertShort(text: string): void {
  if (text.length > MOST_CHARACTERS) throw textTooLong(text.length, MOST_CHARACTERS);
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text, as a reader sees them, with where each begins (in UTF-16 units). */
export const wordsIn = (text: string): { readonly word: string; readonly at: number }[] =>
  [...text.matchAll(WORD)].map((match) => ({ word: match[0], at: match.index }));

const cleaned = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}"]+/gu, ' ')
    .trim();
