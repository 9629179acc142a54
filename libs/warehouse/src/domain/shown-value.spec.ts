import { shownValue } from './shown-value';

describe('shownValue', () => {
  it('shows one line of which everything is seen', () => {
    expect(shownValue('12,5')).toBe('12,5');
    expect(shownValue(' a\nb\u202ec ')).toBe('a ¶ b[U+202E]c');
    expect(shownValue('1\u00a0200')).toBe('1 200');
  });

  it('cuts what is long', () => {
    expect(shownValue('x'.repeat(80))).toBe('x'.repeat(80));
    expect(shownValue('😀'.repeat(1_000))).toBe(`${'😀'.repeat(79)}…`);
    expect(Array.from(shownValue(' '.repeat(500) + 'x') ?? '').length).toBeLessThanOrEqual(80);
  });

  it('shows nothing of an empty cell, and nothing that names a person', () => {
    expect(shownValue(' \u00a0')).toBeUndefined();
    expect(shownValue('RSSMRA85T10A562S')).toBeUndefined();
    expect(shownValue('Ada <ada@example.org>')).toBeUndefined();
  });
});
