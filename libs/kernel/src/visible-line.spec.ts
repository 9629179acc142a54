import fc from 'fast-check';
import { visibleLine } from './visible-line';

const LRO = '\u202d';

describe('a visible line', () => {
  it('leaves names as they are, in every alphabet', () => {
    for (const name of ['Žydrūnė Ąžuolaitė', 'Ģirts Ķēniņš', 'Niccolò D’Angelo', 'Ελένη', 'Юлия', 'שרה', '王芳'])
      expect(visibleLine(name)).toBe(name);
  });

  it('shows line ends instead of following them', () => {
    expect(visibleLine('Ada\r\nEsito: approvata\u2028x\u0085y')).toBe('Ada ¶ Esito: approvata ¶ x ¶ y');
  });

  it('names what is not seen', () => {
    expect(visibleLine(`Ada${LRO}nimrA`)).toBe('Ada[U+202D]nimrA');
    expect(visibleLine('A\u200bd\u00ada\u3164\u0000')).toBe('A[U+200B]d[U+00AD]a[U+3164][U+0000]');
    expect(visibleLine('A\ud800')).toBe('A[U+D800]');
  });

  it('stops accents from covering other lines', () => {
    expect(visibleLine(`a${'\u0301'.repeat(6)}`)).toBe(`a${'\u0301'.repeat(4)}[U+0301][U+0301]`);
  });

  it('makes columns of spaces one space', () => {
    expect(visibleLine('  Ada \u00a0\u2003\t 100 voti ')).toBe('Ada 100 voti');
  });

  it('is one line of which everything is seen, whatever comes in, and the same when it comes again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = visibleLine(text);
        expect(line).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
        expect(line).not.toMatch(/\p{M}{9}/u);
        expect(visibleLine(line)).toBe(line);
      }),
    );
  });
});
