/**
 * A binary number as a spreadsheet shows it: fifteen significant digits, never an exponent.
 *
 * @returns null if the text is no finite number
 */
export function fifteenDigits(text: string): string | null {
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? null : plain(value.toExponential(14));
}

/** A binary number by the fewest digits that name it, never with an exponent; `NaN` and `Infinity` by their names. */
export const shortestDigits = (value: number): string =>
  Number.isFinite(value) ? plain(value.toExponential()) : String(value);

/** The same for a number of 32 bits, which 0.1 is too. */
export function shortestSingle(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shortestDigits(shorter);
  }
  return shortestDigits(Number(value.toPrecision(9)));
}

/** `1.25e-7` as `0.000000125`. */
function plain(exponential: string): string {
  const [, sign = '', first = '0', rest = '', exponent = '0'] =
    /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(exponential) ?? [];
  const digits = first + rest;
  const point = Number(exponent) + 1;
  const padded = digits.padEnd(point, '0').padStart(digits.length + Math.max(1 - point, 0), '0');
  const at = Math.max(point, 1);
  const decimals = padded.slice(at).replace(/0+$/, '');
  const number = decimals === '' ? padded.slice(0, at) : `${padded.slice(0, at)}.${decimals}`;
  return number === '0' ? number : sign + number;
}
