import { IntakeFixture } from '../../test/intake-fixture';
import type { Wanted } from '../domain/reading';

const fixture = new IntakeFixture();
afterAll(() => {
  fixture.close();
});

const WANTED: Wanted = {
  columns: [
    { name: 'comune', type: 'string' },
    { name: 'importo', type: 'decimal' },
    { name: 'soci', type: 'integer' },
    { name: 'giorno', type: 'date' },
  ],
};

/** A text in an encoding of one byte a character. */
function encode(text: string, encoding: string): Buffer {
  const decoder = new TextDecoder(encoding);
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Buffer.from([byte])), byte]));
  return Buffer.from(Array.from(text, (character) => bytes.get(character) ?? 0x3f));
}

const repeated = (header: string, row: string, times = 3_000) => `${header}\n${row.repeat(times)}`;

describe('numbers with two readings', () => {
  const asked = async (text: string) => (await fixture.inspect(text, WANTED)).questions;

  it('are asked, with both readings and a candidate for each', async () => {
    const inspection = await fixture.inspect('comune,importo\nTorino,"1,200"\nCuneo,"3,400"\n', WANTED);
    expect(inspection.questions).toEqual([
      { code: 'NUMBER.AMBIGUOUS', column: 'importo', example: '1,200', readings: ['1200', '1.2'] },
    ]);
    expect(inspection.candidates.map(({ reading }) => reading.decimalMark)).toEqual(['.', ',']);
    expect(await asked('comune;importo\nTorino;1.200\n')).toMatchObject([
      { example: '1.200', readings: ['1200', '1.2'] },
    ]);
    expect(await asked('comune,soci\nTorino,1.200\n')).toMatchObject([{ readings: ['1200', '1.2'] }]);
  });

  it('are not asked where one cell proves the mark, be it in the middle or at the end of a large file', async () => {
    expect(await asked('comune;importo\nTorino;1.200\nCuneo;12,5\n')).toEqual([]);
    expect(await asked('comune;importo\nTorino;1.200\nCuneo;1.234.567\n')).toEqual([]);
    expect(await asked('comune;importo\nTorino;0,125\n')).toEqual([]);
    const large = repeated('comune;importo;nota', `Torino;1.200;${'x'.repeat(200)}\n`);
    expect(await asked(large)).toHaveLength(1);
    expect(await asked(`${large}Cuneo;3,5;x\n`)).toEqual([]);
  });

  it('are asked wherever they stand in a large file, and not where a proof stands anywhere', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `A 1.5 cooperativa ${i};${i % 900}\n`);
    const written = (...more: string[]) =>
      ['comune;importo\n', ...rows.slice(0, 22_000), ...more, ...rows.slice(22_000)].join('');
    expect(await asked(written())).toEqual([]);
    expect(await asked(written('X;1.200\n'))).toMatchObject([{ code: 'NUMBER.AMBIGUOUS', column: 'importo' }]);
    expect(await asked(written('X;1.200\n', 'Y;3,5\n'))).toEqual([]);
  });

  it('are looked for in columns of numbers only', async () => {
    expect(await asked('comune;importo\n1.200;7\n')).toEqual([]);
  });

  it('are looked for in columns of other names where a wanted one is missing, and the others say nothing', async () => {
    expect(await asked('comune;soci;Quota;giorno\nTorino;5;1.250;\n')).toMatchObject([{ column: 'Quota' }]);
    expect(await asked('comune;soci;Quota;giorno\nTorino;5;1.250;\nCuneo;6;3,5;\n')).toEqual([]);
    expect(await asked('comune;soci;importo;giorno;Quota\nTorino;5;7;;1.250\n')).toEqual([]);
    // What a column of another kind proves is no answer for one of numbers.
    expect(await asked('comune;soci;versione\nTorino;1.250;2.5\n')).toMatchObject([{ column: 'soci' }]);
  });
});

describe('dates with two readings', () => {
  const inspected = (...days: string[]) =>
    fixture.inspect(`comune;giorno\n${days.map((day) => `Torino;${day}\n`).join('')}`, WANTED);

  it('have the day first, without a question, unless a cell proves the month', async () => {
    expect(await inspected('03/04/2026', '2026-03-25')).toMatchObject({
      questions: [],
      candidates: [{ reading: { dateOrder: 'dmy' } }],
    });
    expect(await inspected('03/25/2026')).toMatchObject({
      questions: [],
      candidates: [{ reading: { dateOrder: 'mdy' } }],
    });
  });

  it('are asked where a cell proves the month, or two contradict each other', async () => {
    const question = { code: 'DATE.AMBIGUOUS', column: 'giorno', example: '03/04/2026' };
    expect(await inspected('03/04/2026', '03/25/2026')).toMatchObject({
      questions: [{ ...question, readings: ['2026-03-04', '2026-04-03'] }],
      candidates: [{ reading: { dateOrder: 'mdy' } }, { reading: { dateOrder: 'dmy' } }],
    });
    expect(await inspected('03/04/2026', '03/25/2026', '25/03/2026')).toMatchObject({
      questions: [{ ...question, readings: ['2026-04-03', '2026-03-04'] }],
    });
  });
});

