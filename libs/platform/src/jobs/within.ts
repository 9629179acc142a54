import { queueUnavailable } from './errors';

/** A connection may hang for ever; we do not. @throws QUEUE.UNAVAILABLE when the time is over */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(queueUnavailable('timeout'));
    }, ms);
  });
  return Promise.race([answer, late]).finally(() => {
    clearTimeout(timer);
  });
}
