/** How a CSV file is written. @see Data Package v2, Table Dialect */
export type Dialect = {
  delimiter: ',' | ';' | '\t' | '|';
  decimalMark: '.' | ',';
  encoding: 'utf-8' | 'windows-1252';
};

const DELIMITERS: readonly Dialect['delimiter'][] = [',', ';', '\t', '|'];

/** One record cut into its cells, and the position in the text where the next record begins. */
export type SplitRecord = { cells: string[]; next: number };

/**
 * Cuts one record, quoted or not, the way the engine does; for headers and samples, never for whole files.
 *
 * @param start position of the record's first character
 * @returns null if the text ends inside a quoted cell
 * @see RFC 4180
 */
export function splitRecord(text: string, delimiter: string, start = 0): SplitRecord | null {
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at) : bareCell(text, delimiter, at);
    if (!cell) return null;
    const rest = bareCell(text, delimiter, cell.end);
    cells.push(cell.value + (cell.end === rest.end ? '' : rest.value));
    at = rest.end;
    if (text[at] !== delimiter) break;
    at += 1;
  }
  return { cells, next: at + (text.startsWith('\r\n', at) ? 2 : 1) };
}

function quotedCell(text: string, start: number): { value: string; end: number } | null {
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0) return null;
    if (text[at + 1] !== '"') return { value: text.slice(start + 1, at).replaceAll('""', '"'), end: at + 1 };
  }
}

function bareCell(text: string, delimiter: string, start: number): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(start, end), end };
}

/** How two headers are compared: without byte order mark, outer spaces and case. */
export const headerKey = (cell: string): string =>
  cell
    .replace(/^\uFEFF/, '')
    .trim()
    .normalize('NFC')
    .toLowerCase();

/**
 * Guesses the delimiter: the one that finds most of the schema's columns in the header; among equals the one that cuts
 * more cells, then comma, semicolon, tab, bar in this order.
 *
 * @param header the file's first record and whatever follows it
 */
export function guessDelimiter(header: string, columns: readonly string[]): Dialect['delimiter'] {
  const known = new Set(columns);
  const ranked = DELIMITERS.map((delimiter) => {
    const cells = splitRecord(header, delimiter)?.cells ?? firstLine(header).split(delimiter);
    return {
      delimiter,
      found: new Set(cells.map(headerKey).filter((key) => known.has(key))).size,
      cells: cells.length,
    };
  });
  ranked.sort((a, b) => b.found - a.found || b.cells - a.cells);
  return ranked[0]?.delimiter ?? ',';
}

const firstLine = (text: string): string => /^[^\r\n]*/.exec(text)?.[0] ?? '';

/**
 * Guesses the decimal mark from the first numbers of a file.
 *
 * A number followed by other than three digits after its only mark can be read in one way only. If such numbers all speak
 * for one mark, it is that mark; without them, or if they contradict each other, it is the comma where the delimiter is the
 * semicolon, and the point elsewhere.
 *
 * @param numbers cells of the integer and decimal columns
 */
export function guessDecimalMark(delimiter: Dialect['delimiter'], numbers: readonly string[]): Dialect['decimalMark'] {
  const trimmed = numbers.map((text) => text.trim());
  const comma = trimmed.some((text) => /^[^,]*,(\d{1,2}|\d{4,})$/.test(text));
  const point = trimmed.some((text) => /^[^.]*\.(\d{1,2}|\d{4,})$/.test(text));
  if (comma !== point) return comma ? ',' : '.';
  return delimiter === ';' ? ',' : '.';
}
