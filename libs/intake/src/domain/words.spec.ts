import type { Question, QuestionCode } from './reading';
import type { IntakeTrouble } from './trouble';
import { questionWords, troubleHint } from './words';
import { ENGLISH_TROUBLES } from './words-english';

const codes = Object.keys(ENGLISH_TROUBLES) as IntakeTrouble['code'][];

describe('what people read', () => {
  it.each(codes)('%s is a whole sentence with a way out in both languages', (code) => {
    for (const language of ['it', 'en'] as const) {
      const hint = troubleHint({ code, row: null, facts: {} }, language);
      expect(hint).toMatch(/^\p{Lu}.{30,}\.$/u);
      expect(hint).not.toMatch(/undefined|NaN|[A-Z]+\.[A-Z]/);
    }
  });

  it('says how a Parquet file is to be written whose groups are too large', () => {
    const trouble: IntakeTrouble = { code: 'FILE.TOO_BIG_INSIDE', row: null, facts: { groupRows: 100_000 } };
    expect(troubleHint(trouble, 'it')).toContain('gruppi di 100000 righe');
    expect(troubleHint(trouble, 'en')).toContain('row groups of 100000 rows');
  });

  it('says the row first', () => {
    const trouble: IntakeTrouble = { code: 'FILE.RAGGED_ROW', row: 7, facts: { expected: 3, found: 5 } };
    expect(troubleHint(trouble, 'it')).toMatch(/^Riga 7: Ci sono 5 celle e l’intestazione ne ha 3\./);
  });

  it('asks with readings that nobody can take for one another', () => {
    const question = (code: QuestionCode, example: string, readings: string[]): Question => ({
      code,
      column: 'importo',
      example,
      readings,
    });
    const number = question('NUMBER.AMBIGUOUS', '1,234', ['1234', '1.234']);
    expect(questionWords(number, 'it')).toBe(
      'Nella colonna «importo» c’è scritto «1,234»: vuol dire 1234 oppure 1 virgola 234?',
    );
    expect(questionWords(number, 'en')).toContain('1234 or 1 point 234');
    const date = question('DATE.AMBIGUOUS', '03/04/2026', ['2026-03-04', '2026-04-03']);
    expect(questionWords(date, 'it')).toContain('04/03/2026 oppure 03/04/2026');
    expect(questionWords(question('DELIMITER.AMBIGUOUS', 'a;b', [';', '|']), 'it')).toContain(
      'il punto e virgola o la barra verticale',
    );
    expect(questionWords(question('SHEET.AMBIGUOUS', 'A', ['A', 'B']), 'en')).toContain('“A” or “B”');
    expect(questionWords(question('ENCODING.AMBIGUOUS', 'è', ['è', 'č']), 'it')).toContain('«è» o «č»');
  });
});
