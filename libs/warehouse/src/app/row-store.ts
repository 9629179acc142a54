import type { ContributionId } from '#kernel';
import type { LocalFile, StoredFile } from '#platform';

/** Accepted rows of one contribution: one immutable file, known by the hash of its sealed bytes. */
export type RowsFile = {
  readonly sha256: string;
  /** Names its key. */
  readonly contributionId: ContributionId;
};

/**
 * Where something is still left of rows: the key; the sealed file; a readable copy, on this machine's shelf or in use.
 */
export type Trace = 'key' | 'file' | 'shelf';

/**
 * Accepted rows, each contribution's sealed with a key of its own, and opened for engines to read.
 *
 * What is durable is the sealed file; what is readable is a copy that may go at any time. So without the key nothing can be
 * read any more, wherever copies of the sealed file are: destroying rows reaches every backup.
 */
export abstract class RowStore {
  /**
   * Seals a Parquet file and keeps it. Again, with the same rows, it gives the same stored file.
   *
   * @throws KEY.ALREADY_THERE where two did so at once: the later one tries again
   */
  abstract keep(contributionId: ContributionId, parquetPath: string): Promise<StoredFile>;

  /**
   * The rows as a Parquet file on this machine, for reading only; to be released, whatever happens.
   *
   * @throws KEY.MISSING (a conflict: who asks again finds a version without these rows), FILE.MISSING, FILE.DAMAGED
   */
  abstract open(file: RowsFile): Promise<LocalFile>;

  /**
   * Destroys the key, then the sealed file, then every readable copy on this machine, and waits for who reads one. Cut off
   * at any moment it can be repeated; again, it changes nothing. Other machines clear their copies within the hour.
   *
   * @throws ROWS.IN_USE if somebody reads them for long: they are unreadable to everybody else already
   */
  abstract destroy(file: RowsFile): Promise<void>;

  /** What is left of destroyed rows, as this machine can see it: nothing is an empty list. */
  abstract traces(file: RowsFile): Promise<readonly Trace[]>;
}
