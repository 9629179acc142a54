import { verifyCertificate } from '#disclosure';
import { CommonsError } from '#kernel';
import type { ApartMessage } from '#platform';
import type { Proof, Refused } from './verify-apart';

type Message = ApartMessage<true, never, Refused>;

function answerTo({ table, cells, certificate, rule }: Proof): Message {
  try {
    verifyCertificate(table, cells, certificate, rule);
    return { kind: 'answer', answer: true };
  } catch (error) {
    if (!(error instanceof CommonsError)) return { kind: 'failed', stack: String((error as Error).stack) };
    const { kind, code, message, details } = error;
    return { kind: 'refused', why: { kind, code, message, details } };
  }
}

// Nobody waits any more.
process.once('disconnect', () => process.exit());
process.once('message', (proof: Proof) => {
  process.send?.(answerTo(proof), () => {
    process.disconnect();
  });
});
