import { guessDecimalMark, guessDelimiter, splitRecord, type Dialect } from '../domain/dialect';
import type { TableSchema } from '../domain/field';
import { Findings, type FindingCode } from '../domain/finding';
import { matchHeader } from '../domain/header';
import { MAX_LINE_BYTES } from './csv-bytes';
import type { Layout } from './csv-sql';

/** A header of more cells than this is no header, and would only cost the engine memory. */
const MAX_WIDTH = 5_000;
const SAMPLE_ROWS = 1_000;

/** What the header tells; `layout` is null where the rows below it cannot be read at all. */
export type HeaderReading = { dialect: Dialect; layout: Layout | null; findings: Findings };

type Known = { schema: TableSchema; given: Partial<Dialect>; encoding: Dialect['encoding'] };

/** Reads the header and guesses what nobody said about the dialect. @param head the file's beginning, decoded */
export function readHeader(head: string, { schema, given, encoding }: Known): HeaderReading {
  const blank = /^(?:\r\n|\n|\r)*/.exec(head)?.[0] ?? '';
  const start = blank.length;
  const row = 1 + (blank.match(/\r\n|\n|\r/g)?.length ?? 0);
  const delimiter = given.delimiter ?? guessDelimiter(head.slice(start), schema.fields.map(({ name }) => name));
  const unsure: Dialect = { delimiter, decimalMark: given.decimalMark ?? guessDecimalMark(delimiter, []), encoding };
  if (start === head.length) return unreadable(unsure, null, 'CSV.EMPTY');
  const header = splitRecord(head, delimiter, start);
  if (!header) return unreadable(unsure, row, head.length > MAX_LINE_BYTES ? 'CSV.LINE_TOO_LONG' : 'CSV.WRONG_QUOTING');
  if (header.next - start > MAX_LINE_BYTES) return unreadable(unsure, row, 'CSV.LINE_TOO_LONG');
  const { columns, width, findings } = matchHeader(header.cells, schema, row);
  const numbers = columns.filter(({ field }) => field.type === 'integer' || field.type === 'decimal');
  const sample = () => sampleCells(head, delimiter, { start: header.next, positions: numbers.map((c) => c.position) });
  const decimalMark = given.decimalMark ?? guessDecimalMark(delimiter, sample());
  const dialect: Dialect = { delimiter, decimalMark, encoding };
  const found = new Findings();
  found.add(...findings);
  const useful = width <= MAX_WIDTH && columns.some(({ position }) => position !== null);
  return { dialect, layout: useful ? { schema, dialect, columns, width } : null, findings: found };
}

function unreadable(dialect: Dialect, row: number | null, code: FindingCode): HeaderReading {
  const findings = new Findings();
  findings.add({ row, column: null, code, ...(code === 'CSV.LINE_TOO_LONG' && { facts: { limit: MAX_LINE_BYTES } }) });
  return { dialect, layout: null, findings };
}

function sampleCells(head: string, delimiter: string, from: { start: number; positions: (number | null)[] }): string[] {
  const cells: string[] = [];
  let at = from.start;
  for (let row = 0; row < SAMPLE_ROWS && at < head.length; row++) {
    const record = splitRecord(head, delimiter, at);
    if (!record) break;
    for (const position of from.positions) cells.push((position === null ? undefined : record.cells[position]) ?? '');
    at = record.next;
  }
  return cells;
}
