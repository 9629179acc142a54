export function isIsoDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text);
}

const DECIMAL_18 = 10n ** 18n;

/** A number in whole units of 10^-scale, so that two compare exactly; null if it is no such number of at most 18 digits. */
export function exactUnits(number: number | string, scale: number): bigint | null {
  const text = String(number);
  if (!/^-?\d{1,18}(?:\.\d+)?$/.test(text)) return null;
  const [whole = '', fraction = ''] = text.split('.');
  if (fraction.length > scale) return null;
  const units = BigInt(whole + fraction.padEnd(scale, '0'));
  return units > -DECIMAL_18 && units < DECIMAL_18 ? units : null;
}
