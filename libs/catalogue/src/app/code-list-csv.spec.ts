import { codesFromCsv, codesToCsv } from './code-list-csv';

const CSV = 'level;code;label\ncomune;001;Forlì\ncomune;002;L’Aquila\n';
const labels = (csv: string | Uint8Array) => codesFromCsv(csv).map(({ labels: { it } }) => it);

describe('codes as CSV', () => {
  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(CSV)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${CSV}`)],
    ['Windows-1252', Buffer.from(CSV.replace('’', '\u0092'), 'latin1')],
  ])('are read from bytes in %s', (_, bytes) => {
    expect(labels(bytes)).toEqual(['Forlì', 'L’Aquila']);
  });

  it.each([CSV.replace('ì', '\ufffd'), Buffer.from(CSV.replace('ì', '\ufffd'))])(
    'are refused where letters were lost before they came here',
    (csv) => {
      expect(() => codesFromCsv(csv)).toThrow(expect.objectContaining({ code: 'CODELIST.CSV_UNREADABLE' }));
    },
  );

  it('are written so that they are read again', () => {
    const codes = codesFromCsv(CSV);
    expect(codesFromCsv(Buffer.from(codesToCsv(codes)))).toEqual(codes);
  });
});
