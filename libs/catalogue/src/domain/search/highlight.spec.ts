import fc from 'fast-check';
import { highlight } from './highlight';

const marked = ({ text, ranges }: NonNullable<ReturnType<typeof highlight>>) =>
  ranges.map(({ start, end }) => text.slice(start, end));

describe('highlight', () => {
  it('marks what was found, and nothing where nothing was', () => {
    const found = highlight('Case popolari: casa per casa', (word) => /^cas[ae]$/i.test(word));
    expect(found).toMatchObject({ text: 'Case popolari: casa per casa' });
    expect(found && marked(found)).toEqual(['Case', 'casa', 'casa']);
    expect(highlight('Case popolari', () => false)).toBeNull();
  });

  it('gives a piece of a long text that begins a little before what was found', () => {
    const text = `${'prima '.repeat(100)}alloggi ${'dopo '.repeat(100)}`;
    const found = highlight(text, (word) => word === 'alloggi');
    expect(found && marked(found)).toEqual(['alloggi']);
    expect(found?.text.length).toBeLessThanOrEqual(260);
    expect(found?.text).toMatch(/^prima /);
  });

  it('holds pieces of the text alone, whose ranges are words of it that were found', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 600 }),
        fc.string({ minLength: 1, maxLength: 2 }),
        (text, sign) => {
          const found = highlight(text, (word) => word.includes(sign));
          if (!found) return;
          expect(text).toContain(found.text);
          for (const word of marked(found)) expect(word).toContain(sign);
        },
      ),
    );
  });
});
