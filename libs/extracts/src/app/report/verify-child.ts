import { verifyCertificate } from '#disclosure';
import { CommonsError, toPlain, type PlainError } from '#kernel';
import type { ApartMessage } from '#platform';
import type { Proof } from './verify-apart';

type Message = ApartMessage<true, never, PlainError>;

function answerTo({ table, cells, certificate, rule }: Proof): Message {
  try {
    verifyCertificate(table, cells, certificate, rule);
    return { kind: 'answer', answer: true };
  } catch (error) {
    if (!(error instanceof CommonsError)) return { kind: 'failed', stack: String((error as Error).stack) };
    return { kind: 'refused', why: toPlain(error) };
  }
}

// Nobody waits any more.
process.once('disconnect', () => process.exit());
process.once('message', (proof: Proof) => {
  process.send?.(answerTo(proof), () => {
    process.disconnect();
  });
});
