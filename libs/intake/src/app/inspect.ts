import { Refusal } from '../domain/trouble';
import type { FileFormat, Inspection, Wanted } from '../domain/reading';
import { readApart } from './reading-process';
import type { InspectOptions } from './task';

/** An inspection reads bounded parts of a file; a second is long. */
const DEADLINE_MS = 15_000;

/**
 * Finds out what a file is, by its content, and how it may be read.
 *
 * Never throws for what is in the file: that is the trouble of the answer, with no candidates. A sample holds the contributor's own rows; it is for
 * their eyes.
 *
 * @param fileName only tells one JSON from the other, and names the format in a trouble
 * @throws the signal's reason when it is aborted
 */
export async function inspect(
  path: string,
  fileName: string,
  wanted: Wanted,
  { signal, language }: InspectOptions = {},
): Promise<Inspection> {
  try {
    return await readApart<Inspection>(
      { verb: 'inspect', path, fileName, wanted, language },
      { deadlineMs: DEADLINE_MS, signal },
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { format: formatByName(fileName), candidates: [], questions: [], trouble: error.trouble };
  }
}

const FORMATS: readonly (readonly [RegExp, FileFormat])[] = [
  [/\.xls[xm]?$/i, 'xlsx'],
  [/\.(?:ndjson|jsonl)$/i, 'ndjson'],
  [/\.json$/i, 'json'],
  [/\.parquet$/i, 'parquet'],
];

/** What the contributor thinks it is, where it is nothing that can be read. */
const formatByName = (fileName: string): FileFormat =>
  FORMATS.find(([pattern]) => pattern.test(fileName))?.[1] ?? 'csv';
