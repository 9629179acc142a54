import { FINDING_CODES } from './finding';
import { hintOf, reasonOf } from './hint';

describe('hintOf', () => {
  it.each(FINDING_CODES)('says what is wrong and what to do about %s, in both languages', (code) => {
    const facts = {
      type: 'date',
      minimum: '0',
      maximum: '9',
      expected: 3,
      found: 2,
      firstRow: 7,
      limit: 10,
      within: 'd',
    };
    for (const language of ['it', 'en'] as const) {
      const [reason, hint] = [reasonOf, hintOf].map((words) => words({ column: 'zone', code, facts }, language));
      for (const sentence of [reason, hint]) {
        expect(sentence).toMatch(/^[\p{Lu}“«].*[.]$/u);
        expect(sentence).not.toMatch(/undefined|\bnull\b|\[object/);
      }
      expect(reason).not.toBe(hint);
    }
  });

  it('tells how to write a number', () => {
    const facts = { type: 'decimal', scale: 2, decimalMark: ',' };
    const finding = { column: 'costo', code: 'CELL.WRONG_TYPE', facts } as const;
    expect(hintOf(finding, 'it')).toBe(
      'In «costo» scrivi un numero decimale, con la virgola e al più 2 cifre decimali.',
    );
    expect(hintOf(finding, 'en')).toBe('In “costo” write a decimal number, with a comma and at most 2 decimal digits.');
  });
});
