import type { LocalFile } from '#platform';
import type { RowsFile, RowStore } from '../../app/row-store';
import { inTurns } from './in-turns';

const OPENED_AT_ONCE = 16;

/**
 * Opens files for the length of a piece of work, and lets go of them whatever happens.
 *
 * @param work is given their paths, in the order of the files
 */
export async function withOpened<T>(
  rows: RowStore,
  files: readonly RowsFile[],
  work: (paths: readonly string[]) => Promise<T>,
): Promise<T> {
  const opened: LocalFile[] = [];
  try {
    const paths = await inTurns(files, OPENED_AT_ONCE, async (file) => {
      const local = await rows.open(file);
      opened.push(local);
      return local.path;
    });
    return await work(paths);
  } finally {
    await Promise.all(opened.map((file) => file.release()));
  }
}
