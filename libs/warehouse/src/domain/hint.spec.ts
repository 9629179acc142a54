import type { FindingCode } from './finding';
import { hintOf } from './hint';

const CODES: FindingCode[] = [
  'CSV.EMPTY',
  'CSV.NO_ROWS',
  'CSV.NOT_CSV',
  'CSV.WRONG_ENCODING',
  'CSV.WRONG_QUOTING',
  'CSV.LINE_TOO_LONG',
  'CSV.RAGGED_ROW',
  'COLUMN.UNKNOWN',
  'COLUMN.MISSING',
  'COLUMN.DUPLICATE',
  'CELL.WRONG_TYPE',
  'CELL.REQUIRED',
  'CELL.NOT_IN_LIST',
  'CELL.OUT_OF_RANGE',
  'CELL.RESERVED',
  'CELL.NOT_WITHIN',
  'ROW.DUPLICATE_KEY',
];

describe('hintOf', () => {
  it.each(CODES)('says %s in one sentence, in both languages', (code) => {
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
      const hint = hintOf({ row: 2, column: 'zone', code, facts }, language);
      expect(hint).toMatch(/^[\p{Lu}“«].*[.]$/u);
      expect(hint).not.toMatch(/undefined|null|\[object/);
    }
  });

  it('tells how to write a number', () => {
    const facts = { type: 'decimal', scale: 2, decimalMark: ',' };
    const finding = { row: 2, column: 'costo', code: 'CELL.WRONG_TYPE', facts } as const;
    expect(hintOf(finding, 'it')).toBe(
      'In «costo» scrivi un numero decimale, con la virgola e al più 2 cifre decimali.',
    );
    expect(hintOf(finding, 'en')).toBe('In “costo” write a decimal number, with a comma and at most 2 decimal digits.');
  });
});
