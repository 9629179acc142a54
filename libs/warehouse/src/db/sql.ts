import { isAbsolute } from 'node:path';

/** A name as an identifier, whatever it contains. */
export const name = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A value as a text literal, whatever it contains. */
export function text(value: string): string {
  if (value.includes('\0')) throw new TypeError('A text with a NUL byte cannot be quoted.');
  return `'${value.replaceAll("'", "''")}'`;
}

export const texts = (values: readonly string[]): string => values.map(text).join(', ');

/** A path to read from as a literal; the engine would otherwise expand `*`, `?` and `[` in it, and follow URLs. */
export function readPath(path: string): string {
  if (!isAbsolute(path)) throw new TypeError('The warehouse reads absolute paths only.');
  return text(path.replaceAll(/[*?[]/g, '[$&]'));
}

/** A path to write to as a literal. */
export function writePath(path: string): string {
  if (!isAbsolute(path)) throw new TypeError('The warehouse writes absolute paths only.');
  return text(path);
}
