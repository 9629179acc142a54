import type { IntakeTrouble } from './trouble';

export type FileFormat = 'csv' | 'xlsx' | 'json' | 'ndjson' | 'parquet';

/** How a file is read; what is null does not apply to its format. */
export type Reading = {
  readonly format: FileFormat;
  /** A label of the WHATWG Encoding Standard: `utf-8`, `utf-16le`, `windows-1252`, `iso-8859-15`, `macintosh`, … */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** Null: nothing is quoted. */
  readonly quote: string | null;
  /** What stands before a quotation mark that belongs to the text: the quotation mark itself, or a backslash. */
  readonly escape: string | null;
  /** Lines that begin so are left out. */
  readonly comment: string | null;
  /** Row of the header as a spreadsheet numbers it, from 1. */
  readonly headerRow: number;
  readonly sheet: string | null;
  readonly decimalMark: '.' | ',';
  readonly dateOrder: 'dmy' | 'mdy' | 'ymd';
};

/** One way to read a file, and what it then looks like. */
export type Candidate = {
  readonly reading: Reading;
  readonly header: readonly string[];
  /** At most ten rows, cells of at most 80 visible characters. */
  readonly sample: readonly (readonly string[])[];
  /** Whole, 0 to 100. */
  readonly confidence: number;
  readonly reasons: readonly ReasonCode[];
};

/** Why a candidate is believed. */
export type ReasonCode =
  | 'HEADER.WANTED'
  | 'HEADER.BELOW_TITLE'
  | 'ENCODING.BYTE_ORDER_MARK'
  | 'ENCODING.VALID'
  | 'ENCODING.ASCII'
  | 'ENCODING.LETTERS'
  | 'ENCODING.LANGUAGE'
  | 'ROWS.EVEN'
  | 'ROWS.UNEVEN'
  | 'SHEET.ONLY'
  | 'SHEET.FITS'
  | 'FORMAT.CERTAIN'
  | 'ANSWER.OTHER';

export type QuestionCode =
  'NUMBER.AMBIGUOUS' | 'DATE.AMBIGUOUS' | 'DELIMITER.AMBIGUOUS' | 'ENCODING.AMBIGUOUS' | 'SHEET.AMBIGUOUS';

/** Something that only the contributor knows. */
export type Question = {
  readonly code: QuestionCode;
  readonly column: string | null;
  /** What is in doubt, as it stands in the file: `1,200`. */
  readonly example: string;
  /** What it may mean, one for each candidate that answers it: `1200`, `1.2`. */
  readonly readings: readonly string[];
};

export type Inspection = {
  readonly format: FileFormat;
  /** Best first; at least one if the file can be read. */
  readonly candidates: readonly Candidate[];
  readonly questions: readonly Question[];
  readonly trouble: IntakeTrouble | null;
};

export type WantedType = 'string' | 'integer' | 'decimal' | 'date' | 'boolean';

/** What the dataset asks for, to guess well. */
export type Wanted = { readonly columns: readonly { readonly name: string; readonly type: WantedType }[] };
