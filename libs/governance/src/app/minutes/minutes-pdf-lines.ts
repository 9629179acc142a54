import { codePointName } from '#kernel';

/** After these a line may end: a space, a hyphen, a slash, a dash. */
const PIECES = /(?<=[ \-/–—])/u;
const LETTERS = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Breaks one text into lines. Each keeps the space it ends with, so that the lines together are the text again: who reads the
 * page by ear or copies from it gets whole words.
 *
 * A word wider than the line is broken between letters.
 *
 * @param widthOf width of a text, in the unit of `width`
 */
export function linesOf(text: string, width: number, widthOf: (text: string) => number): string[] {
  const fits = (line: string) => widthOf(line.trimEnd()) <= width;
  const lines: string[] = [];
  let line = '';
  for (const piece of text.split(PIECES)) {
    if (fits(line + piece)) {
      line += piece;
      continue;
    }
    if (line !== '') lines.push(line);
    const [last = '', ...full] = fits(piece) ? [piece] : brokenWord(piece, width, widthOf).reverse();
    lines.push(...full.reverse());
    line = last;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

function brokenWord(word: string, width: number, widthOf: (text: string) => number): string[] {
  const parts: string[] = [];
  let part = '';
  let taken = 0;
  for (const { segment } of LETTERS.segment(word)) {
    const needed = widthOf(segment);
    if (part !== '' && taken + needed > width) {
      parts.push(part);
      [part, taken] = ['', 0];
    }
    part += segment;
    taken += needed;
  }
  return [...parts, part];
}

/** The text with what a font cannot draw named instead of lost: `[U+4E2D]`. */
export const drawable = (text: string, canDraw: (codePoint: number) => boolean): string =>
  Array.from(text, (letter) => (canDraw(letter.codePointAt(0) ?? 0) ? letter : codePointName(letter))).join('');
