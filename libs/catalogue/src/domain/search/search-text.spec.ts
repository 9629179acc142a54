import fc from 'fast-check';
import { parseSearchText, wordsIn } from './search-text';

describe('parseSearchText', () => {
  it.each([
    ['alloggi Torino', 'alloggi Torino', []],
    ["l'inverno, è già qui!", 'l inverno è già qui', []],
    ['"case popolari" -affitto', '"case popolari"', ['affitto']],
    ['casa -"affitto breve" città', 'casa  città', ['"affitto breve"']],
    ['porta-a-porta', 'porta a porta', []],
    ['100% & (a | b) <-> !c :* \\', '100 a b c', []],
    ['\0 \u202e \ud800', '', []],
    ['---', '', []],
  ])('reads %j', (text, wanted, unwanted) => {
    const parsed = parseSearchText(text);
    expect({ ...parsed, wanted: parsed.wanted.replace(/ +/g, ' ') }).toEqual({
      wanted: wanted.replace(/ +/g, ' '),
      unwanted,
    });
  });

  it('leaves letters, digits, spaces and quotation marks of whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const { wanted, unwanted } = parseSearchText(text.slice(0, 200));
        for (const part of [wanted, ...unwanted]) expect(part).toMatch(/^[\p{L}\p{M}\p{N}" ]*$/u);
      }),
    );
  });

  it('refuses what nobody types', () => {
    expect(() => parseSearchText('a'.repeat(201))).toThrow(expect.objectContaining({ code: 'SEARCH.TEXT_TOO_LONG' }));
  });
});

it('knows words by where they begin', () => {
  expect(wordsIn('Città d’arte, 2024')).toEqual([
    { word: 'Città', at: 0 },
    { word: 'd', at: 6 },
    { word: 'arte', at: 8 },
    { word: '2024', at: 14 },
  ]);
});
