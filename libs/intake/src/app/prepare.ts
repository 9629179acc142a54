import { rm, stat } from 'node:fs/promises';
import { Refusal } from '../domain/trouble';
import { readApart } from './reading-process';
import type { Prepared, PrepareTask } from './task';

const LEAST_DEADLINE_MS = 120_000;
const LONGEST_DEADLINE_MS = 3_600_000;
/** A slow machine reads twenty times as much in a second. */
const DEADLINE_MS_PER_MEGABYTE = 1_000;

/**
 * Makes of a file what the warehouse can read: nothing, where it can read it as it is; otherwise a numbered CSV at
 * `outPath`, with the mapping applied and the pseudonyms in place of names.
 *
 * Never throws for what is in the file or the mapping: that is `refused`. Unless it is `converted`, nothing is left at `outPath`.
 *
 * @throws the signal's reason when it is aborted
 */
export async function prepare({ signal, onProgress, ...task }: PrepareTask): Promise<Prepared> {
  const deadlineMs = deadlineFor((await stat(task.path)).size);
  try {
    const prepared = await readApart<Exclude<Prepared, { kind: 'refused' }>>(
      { verb: 'prepare', ...task },
      { deadlineMs, signal, onProgress },
    );
    return prepared;
  } catch (error) {
    await rm(task.outPath, { force: true });
    if (!(error instanceof Refusal)) throw error;
    return { kind: 'refused', trouble: error.trouble };
  }
}

const deadlineFor = (bytes: number): number =>
  Math.min(LONGEST_DEADLINE_MS, LEAST_DEADLINE_MS + Math.ceil(bytes / 1e6) * DEADLINE_MS_PER_MEGABYTE);
