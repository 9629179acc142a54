import { isUnitFactor } from '#kernel';
import { Fraction } from 'fraction.js';

type Exact = InstanceType<typeof Fraction>;

export type DecimalMark = '.' | ',';

/** What one cell says about the decimal mark: proof for one, a number that has two readings, or nothing. */
export type NumberEvidence = ',' | '.' | 'either' | null;

const OUTER_SPACE = /^[\s\u00a0\u202f\u2009]+|[\s\u00a0\u202f\u2009]+$/gu;
const TWO_READINGS = /^[1-9]\d{0,2}[.,]\d{3}$/;
const MARK_OF_COMMA = /^(?:\d*|\d{1,3}(?:[. \u00a0\u202f\u2009'’]\d{3})+),\d+$|^\d{1,3}(?:\.\d{3}){2,}$/;
const MARK_OF_POINT = /^(?:\d*|\d{1,3}(?:[, \u00a0\u202f\u2009'’]\d{3})+)\.\d+$|^\d{1,3}(?:,\d{3}){2,}$/;
const MONEY = /^[€$£]\s*|\s*(?:[€$£%]|EUR)$/gu;

/**
 * Which decimal mark a cell proves.
 *
 * `12,5`, `1.234,5`, `0,125` and `1.234.567` have one reading each; `1,200` and `1.200` have two; `1200` says nothing.
 */
export function numberEvidence(text: string): NumberEvidence {
  const number = text
    .replace(OUTER_SPACE, '')
    .replace(MONEY, '')
    .replace(/^[+\-−]\s*/u, '');
  if (TWO_READINGS.test(number)) return 'either';
  if (MARK_OF_COMMA.test(number)) return ',';
  return MARK_OF_POINT.test(number) ? '.' : null;
}

const NUMBER: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^([+\-−]?)(\d+|\d{1,3}(?:([, \u00a0\u202f\u2009'’])\d{3})(?:\3\d{3})*|)(?:\.(\d+))?$/u,
  ',': /^([+\-−]?)(\d+|\d{1,3}(?:([. \u00a0\u202f\u2009'’])\d{3})(?:\3\d{3})*|)(?:,(\d+))?$/u,
};

/** Sign, whole digits and decimal digits of a number, whatever its thousands are set off by. */
type Digits = { readonly sign: '' | '-'; readonly whole: string; readonly decimals: string; readonly group: string };

function digitsOf(text: string, mark: DecimalMark): Digits | null {
  const found = NUMBER[mark].exec(text.replace(OUTER_SPACE, ''));
  if (!found) return null;
  const [, sign = '', whole = '', group = '', decimals = ''] = found;
  if (whole + decimals === '') return null;
  return { sign: /[-−]/u.test(sign) ? '-' : '', whole: whole.replace(/\D/gu, ''), decimals, group };
}

/** A number without a sign of thousands that the warehouse would not know; anything else, and any other number, as it is. */
export function withoutForeignGroups(text: string, mark: DecimalMark): string {
  const digits = digitsOf(text, mark);
  if (!digits || !["'", '’', ','].includes(digits.group)) return text;
  return `${digits.sign}${digits.whole}${digits.decimals === '' ? '' : mark + digits.decimals}`;
}

/** Whether a text is a number under this mark. */
export const isNumber = (text: string, mark: DecimalMark): boolean => digitsOf(text, mark) !== null;

/**
 * A number as it is written under the other decimal mark; what is a number under neither stays as it is.
 *
 * The two forms mirror each other, so what was no number under its own mark is none under the other.
 */
export const underOtherMark = (text: string): string =>
  isNumber(text, '.') || isNumber(text, ',') ? text.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.')) : text;

/** What a unit is multiplied by, exactly; null if the text is no such factor. */
export const factorOf = (text: string): Exact | null => (isUnitFactor(text) ? new Fraction(text) : null);

/**
 * Multiplies exactly, and writes the product with the same decimal mark.
 *
 * A product that no decimal can hold (a third) is cut after eighteen digits, which no field takes: validation finds it.
 *
 * @returns the text as it came if it is not a number
 */
export function multiplied(text: string, factor: Exact, mark: DecimalMark): string {
  const digits = digitsOf(text, mark);
  if (!digits) return text;
  const value = new Fraction(`${digits.sign}${digits.whole || '0'}.${digits.decimals || '0'}`).mul(factor);
  return decimalText(value, mark);
}

const MOST_DECIMALS = 18;

function decimalText({ s, n, d }: Exact, mark: DecimalMark): string {
  let decimals = '';
  let rest = n % d;
  while (rest !== 0n && decimals.length < MOST_DECIMALS) {
    decimals += String((rest * 10n) / d);
    rest = (rest * 10n) % d;
  }
  return `${s < 0n ? '-' : ''}${n / d}${decimals === '' ? '' : mark + decimals}`;
}
