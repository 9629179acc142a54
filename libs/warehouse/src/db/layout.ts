import { guessDecimalMark, guessDelimiter, splitRecord, type Dialect, type SplitRecord } from '../domain/dialect';
import type { TableSchema } from '../domain/field';
import { Findings, type FindingCode } from '../domain/finding';
import { matchHeader, type Column, type MatchedHeader } from '../domain/header';
import { MAX_LINE_BYTES } from './csv-bytes';
import type { Layout } from './csv-sql';

/** A header of more cells than this is no header, and would only cost the engine memory. */
const MAX_WIDTH = 5_000;
const SAMPLE_ROWS = 1_000;

/** What the header tells; `layout` is null where the rows below it cannot be read at all. */
export type HeaderReading = { dialect: Dialect; layout: Layout | null; findings: Findings };

type Known = { schema: TableSchema; given: Partial<Dialect>; encoding: Dialect['encoding'] };

/** Reads the header and guesses what nobody said about the dialect. @param head the file's beginning, decoded */
export function readHeader(head: string, known: Known): HeaderReading {
  const { text, row } = withoutBlankLines(head);
  const dialect = dialectByHeader(text, known);
  const header = splitRecord(text, dialect.delimiter);
  const trouble = headerTrouble(text, header);
  if (!header || trouble) return unreadable(dialect, row, trouble ?? 'CSV.NOT_CSV');
  const matched = matchHeader(header.cells, known.schema, row);
  const numbers = () => sampleCells(text.slice(header.next), dialect.delimiter, numbersOf(matched.columns));
  dialect.decimalMark = known.given.decimalMark ?? guessDecimalMark(dialect.delimiter, numbers());
  return readable(matched, dialect, known.schema);
}

function withoutBlankLines(head: string): { text: string; row: number } {
  const blank = /^(?:\r\n|\n|\r)*/.exec(head)?.[0] ?? '';
  return { text: head.slice(blank.length), row: 1 + (blank.match(/\r\n|\n|\r/g)?.length ?? 0) };
}

function dialectByHeader(text: string, { schema, given, encoding }: Known): Dialect {
  const names = schema.fields.map(({ name }) => name);
  const delimiter = given.delimiter ?? guessDelimiter(text, names);
  return { delimiter, decimalMark: given.decimalMark ?? guessDecimalMark(delimiter, []), encoding };
}

function readable({ columns, width, findings }: MatchedHeader, dialect: Dialect, schema: TableSchema): HeaderReading {
  const found = new Findings();
  found.add(...findings);
  const useful = width <= MAX_WIDTH && columns.some(({ position }) => position !== null);
  return { dialect, layout: useful ? { schema, dialect, columns, width } : null, findings: found };
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
  const findings = new Findings();
  const facts = code === 'CSV.LINE_TOO_LONG' && { facts: { limit: MAX_LINE_BYTES } };
  findings.add({ row: code === 'CSV.EMPTY' ? null : row, column: null, code, ...facts });
  return { dialect, layout: null, findings };
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
