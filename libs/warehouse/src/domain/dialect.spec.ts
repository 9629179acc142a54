import { guessDecimalMark, guessDelimiter, splitRecord } from './dialect';

describe('splitRecord', () => {
  it('cuts bare and quoted cells as the engine does', () => {
    expect(splitRecord('a;"b;""c""\nd";37"N;\r\nnext', ';')).toEqual({
      cells: ['a', 'b;"c"\nd', '37"N', ''],
      next: 21,
    });
    expect(splitRecord('a,"b', ',')).toBeNull();
  });
});

describe('guessDelimiter', () => {
  it('takes the one that finds most of the schema’s columns', () => {
    expect(guessDelimiter('Zone;"hours, total";COST\n', ['zone', 'cost'])).toBe(';');
    expect(guessDelimiter('zone\tcost\n', ['zone', 'cost'])).toBe('\t');
    expect(guessDelimiter('a|b,c|d\n', ['zone'])).toBe('|');
    expect(guessDelimiter('zone\n', ['zone'])).toBe(',');
  });

  it('is not misled by a quotation mark that never closes', () => {
    expect(guessDelimiter('a,"b\n1,2', ['a', 'b'])).toBe(',');
  });
});

describe('guessDecimalMark', () => {
  it('follows the delimiter where the numbers do not tell', () => {
    expect(guessDecimalMark(';', ['1.200', '7', ''])).toBe(',');
    expect(guessDecimalMark(',', ['1,200', '7'])).toBe('.');
    expect(guessDecimalMark(';', ['1.5', '2,5'])).toBe(',');
  });

  it('believes numbers that can be read in one way only', () => {
    expect(guessDecimalMark(';', ['1.200', '1.5'])).toBe('.');
    expect(guessDecimalMark(',', ['7', '-12,50'])).toBe(',');
    expect(guessDecimalMark('\t', ['1.234,56'])).toBe(',');
  });
});
