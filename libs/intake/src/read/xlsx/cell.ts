import { excelDate } from '../../domain/excel-date';
import { fifteenDigits } from '../../domain/binary-number';
import type { DecimalMark } from '../../domain/number-text';
import { unescaped } from './shared-strings';
import type { NumberShown } from './styles';
import type { Workbook } from './workbook';

/** One cell as it stands in the XML: its type, its style, and its cached or its inline text. */
export type RawCell = {
  readonly type: string;
  readonly style: number;
  readonly value: string;
  readonly inline: string;
};

/** `native` where the workbook itself knows a number, a date or a truth value. */
export type CellText = { readonly text: string; readonly native: boolean };

const text = (value: string): CellText => ({ text: value, native: false });
const native = (value: string): CellText => ({ text: value, native: true });

/** What a cell shows, as text: dates in ISO form, numbers in plain decimals, codes with their leading zeros, an error by its name. */
export function cellText(cell: RawCell, book: Workbook, mark: DecimalMark): CellText {
  return TYPES.get(cell.type)?.(cell, book) ?? numberText(cell, book, mark);
}

/** All types but that of numbers. @see ISO/IEC 29500-1 18.18.11 */
const TYPES: ReadonlyMap<string, (cell: RawCell, book: Workbook) => CellText> = new Map(
  Object.entries<(cell: RawCell, book: Workbook) => CellText>({
    s: ({ value }, { strings }) => text(strings.get(Number(value)) ?? ''),
    inlineStr: ({ inline }) => text(inline),
    str: ({ value }) => text(unescaped(value)),
    e: ({ value }) => text(value),
    b: ({ value }) => native(value === '1' || value === 'true' ? 'true' : 'false'),
    d: ({ value }) => native(value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/, '')),
  }),
);

const WHOLE = /^\d+$/;
const AS_IT_IS: NumberShown = { isDate: false, digits: 1 };

function shownNumber(number: string, digits: number, mark: DecimalMark): string {
  if (digits > 1 && WHOLE.test(number)) return number.padStart(digits, '0');
  return mark === ',' ? number.replace('.', ',') : number;
}

function numberText({ value, style }: RawCell, book: Workbook, mark: DecimalMark): CellText {
  if (value === '') return text('');
  const { isDate, digits } = book.styles[style] ?? AS_IT_IS;
  const date = isDate ? excelDate(Number(value), book.from1904) : null;
  if (date !== null) return native(date);
  const number = fifteenDigits(value);
  if (number === null) return text(value);
  return native(shownNumber(number, digits, mark));
}
