import type { Dialect } from '../domain/dialect';
import type { TableSchema } from '../domain/field';

/** A CSV file as it came, in UTF-8 or Windows-1252, with its header. */
export type PlainInput = {
  kind: 'asIs';
  csvPath: string;
  /** What is known about the file; the rest is guessed and reported. */
  dialect?: Partial<Dialect>;
};

/**
 * A canonical CSV that was made of another file: UTF-8, commas, quotes doubled, `\n`, no header; first the row's number in the
 * other file, then its cells in the order of the header.
 */
export type ConvertedInput = {
  kind: 'converted';
  csvPath: string;
  header: readonly string[];
  decimalMark: Dialect['decimalMark'];
  /** The header's row number in the other file; absent means 1. */
  headerRow?: number;
};

/** Accepted rows that a foreign key of the schema points to. */
export type ReferencedRows = {
  /** As the foreign key names them. */
  fields: readonly string[];
  referenceFields: readonly string[];
  /** Parquet files; without any, every row points to nothing. */
  files: readonly string[];
};

/** `reading` the bytes, `checking` and writing the rows, `explaining` what is wrong, `writing` the list of findings. */
export type IngestPhase = 'reading' | 'checking' | 'explaining' | 'writing';

/** How far a phase is: in bytes of the file, or in lines of the list. Phases follow each other, and few files need all. */
export type IngestProgress = { phase: IngestPhase; done: number; total: number };

export type IngestTask = {
  input: PlainInput | ConvertedInput;
  parquetPath: string;
  schema: TableSchema;
  /** For each derived field by name: the code of the finer level, and the code of this level that it lies in. */
  ancestors?: Readonly<Record<string, ReadonlyMap<string, string>>>;
  /** For each foreign key to another dataset. */
  references?: readonly ReferencedRows[];
  /** Parquet files of this contributor's previous rows; none: nothing to compare with. */
  previous?: readonly string[];
  /** Where every finding is to be listed, a `ListedFinding` a line; the file is there afterwards if there was anything to list. */
  findingsPath?: string;
  onProgress?: (progress: IngestProgress) => void;
  signal?: AbortSignal;
};
