import { CommonsError, toPlain, type PlainError } from '#kernel';
import type { ApartMessage } from '#platform';
import { unreadable } from '../domain/errors';
import type { CataloguePage } from '../domain/harvested';
import { readPage, type PageTask } from './read-page';

type Message = ApartMessage<CataloguePage, never, PlainError>;

async function answerTo(task: PageTask): Promise<Message> {
  try {
    // What comes between processes is an array of bytes.
    const fetched = { ...task.fetched, bytes: Buffer.from(task.fetched.bytes) };
    return { kind: 'answer', answer: await readPage({ ...task, fetched }) };
  } catch (error) {
    // Libraries that are given hostile bytes throw anything at all.
    const refusal = error instanceof CommonsError ? error : unreadable('its reader failed');
    return { kind: 'refused', why: toPlain(refusal) };
  }
}

// Nobody waits any more.
process.once('disconnect', () => process.exit());
process.once('message', (task: PageTask) => {
  void answerTo(task).then((message) => {
    process.send?.(message, () => {
      process.disconnect();
    });
  });
});
