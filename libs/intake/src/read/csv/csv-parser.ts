import { CsvError, parse, type Options, type Parser } from 'csv-parse';
import type { Reading } from '../../domain/reading';
import { refusal, type Refusal } from '../../domain/trouble';
import { LIMITS } from '../limits';

export type CsvDialect = Pick<Reading, 'delimiter' | 'quote' | 'escape' | 'comment'>;

/** One record, and how many lines of comment stand before it. */
export type CountedRecord = { readonly cells: string[]; readonly comments: number };

/** What the parser gives: the bare record, or with its counts where there may be comments. */
export function countedRecord(data: unknown): CountedRecord {
  if (Array.isArray(data)) return { cells: data as string[], comments: 0 };
  const { record, info } = data as { record: string[]; info: { comment_lines: number } };
  return { cells: record, comments: info.comment_lines };
}

/** @param lenient keeps rows with misplaced quotation marks, for guesses and samples */
export function csvParser(dialect: CsvDialect, lenient: boolean): Parser {
  const options: Options = {
    delimiter: dialect.delimiter ?? ',',
    quote: dialect.quote,
    escape: dialect.escape ?? dialect.quote ?? '"',
    comment: dialect.comment ?? '',
    comment_no_infix: true,
    // Counting takes five times as long as parsing.
    info: dialect.comment !== null,
    // Many a file was written on two systems, so every line end counts as one.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: lenient,
    max_record_size: LIMITS.recordCharacters,
  };
  return parse(options);
}

/** Whether a quotation mark stands where none may: within a cell, or before its end. */
export const isMisquoted = (error: unknown): boolean =>
  error instanceof CsvError && ['INVALID_OPENING_QUOTE', 'CSV_INVALID_CLOSING_QUOTE'].includes(error.code);

/** What a parser's error means for the person who sent the file, and where; null if it is none of the parser's. */
export function csvRefusal(error: unknown): Refusal | null {
  if (!(error instanceof CsvError)) return null;
  const row = Number(error['records']) + Number(error['comment_lines']) + 1;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return refusal('FILE.LINE_TOO_LONG', { limit: LIMITS.recordCharacters }, row);
  return refusal('FILE.WRONG_QUOTING', {}, row);
}
