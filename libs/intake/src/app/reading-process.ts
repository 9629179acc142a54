import { fork, type ChildProcess } from 'node:child_process';
import { extname, join } from 'node:path';
import { Refusal, refusal } from '../domain/trouble';
import type { ChildAnswer, ChildMessage, ChildTask } from '../read/child-task';
import { MemoryWatch } from './memory-watch';
import type { IntakeProgress } from './task';

/** The heap of the process that reads; with Node itself and its buffers it stays under 300 MB resident. */
const HEAP_MEGABYTES = 144;

type Watch = {
  readonly deadlineMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: IntakeProgress) => void) | undefined;
};

/**
 * Reads a stranger's file in a process of its own, so that whatever the file does happens to that process alone.
 *
 * It knows no secret of ours: its environment is empty. It is killed when it is late, when it grows beyond its memory and when nobody
 * waits for it any more.
 *
 * @throws Refusal with what the file is refused for: what its reader found; FILE.TOO_SLOW after the deadline;
 *   FILE.TOO_BIG_INSIDE if memory ran out; FILE.UNREADABLE if the reader died of something else
 * @throws the signal's reason
 */
export async function readApart<T extends ChildAnswer>(task: ChildTask, watch: Watch): Promise<T> {
  watch.signal?.throwIfAborted();
  const child = startReader();
  const seconds = Math.ceil(watch.deadlineMs / 1_000);
  const late = AbortSignal.timeout(watch.deadlineMs);
  const stop = watch.signal ? AbortSignal.any([watch.signal, late]) : late;
  const kill = () => child.kill('SIGKILL');
  stop.addEventListener('abort', kill, { once: true });
  const memory = new MemoryWatch(child);
  try {
    return await answerOf<T>(child, task, watch.onProgress);
  } catch (error) {
    watch.signal?.throwIfAborted();
    if (late.aborted) throw refusal('FILE.TOO_SLOW', { seconds });
    if (memory.exceeded) throw refusal('FILE.TOO_BIG_INSIDE');
    throw error;
  } finally {
    memory.stop();
    stop.removeEventListener('abort', kill);
    kill();
  }
}

/** Beside compiled code the reader is compiled too; beside sources, Node needs a hook that compiles it. */
function startReader(): ChildProcess {
  const extension = extname(__filename);
  const hook = join(__dirname, '../../../../test/support/typescript.cjs');
  const source = extension === '.ts' ? ['--conditions=source', '--require', hook] : [];
  return fork(join(__dirname, `../read/child${extension}`), [], {
    execArgv: [`--max-old-space-size=${HEAP_MEGABYTES}`, '--max-semi-space-size=8', ...source],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function answerOf<T extends ChildAnswer>(
  child: ChildProcess,
  task: ChildTask,
  onProgress?: (progress: IntakeProgress) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const lastWords = lastWordsOf(child);
    child.on('message', (message: ChildMessage) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      else if (message.kind === 'answer') resolve(message.answer as T);
      else if (message.kind === 'refused') reject(new Refusal(message.trouble));
      else reject(new Error(`The reader of a file failed: ${message.stack}`));
    });
    child.once('error', reject);
    child.once('close', () => {
      const outOfMemory = /heap out of memory|Array buffer allocation failed/i.test(lastWords());
      reject(refusal(outOfMemory ? 'FILE.TOO_BIG_INSIDE' : 'FILE.UNREADABLE'));
    });
    child.send(task);
  });
}

const LAST_WORDS = 4_000;

/** The end of what a process says on its way out. */
function lastWordsOf(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString('latin1')).slice(-LAST_WORDS);
  });
  return () => words;
}
