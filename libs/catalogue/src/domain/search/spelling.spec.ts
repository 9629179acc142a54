import fc from 'fast-check';
import { mayBeMisspelt, probablyMeant, typingErrors } from './spelling';

const WORD = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'è'), maxLength: 8 });

describe('typingErrors', () => {
  it.each([
    ['famiglie', 'famiglie', 0],
    ['famigile', 'famiglie', 1],
    ['famglie', 'famiglie', 1],
    ['fammiglie', 'famiglie', 1],
    ['famiglia', 'famiglie', 1],
    ['', 'abc', 3],
    ['casa', 'cielo', 4],
  ])('between %j and %j are %d', (one, other, errors) => {
    expect(typingErrors(one, other)).toBe(errors);
  });

  it('is the same both ways, nothing only between equals, and at most the longer one', () => {
    fc.assert(
      fc.property(WORD, WORD, (one, other) => {
        const errors = typingErrors(one, other);
        expect(errors).toBe(typingErrors(other, one));
        expect(errors === 0).toBe(one === other);
        expect(errors).toBeLessThanOrEqual(Math.max(one.length, other.length));
      }),
    );
  });

  it('counts one for each letter that is dropped or swapped with its neighbour', () => {
    fc.assert(
      fc.property(
        WORD.filter(({ length }) => length > 2),
        fc.nat(),
        (word, n) => {
          const at = n % (word.length - 1);
          const dropped = word.slice(0, at) + word.slice(at + 1);
          const swapped = word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
          expect(typingErrors(word, dropped)).toBe(1);
          expect(typingErrors(word, swapped)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('probablyMeant', () => {
  it('is the nearest word, the first of the alphabet among equals', () => {
    expect(probablyMeant('famigile', ['famiglie', 'famiglia', 'famoso'])).toBe('famiglie');
    expect(probablyMeant('caso', ['cosa', 'casa', 'cassa'])).toBe('casa');
  });

  it('is nothing where no word is near, or the word itself', () => {
    expect(probablyMeant('zebra', ['alloggi', 'servizi'])).toBeNull();
    expect(probablyMeant('casa', ['casa'])).toBeNull();
  });

  it('lets short words and numbers be', () => {
    expect(['per', '2024', 'h2so4'].filter(mayBeMisspelt)).toEqual([]);
  });
});
