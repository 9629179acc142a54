import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A port of this host nobody listens on: the wanted one, or any where 0 is wanted. @returns nothing if it is taken */
export const freePort = (wanted: number, host: string): Promise<number | undefined> =>
  new Promise((answer) => {
    const server = createServer();
    server.once('error', () => {
      answer(undefined);
    });
    server.listen(wanted, host, () => {
      const address = server.address();
      server.close(() => {
        answer(typeof address === 'object' ? address?.port : undefined);
      });
    });
  });

/** How this machine reaches a server that listens on `host`. */
export const localUrl = (host: string, port: number): string => {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

/** Waits until `url` answers well. @throws Error if it does not within `withinMs` */
export async function untilAnswers(url: string, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await answers(url))) {
    if (performance.now() > deadline) throw new Error(`${url} does not answer.`);
    await sleep(100);
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );
