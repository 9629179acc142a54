import fc from 'fast-check';
import { splitRecord } from './dialect';
import { csvLines, decimalText, type OutputTable } from './output-table';

const write = (table: OutputTable) => [...csvLines(table)].join('');
const column = { name: 'a', type: 'string' } as const;
const ATTACKS = ['=1+1', '+1', '-1+cmd', '@SUM(A1)', '\t=1', '\r=1', ' =HYPERLINK("http://x")', '\uff1d1+1'];
/** What a spreadsheet would take for a formula. */
const isFormula = (cell: string) => /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(cell);

describe('csvLines', () => {
  it('neutralises formulas, which a naive writer would let through', () => {
    const naive = (text: string) => `"${text.replaceAll('"', '""')}"`;
    for (const attack of ATTACKS) {
      expect(isFormula(splitRecord(naive(attack), ',')?.cells[0] ?? '')).toBe(true);
      const csv = write({ columns: [{ ...column, name: attack }], rows: [[attack]] });
      const header = splitRecord(csv, ',');
      const row = splitRecord(csv, ',', header?.next);
      expect([header?.cells[0], row?.cells[0]].map((cell) => isFormula(cell ?? '='))).toEqual([false, false]);
    }
  });

  it('leaves negative numbers alone', () => {
    expect(write({ columns: [{ name: 'n', type: 'integer' }], rows: [[-5n]] })).toBe('n\r\n-5\r\n');
  });

  it('tells an absent value from an empty text', () => {
    expect(write({ columns: [column, column], rows: [[null, '']] })).toBe('a,a\r\n,""\r\n');
  });

  it('writes any text so that it can be read back', () => {
    const harmless = fc.string({ unit: 'binary' }).filter((text) => !isFormula(text) && !/^\s*[\t\r]/.test(text));
    fc.assert(
      fc.property(fc.array(harmless, { minLength: 1, maxLength: 5 }), (cells) => {
        const csv = write({ columns: cells.map(() => column), rows: [cells] });
        expect(splitRecord(csv, ',', splitRecord(csv, ',')?.next)?.cells).toEqual(cells);
      }),
    );
  });
});

describe('decimalText', () => {
  it('is exact at any scale', () => {
    expect([
      decimalText(-5n, 2),
      decimalText(0n, 3),
      decimalText(123456789012345678901n, 2),
      decimalText(7n, 0),
    ]).toEqual(['-0.05', '0.000', '1234567890123456789.01', '7']);
  });
});
