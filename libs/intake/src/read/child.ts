import { Refusal } from '../domain/trouble';
import type { ChildMessage, ChildTask } from './child-task';
import { convertFile } from './convert-file';
import { inspectFile } from './inspect-file';

const say = (message: ChildMessage): Promise<void> =>
  new Promise((sent) => {
    process.send?.(message, () => {
      sent();
    });
  });

const answerTo = (task: ChildTask) =>
  task.verb === 'inspect'
    ? inspectFile(task)
    : convertFile(task, (progress) => {
        void say({ kind: 'progress', progress });
      });

async function work(task: ChildTask): Promise<void> {
  try {
    await say({ kind: 'answer', answer: await answerTo(task) });
  } catch (error) {
    await say(failureOf(error));
  }
  process.disconnect();
}

/**
 * Libraries that are given hostile bytes throw anything at all, so whatever is no refusal and no failure of the system
 * (a full disk, a missing file) is laid to the file.
 */
function failureOf(error: unknown): ChildMessage {
  if (error instanceof Refusal) return { kind: 'refused', why: error.trouble };
  const system = error instanceof Error && 'syscall' in error;
  if (system) return { kind: 'failed', stack: error.stack ?? error.message };
  return { kind: 'refused', why: { code: 'FILE.UNREADABLE', row: null, facts: {} } };
}

// Nobody waits any more.
process.once('disconnect', () => process.exit());
process.once('message', (task: ChildTask) => void work(task));
