export type OutputColumn = {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'decimal';
  /** Decimals only: digits after the point; their values are given in whole units of 10^-scale. */
  readonly scale?: number;
};

/** A small table on its way out: text as strings, numbers as bigints, absent values as null. */
export type OutputTable = {
  readonly columns: readonly OutputColumn[];
  readonly rows: readonly (readonly (string | bigint | null)[])[];
};

/** An exact decimal from whole units: `-5n` at scale 2 is `-0.05`. */
export function decimalText(minor: bigint, scale: number): string {
  if (scale === 0) return minor.toString();
  const digits = (minor < 0n ? -minor : minor).toString().padStart(scale + 1, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/**
 * Text that a spreadsheet will show and not run: what begins like a formula gets an apostrophe before it.
 *
 * @see OWASP, CSV injection
 */
const withoutFormula = (text: string): string =>
  /^\s*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;

const quoted = (text: string): string =>
  text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const cellText = (value: string | bigint | null, column: OutputColumn | undefined): string => {
  if (value === null) return '';
  if (typeof value === 'bigint') return decimalText(value, column?.type === 'decimal' ? (column.scale ?? 0) : 0);
  return quoted(withoutFormula(value));
};

/** A line of texts that run nowhere; numbers stay as they are, and an absent text is an empty cell. */
export const csvLine = (cells: readonly (string | null)[]): string =>
  `${cells.map((cell) => (cell === null ? '' : quoted(PLAIN_NUMBER.test(cell) ? cell : withoutFormula(cell)))).join(',')}\r\n`;

const PLAIN_NUMBER = /^[+-]?\d[\d.,]*$/;

/**
 * Writes a table as CSV, line by line: UTF-8, comma, CRLF; an absent value is an empty cell, an empty text is `""`.
 *
 * @see RFC 4180
 */
export function* csvLines({ columns, rows }: OutputTable): Generator<string> {
  yield `${columns.map(({ name }) => quoted(withoutFormula(name))).join(',')}\r\n`;
  for (const row of rows) yield `${row.map((value, i) => cellText(value, columns[i])).join(',')}\r\n`;
}
