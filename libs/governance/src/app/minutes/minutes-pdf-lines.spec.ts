import fc from 'fast-check';
import { drawable, linesOf } from './minutes-pdf-lines';

/** As on a typewriter. */
const widthOf = (text: string) => text.length;

describe('lines of a text', () => {
  it('end at spaces, hyphens and slashes, and keep them', () => {
    expect(linesOf('due terzi dei voti', 10, widthOf)).toEqual(['due terzi ', 'dei voti']);
    expect(linesOf('Reggio-Emilia', 8, widthOf)).toEqual(['Reggio-', 'Emilia']);
  });

  it('break a word only if no line holds it', () => {
    expect(linesOf('ab abcdefghij c', 4, widthOf)).toEqual(['ab ', 'abcd', 'efgh', 'ij c']);
  });

  it('of nothing are one empty line', () => {
    expect(linesOf('', 10, widthOf)).toEqual(['']);
  });

  it('are the text again, and none is too wide', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', '/', 'č') }),
        fc.integer({ min: 1, max: 12 }),
        (text, width) => {
          const lines = linesOf(text, width, widthOf);
          expect(lines.join('')).toBe(text);
          for (const line of lines) expect(widthOf(line.trimEnd())).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});

describe('a drawable text', () => {
  it('names what the font lacks', () => {
    expect(drawable('Wang 王 😀', (codePoint) => codePoint < 0x250)).toBe('Wang [U+738B] [U+1F600]');
  });
});
