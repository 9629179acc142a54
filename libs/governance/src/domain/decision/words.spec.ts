import { Fraction } from 'fraction.js';
import { thresholdIn, votesIn } from './words';

describe('the words of a verdict', () => {
  it('say common shares in words, however they are written, and others in figures', () => {
    const say = (part: number, of: number, reach: 'atLeast' | 'moreThan') =>
      (['it', 'en'] as const).map((language) => thresholdIn(language, { share: { part, of }, reach }));
    expect(say(50, 100, 'moreThan')).toEqual(['più della metà', 'more than one half']);
    expect(say(3, 4, 'atLeast')).toEqual(['almeno tre quarti', 'at least three quarters']);
    expect(say(2, 3, 'moreThan')).toEqual(['più di due terzi', 'more than two thirds']);
    expect(say(7, 12, 'atLeast')).toEqual(['almeno 7/12', 'at least 7/12']);
    expect(say(9, 9, 'atLeast')).toEqual(['la totalità', 'all']);
  });

  it('have the right plurals', () => {
    const say = (count: string | number) => votesIn('en', new Fraction(count));
    expect([0, '1/3', 1, '4/3', 2].map(say)).toEqual(['0 votes', '1/3 vote', '1 vote', '1 1/3 votes', '2 votes']);
  });
});
