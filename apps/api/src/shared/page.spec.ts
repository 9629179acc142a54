import fc from 'fast-check';
import { z } from 'zod';
import { decodeCursor, encodeCursor, numberKey, pageRequest, toPage } from './page';

const key = z.tuple([z.string(), z.number().int()]);
const invalid = expect.objectContaining({ code: 'PAGE.CURSOR_INVALID' }) as Error;

describe('a cursor', () => {
  it('comes back as the key it was made of', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (text, number) => {
        fc.pre(!text.includes('\0') && text.length < 100);
        expect(decodeCursor(encodeCursor([text, number]), key)).toEqual([text, number]);
      }),
    );
  });

  it.each(['', 'x', '%%%', encodeCursor(['a']), encodeCursor({ a: 1 }), encodeCursor(['\0', 1]), 'A'.repeat(2000)])(
    'of another list, or of nobody’s making, is refused: %j',
    (cursor) => {
      expect(() => decodeCursor(cursor, key)).toThrow(invalid);
    },
  );

  it.each([2 ** 31, -1, 0.5, '1'])('to a number that no database counts to is refused: %j', (number) => {
    expect(() => decodeCursor(encodeCursor(number), numberKey)).toThrow(invalid);
  });

  it('never breaks anything, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (cursor) => {
        expect(() => decodeCursor(cursor, key)).toThrow(invalid);
      }),
    );
  });
});

describe('a page', () => {
  it.each([0, -1, 101, 1.5, Number.NaN])('has no size of %j', (first) => {
    expect(() => pageRequest({ first }, key)).toThrow(expect.objectContaining({ code: 'PAGE.SIZE_INVALID' }));
  });

  it('starts at the beginning without a cursor', () => {
    expect(pageRequest({ first: 20, after: null }, key)).toEqual({ limit: 20, after: null });
  });

  it('shows every item once, in order, to whoever follows the cursors', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer()), fc.integer({ min: 1, max: 7 }), (numbers, first) => {
        const all = numbers.toSorted((a, b) => a - b);
        const seen: number[] = [];
        const turn = (after: string | null): void => {
          const { limit, after: from } = pageRequest({ first, after }, z.number());
          const rows = all.filter((number) => from === null || number > from).slice(0, limit + 1);
          const { items, nextCursor } = toPage(rows, limit, { keyOf: (row) => row, toItem: (row) => row });
          seen.push(...items);
          if (nextCursor !== null) turn(nextCursor);
        };
        turn(null);
        expect(seen).toEqual(all);
      }),
    );
  });
});
