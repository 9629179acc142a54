import fc from 'fast-check';
import { fifteenDigits, shortestDigits, shortestSingle, withoutExponent } from './binary-number';
import { dateEvidence, readableDate } from './date-text';
import { excelDate } from './excel-date';
import { factorOf, isNumber, multiplied, numberEvidence, underOtherMark, withoutForeignGroups } from './number-text';

describe('what a number proves', () => {
  it.each([
    ['12,5', ','],
    ['1.234,56', ','],
    ['1.234.567', ','],
    ['0,125', ','],
    ['1234,567', ','],
    ['€ 12,50', ','],
    ['12.5', '.'],
    ['1,234.56', '.'],
    ['1,234,567', '.'],
    ['.5', '.'],
    ['1,200', 'either'],
    ['\u221212.345', 'either'],
    ['1200', null],
    ['12 345', null],
    ['1.2.3', null],
    ['12:30', null],
    ['', null],
  ])('%s: %s', (text, evidence) => {
    expect(numberEvidence(text)).toBe(evidence);
  });
});

describe('the other decimal mark', () => {
  it.each([
    ['1.234,5', '1,234.5'],
    ['12,5', '12.5'],
    ['1.5', '1,5'],
    ['1 200', '1 200'],
    ['1.5x', '1.5x'],
    ['31.1.2024', '31.1.2024'],
  ])('%s: %s', (text, other) => {
    expect(underOtherMark(text)).toBe(other);
  });

  it('makes no number of what was none under its own', () => {
    const like = fc.string({ unit: fc.constantFrom('0', '7', '.', ',', '-', ' '), maxLength: 9 });
    fc.assert(fc.property(like, (text) => isNumber(underOtherMark(text), '.') === isNumber(text, ',')));
  });
});

describe('multiplying', () => {
  const times = (text: string, by: string, mark: '.' | ',' = ',') => {
    const factor = factorOf(by);
    return factor && multiplied(text, factor, mark);
  };

  it('is exact, and keeps the mark', () => {
    expect(times('12,5', '1000')).toBe('12500');
    expect(times('0,1', '3')).toBe('0,3');
    expect(times('1.234,5', '0.1')).toBe('123,45');
    expect(times('90', '1/60', '.')).toBe('1.5');
    expect(times('\u22125', '2')).toBe('-10');
    expect(times('12345678901234567890', '10')).toBe('123456789012345678900');
  });

  it('leaves what is no number, and takes no factor that is none', () => {
    expect(times('n.d.', '2')).toBe('n.d.');
    expect(times('', '2')).toBe('');
    for (const factor of ['1/0', '0', 'x', '1e3', '', '-2', '1/2.5', '1.5/2']) expect(factorOf(factor)).toBeNull();
  });

  it('writes what no decimal holds with too many digits for any field', () => {
    expect(times('1', '1/3')).toBe(`0,${'3'.repeat(18)}`);
  });

  it('there and back gives the same number', () => {
    const law = fc.property(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.integer({ min: 1, max: 1_000_000 }),
      (units, by) => {
        const text = String(units);
        expect(times(times(text, String(by)) ?? '', `1/${by}`)).toBe(text);
      },
    );
    fc.assert(law);
  });

  it('takes away only signs of thousands that the warehouse does not know', () => {
    expect(withoutForeignGroups('1,234.5', '.')).toBe('1234.5');
    expect(withoutForeignGroups("1'234,5", ',')).toBe('1234,5');
    for (const text of ['1.234,5', '12 345', '00123', '1,23,456', 'NA'])
      expect(withoutForeignGroups(text, ',')).toBe(text);
    expect(isNumber('1,2,3', '.')).toBe(false);
  });
});

describe('dates', () => {
  it('prove the order of day and month, or do not', () => {
    const days = ['25/03/2026', '3-25-2026', '03/04/2026', '2026-03-25', '25/25/2026', '0/1/2026', 'x'];
    expect(days.map(dateEvidence)).toEqual(['dmy', 'mdy', 'either', null, null, null, null]);
  });

  it('come in a form that the warehouse reads', () => {
    expect(readableDate('3/25/2026', 'mdy')).toBe('2026-03-25');
    expect(readableDate('25.3.2026', 'dmy')).toBe('2026-03-25');
    expect(readableDate('2026/3/5', 'dmy')).toBe('2026-03-05');
    for (const text of ['25/03/2026', '2026-03-25', 'domani', '']) expect(readableDate(text, 'dmy')).toBe(text);
  });

  it('of a spreadsheet know both systems, and the day that never was', () => {
    expect([1, 59, 60, 61, 45_000, 45_000.75, 0.5, -1, 3e6].map((serial) => excelDate(serial, false))).toEqual([
      ...['1900-01-01', '1900-02-28', null, '1900-03-01', '2023-03-15', '2023-03-15T18:00:00', '12:00:00', null, null],
    ]);
    expect(excelDate(0, true)).toBe('1904-01-01');
  });
});

describe('binary numbers', () => {
  it('are written as a spreadsheet shows them', () => {
    const texts = ['1.2000000000000002', '0.1', '1E21', '-1.5e-7', '100', '0', '-0', 'x', ''];
    expect(texts.map(fifteenDigits)).toEqual([
      '1.2',
      '0.1',
      '1000000000000000000000',
      '-0.00000015',
      '100',
      '0',
      '0',
      null,
      null,
    ]);
  });

  it('lose their exponent without losing a digit', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.nat(30), fc.integer({ min: -60, max: 60 }), (units, scale, exponent) => {
        const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
        const at = digits.length - scale;
        const mantissa = scale === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
        const written = withoutExponent(`${units < 0n ? '-' : ''}${mantissa}e${exponent}`);
        expect(written).toMatch(/^(?:0|-?(?:0\.\d*[1-9]|[1-9]\d*(?:\.\d*[1-9])?))$/);
        const [whole = '', decimals = ''] = written.split('.');
        expect(BigInt(whole + decimals.padEnd(100, '0'))).toBe(units * 10n ** BigInt(100 - scale + exponent));
      }),
    );
  });

  it('are written by their shortest name, which reads back as the same number', () => {
    expect(shortestSingle(Math.fround(0.1))).toBe('0.1');
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(shortestDigits(value))).toBe(value === 0 ? 0 : value);
        expect(shortestDigits(value)).not.toMatch(/e/i);
      }),
    );
    fc.assert(
      fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Math.fround(Number(shortestSingle(value)))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});
