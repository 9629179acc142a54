import { guessDecimalMark, guessDelimiter, splitRecord, type Dialect, type SplitRecord } from '../domain/dialect';
import type { TableSchema } from '../domain/field';
import { findingOf, type Finding, type FindingCode } from '../domain/finding';
import { matchHeader, type Column } from '../domain/header';
import { MAX_LINE_BYTES } from './csv-bytes';
import type { Layout } from './csv-sql';
import type { Ancestors } from './derived-sql';

/** A header of more cells than this is no header, and would only cost the engine memory. */
const MAX_WIDTH = 5_000;
const SAMPLE_ROWS = 1_000;

/** What the header tells; `layout` is null where the rows below it cannot be read at all. */
export type HeaderReading = { dialect: Dialect; layout: Layout | null; findings: readonly Finding[] };

/** What is known without the file. */
export type Known = { schema: TableSchema; ancestors: Ancestors };

/** What is known of the dialect: what somebody said, and the encoding. */
export type Said = { given: Partial<Dialect>; encoding: Dialect['encoding'] };

/** Reads the header and guesses what nobody said about the dialect. @param head the file's beginning, decoded */
export function readHeader(head: string, known: Known, said: Said): HeaderReading {
  const { text, row } = withoutBlankLines(head);
  const dialect = dialectByHeader(text, known.schema, said);
  const header = splitRecord(text, dialect.delimiter);
  const trouble = headerTrouble(text, header);
  if (!header || trouble) return unreadable(dialect, row, trouble ?? 'CSV.NOT_CSV');
  const reading = readingOf(header.cells, known, { dialect, row });
  const numbers = () =>
    sampleCells(text.slice(header.next), dialect.delimiter, numbersOf(reading.layout?.columns ?? []));
  dialect.decimalMark = said.given.decimalMark ?? guessDecimalMark(dialect.delimiter, numbers());
  return reading;
}

/** Finds the schema's columns among the cells of a header. */
export function readingOf(
  cells: readonly string[],
  { schema, ancestors }: Known,
  { dialect, row }: { dialect: Dialect; row: number },
): HeaderReading {
  const { columns, width, findings } = matchHeader(cells, schema, row);
  const useful = width <= MAX_WIDTH && columns.some(({ position }) => position !== null);
  if (useful) return { dialect, layout: { schema, dialect, columns, width, ancestors }, findings };
  const isRefused = findings.some(({ severity }) => severity === 'error');
  return isRefused ? { dialect, layout: null, findings } : unreadable(dialect, row, 'CSV.NOT_CSV');
}

function withoutBlankLines(head: string): { text: string; row: number } {
  const blank = /^(?:\r\n|\n|\r)*/.exec(head)?.[0] ?? '';
  return { text: head.slice(blank.length), row: 1 + (blank.match(/\r\n|\n|\r/g)?.length ?? 0) };
}

function dialectByHeader(text: string, schema: TableSchema, { given, encoding }: Said): Dialect {
  const names = schema.fields.map(({ name }) => name);
  const delimiter = given.delimiter ?? guessDelimiter(text, names);
  return { delimiter, decimalMark: given.decimalMark ?? guessDecimalMark(delimiter, []), encoding };
}

function headerTrouble(text: string, header: SplitRecord | null): FindingCode | null {
  if (text === '') return 'CSV.EMPTY';
  const length = header ? header.next : text.length;
  if (length > MAX_LINE_BYTES) return 'CSV.LINE_TOO_LONG';
  return header ? null : 'CSV.WRONG_QUOTING';
}

/** Positions of the columns that hold numbers. */
const numbersOf = (columns: readonly Column[]): number[] =>
  columns.flatMap(({ field: { type }, position }) =>
    position !== null && (type === 'integer' || type === 'decimal') ? [position] : [],
  );

function unreadable(dialect: Dialect, row: number, code: FindingCode): HeaderReading {
  const facts = code === 'CSV.LINE_TOO_LONG' && { facts: { limit: MAX_LINE_BYTES } };
  const finding = findingOf({ row: code === 'CSV.EMPTY' ? null : row, column: null, code, ...facts });
  return { dialect, layout: null, findings: [finding] };
}

function sampleCells(text: string, delimiter: string, positions: readonly number[]): string[] {
  const cells: string[] = [];
  let at = 0;
  for (let row = 0; row < SAMPLE_ROWS && at < text.length; row++) {
    const record = splitRecord(text, delimiter, at);
    if (!record) break;
    for (const position of positions) cells.push(record.cells[position] ?? '');
    at = record.next;
  }
  return cells;
}
