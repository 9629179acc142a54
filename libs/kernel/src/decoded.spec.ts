import { decoded } from './decoded';

describe('decoded', () => {
  it.each([
    ['windows-1252', [0x80, 0x92, 0xe0], '€’à'],
    ['windows-1250', [0x80, 0xe0], '€ŕ'],
    ['utf-8', [0xef, 0xbb, 0xbf, 0xc3, 0xa0], 'à'],
    ['utf-8', [0x61, 0xc3], 'a\ufffd'],
    ['utf-16le', [0xe0, 0x00], 'à'],
  ])('reads %s', (encoding, bytes, text) => {
    expect(decoded(Uint8Array.from(bytes), encoding)).toBe(text);
  });

  it('leaves out half a character where the text goes on', () => {
    expect(decoded(Uint8Array.from([0x61, 0xc3]), 'utf-8', true)).toBe('a');
  });

  it('knows no encoding of another name', () => {
    expect(() => decoded(new Uint8Array(), 'latin-99')).toThrow('latin-99');
  });
});
