import fc from 'fast-check';
import { splitRecord } from './dialect';
import { RecordScanner } from './record-scanner';

/** Everything the scanner says about a text, pushed in pieces of the given size. */
function scan(text: string, width: number, pieceBytes = 7): string[] {
  const said: string[] = [];
  const scanner = new RecordScanner(
    { delimiter: ',', width, maxBytes: 40 },
    {
      record: (row, data, start, end) => said.push(`${row} ${data.toString('utf8', start, end)}`),
      trouble: (row, code, cells) => said.push(`${row} ${code} ${cells}`),
    },
  );
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += pieceBytes) scanner.push(bytes.subarray(at, at + pieceBytes));
  scanner.end();
  return said;
}

describe('RecordScanner', () => {
  it('numbers rows as a spreadsheet does, over all line ends', () => {
    expect(scan('a,b\r\n\r\n"x\n\n",1\r1,2\n\n\n3,4', 2)).toEqual(['1 a,b', '3 "x\n\n",1', '4 1,2', '7 3,4']);
  });

  it('says what is wrong with the shape of a record', () => {
    const long = 'x'.repeat(60);
    expect(scan(`1\n1,2,3\n"a"b,2\n\r${long},\r\n5,6\n"7,8\n`, 2)).toEqual([
      '1 CSV.RAGGED_ROW 1',
      '2 CSV.RAGGED_ROW 3',
      '3 CSV.WRONG_QUOTING 2',
      '5 CSV.LINE_TOO_LONG 2',
      '6 5,6',
      '7 CSV.WRONG_QUOTING 1',
    ]);
  });

  it('does not depend on how the bytes come', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'è', ',', '"', '\n', '\r'), maxLength: 80 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 20 }), (content, size) => {
        expect(scan(content, 2, size)).toEqual(scan(content, 2, 10_000));
      }),
    );
  });

  it('agrees with splitRecord on records that are well written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'è', ',', '"', '\n', '\r'), maxLength: 8 });
    fc.assert(
      fc.property(fc.tuple(cell, cell, cell), (cells) => {
        const text = cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(',');
        fc.pre(Buffer.byteLength(text) <= 40);
        expect(scan(`${text}\r\n`, 3)).toEqual([`1 ${text}`]);
        expect(splitRecord(text, ',')?.cells).toEqual(cells);
      }),
    );
  });
});
