import { counted, days, listed, shareInWords } from './words';

describe('words', () => {
  it.each([
    [1, 2, 'la metà', 'one half'],
    [50, 100, 'la metà', 'one half'],
    [2, 3, 'due terzi', 'two thirds'],
    [3, 4, 'tre quarti', 'three quarters'],
    [1, 10, 'un decimo', 'one tenth'],
    [3, 7, '3/7', '3/7'],
    [6, 14, '3/7', '3/7'],
    [51, 100, '51/100', '51/100'],
    [5, 5, 'la totalità', 'the whole'],
    [0, 5, 'nessuna parte', 'no part'],
  ])('say %i/%i as people do', (part, of, it, en) => {
    expect(shareInWords({ part, of }, 'it')).toBe(it);
    expect(shareInWords({ part, of }, 'en')).toBe(en);
  });

  it('put nouns in the plural, none included', () => {
    expect([0, 1, 2].map((n) => days(n, 'it'))).toEqual(['0 giorni', '1 giorno', '2 giorni']);
    expect([0, 1, 2].map((n) => days(n, 'en'))).toEqual(['0 days', '1 day', '2 days']);
    expect(counted(12_000, ['socio', 'soci'], 'it')).toBe('12.000 soci');
    expect(counted(12_000, ['member', 'members'], 'en')).toBe('12,000 members');
  });

  it('list names as people do', () => {
    expect(listed([], 'it')).toBe('');
    expect(listed(['a'], 'it')).toBe('a');
    expect(listed(['a', 'b'], 'it')).toBe('a e b');
    expect(listed(['a', 'b', 'c'], 'en')).toBe('a, b and c');
  });
});
