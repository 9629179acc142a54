import { CsvError, parse, type Options, type Parser } from 'csv-parse';
import type { Reading } from '../../domain/reading';
import { refusal, type Refusal } from '../../domain/trouble';
import { LIMITS } from '../limits';

export type CsvDialect = Pick<Reading, 'delimiter' | 'quote' | 'escape' | 'comment'>;

/** What the parser gives for each record when it counts. */
export type CountedRecord = { readonly record: string[]; readonly info: { readonly comment_lines: number } };

/** @param lenient keeps rows with misplaced quotation marks, for guesses and samples */
export function csvParser(dialect: CsvDialect, lenient: boolean): Parser {
  const options: Options = {
    delimiter: dialect.delimiter ?? ',',
    quote: dialect.quote,
    escape: dialect.escape ?? dialect.quote ?? '"',
    comment: dialect.comment ?? '',
    comment_no_infix: true,
    info: true,
    // Many a file was written on two systems, so every line end counts as one.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: lenient,
    max_record_size: LIMITS.recordCharacters,
  };
  return parse(options);
}

/** What a parser's error means for the person who sent the file, and where; null if it is none of the parser's. */
export function csvRefusal(error: unknown): Refusal | null {
  if (!(error instanceof CsvError)) return null;
  const row = Number(error['records']) + Number(error['comment_lines']) + 1;
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return refusal('FILE.LINE_TOO_LONG', { limit: LIMITS.recordCharacters }, row);
  return refusal('FILE.WRONG_QUOTING', {}, row);
}
