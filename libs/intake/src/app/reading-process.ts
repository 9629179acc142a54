import { ApartFailed, askApart, type ApartFailure } from '#platform';
import { join } from 'node:path';
import { Refusal, refusal, type IntakeTrouble } from '../domain/trouble';
import type { ChildAnswer, ChildTask } from '../read/child-task';
import type { IntakeProgress } from './task';

const MEMORY = { heapMegabytes: 144, residentMegabytes: 300 };
const READER = join(__dirname, '../read/child');

type Watch = {
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: IntakeProgress) => void) | undefined;
};

/**
 * Reads a stranger's file in a process of its own.
 *
 * @throws Refusal with what the file is refused for: what its reader found; FILE.TOO_SLOW after the deadline;
 *   FILE.TOO_BIG_INSIDE if memory ran out; FILE.UNREADABLE if the reader died of something else
 * @throws the signal's reason
 */
export async function readApart<T extends ChildAnswer>(task: ChildTask, watch: Watch): Promise<T> {
  try {
    return await askApart<T, IntakeProgress, IntakeTrouble>(READER, task, {
      ...watch,
      ...MEMORY,
      refusalOf: (trouble) => new Refusal(trouble),
    });
  } catch (error) {
    throw error instanceof ApartFailed ? refusalFor(error.failure, watch.deadlineMs) : error;
  }
}

function refusalFor(failure: ApartFailure, deadlineMs: number): Refusal {
  if (failure === 'late') return refusal('FILE.TOO_SLOW', { seconds: Math.ceil(deadlineMs / 1_000) });
  return refusal(failure === 'memory' ? 'FILE.TOO_BIG_INSIDE' : 'FILE.UNREADABLE');
}
