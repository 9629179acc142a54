import { wordsIn } from './search-text';

/** Where a word that was looked for stands in a text, in UTF-16 units; `end` is behind its last one. */
export type Range = { readonly start: number; readonly end: number };

/** A text, or a piece of it, with what was found in it. Plain characters: whoever shows it marks the ranges. */
export type Highlight = { readonly text: string; readonly ranges: readonly Range[] };

const FRAGMENT_CHARACTERS = 240;
const BEFORE_CHARACTERS = 60;

/**
 * Marks the words that were found, in a text of at most about 240 characters that begins a little before the first.
 *
 * @param isFound told of every word of the text, as it is written there
 * @returns null where none was found
 */
export function highlight(text: string, isFound: (word: string) => boolean): Highlight | null {
  const found = wordsIn(text).filter(({ word }) => isFound(word));
  const [first] = found;
  if (!first) return null;
  const from = text.length <= FRAGMENT_CHARACTERS ? 0 : startOfWord(text, first.at - BEFORE_CHARACTERS);
  const to = text.length - from <= FRAGMENT_CHARACTERS ? text.length : endOfWord(text, from + FRAGMENT_CHARACTERS);
  const ranges = found
    .map(({ word, at }) => ({ start: at - from, end: at - from + word.length }))
    .filter(({ end }) => end <= to - from);
  return { text: text.slice(from, to), ranges };
}

/** The beginning of the first word at or behind a place, so that no fragment begins within one. */
function startOfWord(text: string, place: number): number {
  if (place <= 0) return 0;
  const space = text.slice(place, place + BEFORE_CHARACTERS).search(/\s/u);
  return space < 0 ? wholeCharacter(text, place) : place + space + 1;
}

function endOfWord(text: string, place: number): number {
  const space = text.lastIndexOf(' ', place);
  return space > place - BEFORE_CHARACTERS ? space : wholeCharacter(text, place);
}

/** Never between the halves of a surrogate pair. */
const wholeCharacter = (text: string, place: number) =>
  /^[\uDC00-\uDFFF]/.test(text.slice(place)) ? place + 1 : place;
