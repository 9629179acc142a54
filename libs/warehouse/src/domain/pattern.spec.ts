import { patternTrouble } from './pattern';

describe('patternTrouble', () => {
  it.each([
    String.raw`\d{5}`,
    '[A-Z]{2}(?:-[0-9]+)?',
    String.raw`(a|b)*\.[^,]{1,1000}`,
    String.raw`\p{Lu}\p{L}{1,40}`,
    String.raw`[\p{L}' -]+`,
    '^AB$',
    '.+',
  ])('finds nothing wrong with %s', (pattern) => {
    expect(patternTrouble(pattern)).toBeNull();
  });

  it.each([
    ['(?=a)', 'groups'],
    ['(?<!a)b', 'groups'],
    ['(?<name>a)', 'groups'],
    ['(?i)a', 'groups'],
    [String.raw`(a)\1`, 'escape'],
    [String.raw`\k<name>`, 'escape'],
    [String.raw`\C`, 'escape'],
    [String.raw`\Q(\E`, 'escape'],
    [String.raw`\p{Script=Greek}`, 'escape'],
    ['[[:alpha:]]', 'classes'],
    ['a{1001}', 'repeats'],
    ['(?:a{100}){100}', 'repeats'],
    [`(?:${'[^,]'.repeat(100)}){100}`, 'repeats'],
    [String.raw`(?:\p{L}\p{N}){51}`, 'repeats'],
    [String.raw`\p{L}{1000}`, 'repeats'],
    ['(', 'regular expression'],
    ['a**', 'regular expression'],
    ['[z-a]', 'regular expression'],
    ['a{2,1}', 'regular expression'],
    ['\\', 'escape'],
  ])('refuses %s', (pattern, why) => {
    expect(patternTrouble(pattern)).toContain(why);
  });
});
