import { fork, type ChildProcess } from 'node:child_process';
import { extname, join } from 'node:path';
import { ChildWatch, type ChildLimits } from './child-watch';

/** Why a process that was asked something did not answer: it was too slow, it grew too large, or it ended of something else. */
export type ApartFailure = 'late' | 'memory' | 'died';

/** What kept a task from being answered; nothing of it happened to us. */
export class ApartFailed extends Error {
  constructor(readonly failure: ApartFailure) {
    super(`A process that was asked something did not answer: ${failure}.`);
  }
}

/** What the process says: first how far it is, as often as it likes; then its answer, or why there is none. */
export type ApartMessage<Answer, Progress, Refusal> =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'refused'; readonly why: Refusal }
  | { readonly kind: 'failed'; readonly stack: string };

export type ApartWatch<Progress, Refusal> = ChildLimits & {
  /** Its JavaScript heap. */
  readonly heapMegabytes: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** What is thrown for what the process refuses. */
  readonly refusalOf: (why: Refusal) => Error;
};

/**
 * Has a task with a stranger's bytes done in a process of its own, so that whatever they do happens to that process alone.
 *
 * It knows no secret of ours: its environment is empty. It is killed when it works too long, when it grows beyond its memory and when
 * nobody waits for it any more.
 *
 * @param script the module that answers, without its extension: beside compiled code it is compiled too
 * @throws ApartFailed, what `refusalOf` makes of a refusal, the signal's reason
 */
export async function askApart<Answer, Progress = never, Refusal = never>(
  script: string,
  task: object,
  watch: ApartWatch<Progress, Refusal>,
): Promise<Answer> {
  watch.signal?.throwIfAborted();
  const child = start(script, watch.heapMegabytes);
  const kill = () => child.kill('SIGKILL');
  watch.signal?.addEventListener('abort', kill, { once: true });
  const limits = new ChildWatch(child, watch);
  try {
    return await answerOf<Answer, Progress, Refusal>(child, task, watch);
  } catch (error) {
    watch.signal?.throwIfAborted();
    if (limits.exceeded) throw new ApartFailed(limits.exceeded);
    throw error;
  } finally {
    limits.stop();
    watch.signal?.removeEventListener('abort', kill);
    kill();
  }
}

/** Beside sources, Node needs a hook that compiles them. */
function start(script: string, heapMegabytes: number): ChildProcess {
  const extension = extname(__filename);
  const hook = join(__dirname, '../../../../test/support/typescript.cjs');
  const source = extension === '.ts' ? ['--conditions=source', '--require', hook] : [];
  return fork(`${script}${extension}`, [], {
    execArgv: [`--max-old-space-size=${heapMegabytes}`, '--max-semi-space-size=8', ...source],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function answerOf<Answer, Progress, Refusal>(
  child: ChildProcess,
  task: object,
  { onProgress, refusalOf }: ApartWatch<Progress, Refusal>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const lastWords = lastWordsOf(child);
    child.on('message', (message: ApartMessage<Answer, Progress, Refusal>) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      else if (message.kind === 'answer') resolve(message.answer);
      else if (message.kind === 'refused') reject(refusalOf(message.why));
      else reject(new Error(`A process that was asked something failed: ${message.stack}`));
    });
    child.once('error', reject);
    child.once('close', () => {
      const outOfMemory = /heap out of memory|Array buffer allocation failed/i.test(lastWords());
      reject(new ApartFailed(outOfMemory ? 'memory' : 'died'));
    });
    child.send(task, (error) => {
      // It ended before it heard the question; why, its end tells.
      if (error && child.connected) reject(error);
    });
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
