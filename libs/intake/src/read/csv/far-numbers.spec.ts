import { IntakeFixture } from '../../../test/intake-fixture';
import { farNumbers } from './far-numbers';

const fixture = new IntakeFixture();
afterAll(() => {
  fixture.close();
});

const PLAIN = { encoding: 'utf-8', delimiter: ';', quote: '"', escape: '"' };

const found = async (text: Buffer | string, cut: Partial<typeof PLAIN> = {}, positions = [1]) =>
  (await farNumbers(fixture.file(text), { ...PLAIN, ...cut }, positions)).map(({ cells }) => cells);

describe('numbers that say how they are written', () => {
  it.each([
    ['A;1.200', {}, '1.200'],
    ['A,"1,200"', { delimiter: ',' }, '1,200'],
    ['"a;1,5";"1.200"', {}, '1.200'],
    ['"a ""b"" c;1,5\nd;1,5";-12,5\n', {}, '-12,5'],
    ['"a \\" c;1,5";1.5\r\n', { escape: '\\' }, '1.5'],
    ["'a;1,5'\t'1.200'", { delimiter: '\t', quote: "'", escape: "'" }, '1.200'],
    ['Forlì; 1.200 \n', {}, '1.200'],
  ])('are found in their column only: %j', async (text, cut, number) => {
    expect(await found(`x;y\nA;7\n1.5;S.p.A.\n${text}`, cut)).toEqual([['', number]]);
  });

  it('are found in encodings of two bytes, and of one', async () => {
    const text = 'città;y\nè 1,5;1.200\n';
    const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(await found(Buffer.from(wide), { encoding: 'utf-16le' })).toEqual([['', '1.200']]);
    expect(await found(wide.swap16(), { encoding: 'utf-16be' })).toEqual([['', '1.200']]);
    expect(await found(Buffer.from(text, 'latin1'), { encoding: 'windows-1252' })).toEqual([['', '1.200']]);
  });

  it.each(['č', 'Ļ', 'Ģ', 'Į'])('are found beside letters whose lower byte cuts cells: %s', async (letter) => {
    const wide = Buffer.from(`x;y\n${letter}A;1.200\n${letter};4,5\n`, 'utf16le');
    const both = [
      ['', '1.200'],
      ['', '4,5'],
    ];
    expect(await found(wide, { encoding: 'utf-16le' })).toEqual(both);
  });

  it('are found with what Windows-1252 has where Latin-1 has nothing', async () => {
    const text = Buffer.concat([Buffer.from('x;y\nA;1.200 '), Buffer.from([0x80])]);
    expect(await found(text, { encoding: 'windows-1252' })).toEqual([['', '1.200 €']]);
  });

  it('are not looked for where several characters end a cell', async () => {
    expect(await found('A 1,5, 1.200', { delimiter: ', ' })).toEqual([]);
  });

  it('are found where a piece of the file ends within them', async () => {
    const row = '\n"a ""b"" ; c";"1.200";3,5\n';
    for (let cut = 0; cut <= row.length; cut += 1) {
      const filling = `7;8\n${'x'.repeat((1 << 20) - 4 - cut)}`;
      expect(await found(filling + row, {}, [1, 2])).toEqual([
        ['', '1.200'],
        ['', '', '3,5'],
      ]);
    }
  });

  it('are a hundred at most', async () => {
    expect(await found('a;1.200\n'.repeat(5_000))).toHaveLength(100);
  });
});
