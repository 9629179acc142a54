import { CommonsError } from '#kernel';
import { broken, held, unchecked, UNCHECKED, verdictOn, verdictSentence } from './certificate-verdict';

const error = (code: string, kind: CommonsError['kind'] = 'invalid', details = {}) =>
  new CommonsError(kind, code, 'Something.', details);

describe('what ends a check of a certificate', () => {
  it.each([
    ['DISCLOSURE.INVALID_CERTIFICATE', 'invalid', broken(1, ['A', 'casa'])],
    ['DISCLOSURE.INVALID_TABLE', 'invalid', broken(1, ['A', 'casa'])],
    ['EXTRACT.ROWS_WITHDRAWN', 'conflict', unchecked('rowsGone')],
    ['EXTRACT.HELD_BACK', 'refused', unchecked('rowsGone')],
    ['KEY.MISSING', 'missing', unchecked('rowsGone')],
    ['FILE.DAMAGED', 'unavailable', unchecked('damaged')],
    ['FILE.MISSING', 'missing', unchecked('damaged')],
    ['FILE.STORE_UNAVAILABLE', 'unavailable', null],
  ] as const)('says of %s what it means', (code, kind, found) => {
    expect(verdictOn(error(code, kind, { codes: ['A', 'casa'] }), 1, true)).toEqual(found);
  });

  it('says nothing of defects, nor against a proof that is counted as of today', () => {
    expect(verdictOn(new TypeError('a defect'), 0, true)).toBeNull();
    expect(verdictOn(error('DISCLOSURE.INVALID_CERTIFICATE'), 0, false)).toEqual(unchecked('asOfToday'));
    expect(verdictOn(error('DISCLOSURE.INVALID_CERTIFICATE', 'invalid', { codes: [7] }), 0, true)).toEqual(
      broken(0, null),
    );
  });
});

describe('a verdict in words', () => {
  it('says how many proofs held, and where one did not', () => {
    expect(verdictSentence(held(2), 'en')).toContain('(2 checked)');
    expect(verdictSentence(held(2), 'it')).toContain('(verifiche: 2)');
    expect(verdictSentence(broken(0, ['A', 'casa']), 'en')).toContain('does not hold at the cell A / casa:');
    expect(verdictSentence(broken(1, null), 'it')).toContain('non è valido: ciò');
  });

  it('differs for each reason, in both languages', () => {
    const said = (['it', 'en'] as const).flatMap((language) =>
      UNCHECKED.map((why) => verdictSentence(unchecked(why), language)),
    );
    expect(new Set(said).size).toBe(2 * UNCHECKED.length);
  });
});