describe('encodings', () => {
  const LATVIAN = repeated('pilsēta;biedri', 'Rīga;1\nLiepāja;2\nšķirne;3\nūdens;4\nžurnāls;5\n', 20);
  const LITHUANIAN = repeated('miestas;nariai', 'Šiauliai;1\nKlaipėda;2\nPanevėžys;3\nbūstas;4\ndešimtąją;5\n', 20);
  const ITALIAN = repeated('comune;note', 'Forlì;perché è così\nCantù;più città\nNardò;l’età\n', 20);
  const cases: readonly (readonly [string, string, string])[] = [
    ['windows-1252', ITALIAN, 'windows-1252'],
    ['macintosh', ITALIAN, 'macintosh'],
    ['windows-1252', repeated('municipio;socios', 'Málaga;1\nLogroño;2\nCórdoba;3\n', 20), 'windows-1252'],
    ['windows-1252', repeated('kommun;medlemmar', 'Malmö;1\nVästerås;2\nÅmål;3\n', 20), 'windows-1252'],
    ['iso-8859-15', repeated('comune;quota', 'Forlì;12 €\nCantù;15 €\n', 20), 'iso-8859-15'],
    ['windows-1257', LATVIAN, 'windows-1257'],
    ['windows-1257', LITHUANIAN, 'windows-1257'],
    ['iso-8859-7', repeated('πόλη;μέλη', 'Αθήνα;1\nΘεσσαλονίκη;2\n', 20), 'iso-8859-7'],
  ];

  it.each(cases)('%s is told by its letters', async (encoding, text, expected) => {
    const { candidates, questions } = await fixture.inspect(encode(text, encoding));
    expect(candidates[0]?.reading.encoding).toBe(expected);
    expect(questions).toEqual([]);
    expect(candidates[0]?.header).toEqual(text.split('\n', 1)[0]?.split(';'));
  });

  it.each([
    ['it', 'windows-1252', 'Attività, Comunità, Società'],
    ['it', 'windows-1252', 'Forlì'],
    ['it', 'windows-1252', 'Forlì, Cantù'],
    ['it', 'windows-1252', 'Nardò'],
    ['it', 'windows-1252', 'Agliè, Cirié'],
    ['en', 'windows-1252', 'Agliè, Cirié'],
    ['es', 'windows-1252', 'Gijón'],
    ['sv', 'windows-1252', 'Åmål'],
    ['lt', 'windows-1257', 'Klaipėda'],
    ['lv', 'windows-1257', 'Rīga'],
  ])(
    'are those of the language of whoever sent the file (%s), which else are asked: %s, %s',
    async (language, encoding, words) => {
      const bytes = encode(`luogo;soci\n${words} della zona;5\n`, encoding);
      const { candidates, questions } = await fixture.inspect(bytes, WANTED, language);
      expect(candidates[0]).toMatchObject({ reading: { encoding }, sample: [[`${words} della zona`, '5']] });
      expect(questions).toEqual([]);
      const unknown = await fixture.inspect(bytes, WANTED);
      expect(unknown.candidates.map(({ reading }) => reading.encoding)).toContain(encoding);
      if (unknown.candidates.length > 1) expect(candidates.length).toBe(unknown.candidates.length);
    },
  );

  it('are another language’s where the letters say so, and asked where they are not of that of whoever sent the file', async () => {
    const latvian = await fixture.inspect(encode(LATVIAN, 'windows-1257'), WANTED, 'it');
    expect(latvian.candidates[0]?.reading.encoding).toBe('windows-1257');
    const { questions } = await fixture.inspect(encode('luogo;soci\nProença;5\n', 'windows-1252'), WANTED, 'it');
    expect(questions).toMatchObject([{ code: 'ENCODING.AMBIGUOUS' }]);
  });

  it('are told from one accent far down in a large file', async () => {
    const large = Buffer.concat([
      Buffer.from(repeated('comune;nota', `Torino;${'x'.repeat(200)}\n`)),
      encode('Forlì;perché così è più\n', 'windows-1252'),
    ]);
    expect((await fixture.inspect(large)).candidates[0]?.reading.encoding).toBe('windows-1252');
  });

  it('of two bytes are told without a mark', async () => {
    const wide = Buffer.from('comune;soci\nForlì;1\n', 'utf16le');
    expect((await fixture.inspect(wide)).candidates[0]?.reading.encoding).toBe('utf-16le');
    expect((await fixture.inspect(wide.swap16())).candidates[0]?.reading.encoding).toBe('utf-16be');
  });
});

describe('a dialect', () => {
  it('with the wanted columns wins', async () => {
    const { candidates } = await fixture.inspect('comune|importo,soci\na|b,c\nd|e,f\n', WANTED);
    expect(candidates[0]?.reading.delimiter).toBe('|');
  });

  it('is asked where two explain the file as well', async () => {
    const inspection = await fixture.inspect('a;b|c\nx;y|z\nv;w|u\n');
    expect(inspection.questions).toMatchObject([{ code: 'DELIMITER.AMBIGUOUS', readings: [';', '|'] }]);
    expect(inspection.candidates.map(({ reading }) => reading.delimiter)).toEqual([';', '|']);
  });

  it('shows at most ten rows, on one line, without what is invisible', async () => {
    const text = repeated('comune;nota', `Torino;"a\nb\u202e${'x'.repeat(100)}"\n`, 20);
    const { candidates } = await fixture.inspect(text);
    expect(candidates[0]?.sample).toHaveLength(10);
    const [, note = ''] = candidates[0]?.sample[0] ?? [];
    expect(note).toMatch(/^a ¶ b\[U\+202E\]x+…$/);
    expect(note).toHaveLength(80);
  });
});
