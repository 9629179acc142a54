const LINE_ENDS = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/gu;
const SPACES = /[\p{Zs}\t]+/gu;
/** What is not seen, or turns the direction of what is. */
const UNSEEN = /[\p{C}\p{Default_Ignorable_Code_Point}]/gu;
/** Accents piled up high cover the lines above and below; no language needs more than four. */
const PILED_UP = /(?<=\p{M}{4})\p{M}/gu;

/**
 * A text as one line of which everything is seen, so that nobody's name can hide a word or look like a line of its own in
 * minutes and mails.
 *
 * A line end becomes ` ¶ `; what is invisible, turns the writing direction or piles up is named, as in `[U+202E]`.
 */
export const visibleLine = (text: string): string =>
  text
    .replace(LINE_ENDS, ' ¶ ')
    .replace(SPACES, ' ')
    .replace(UNSEEN, codePointName)
    .replace(PILED_UP, codePointName)
    .trim();

/** A character by its number: `[U+202E]`. */
export const codePointName = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
