/**
 * A binary number as a spreadsheet shows it: fifteen significant digits, never an exponent.
 *
 * @returns null if the text is no finite number
 */
export function fifteenDigits(text: string): string | null {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? null : withoutExponent(value.toExponential(14));
}

/** A binary number by the fewest digits that name it, never with an exponent; `NaN` and `Infinity` by their names. */
export const shortestDigits = (value: number): string =>
  Number.isFinite(value) ? withoutExponent(value.toExponential()) : String(value);

/** The same for a number of 32 bits, which 0.1 is too. */
export function shortestSingle(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shortestDigits(shorter);
  }
  return shortestDigits(Number(value.toPrecision(9)));
}

/** With at most 399 zeros, which is more than numbers of 64 bits have. */
const EXPONENTIAL = /^-?\d+(?:\.\d+)?e[+-]?[0-3]?\d{1,2}$/i;

/** `1.25e-7` as `0.000000125`, exactly; what has no exponent, or one that no number of 64 bits has, as it is. */
export function withoutExponent(text: string): string {
  if (!EXPONENTIAL.test(text)) return text;
  const sign = text.startsWith('-') ? '-' : '';
  const [mantissa = '', exponent = ''] = text.slice(sign.length).split(/e/i);
  const [whole = '', rest = ''] = mantissa.split('.');
  const number = pointed(whole + rest, whole.length + Number(exponent));
  return number === '0' ? number : sign + number;
}

/** Digits with the point behind so many of them, and no zero that says nothing. */
function pointed(digits: string, point: number): string {
  const padded = digits.padEnd(point, '0').padStart(digits.length + Math.max(1 - point, 0), '0');
  const at = Math.max(point, 1);
  const decimals = padded.slice(at).replace(/0+$/, '');
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  return decimals === '' ? integer : `${integer}.${decimals}`;
}
