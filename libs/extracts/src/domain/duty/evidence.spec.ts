import { checkedEvidence, checkedReason } from './evidence';

const code = (code: string) => expect.objectContaining({ code }) as Error;

describe('evidence', () => {
  it('is a text, with a safe link if there is one', () => {
    expect(checkedEvidence({ text: ' Deleted.\n', url: null })).toEqual({ text: 'Deleted.', url: null });
    expect(checkedEvidence({ text: 'Paper.', url: 'https://example.org/a b' }).url).toBe('https://example.org/a%20b');
  });

  it.each([
    'http://example.org',
    'javascript:alert(1)',
    ' javascript:alert(1)//https://',
    'data:text/html,x',
    '//example.org',
    'https://',
    'https://ada:secret@example.org',
    'https://ada@example.org',
    '',
    `https://example.org/${'x'.repeat(1_000)}`,
  ])('has no link such as %s', (url) => {
    expect(() => checkedEvidence({ text: 'Paper.', url })).toThrow(code('EVIDENCE.INVALID'));
  });

  it('is readable, and so is why it was rejected', () => {
    for (const text of ['', ' \n', 'x'.repeat(4_001), 'a\u0000', '\ud800']) {
      expect(() => checkedEvidence({ text, url: null })).toThrow(code('EVIDENCE.INVALID'));
      expect(() => checkedReason(text)).toThrow(code('EVIDENCE.REASON_NEEDED'));
    }
    expect(checkedReason(' Say where. ')).toBe('Say where.');
  });
});
