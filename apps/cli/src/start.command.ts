import { parseArgs } from 'node:util';
import { configFromEnvironment } from '#platform';
import { Installation, type Seed } from './shared/installation';
import { say } from './shared/output';
import { watchCode } from './shared/watch-code';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs everything on this machine until it is told to stop; then leaves nothing running. */
export async function start(args: string[], seed: Seed = () => Promise.resolve(undefined)): Promise<number> {
  const { values } = parseArgs({ args, options: { watch: { type: 'boolean' } } });
  const installation = new Installation(configFromEnvironment(), seed);
  const interrupted = untilInterrupted();
  const running = installation.start().then((told) => {
    say(
      `\nGranaio runs. The API is at ${installation.apiUrl}/graphql\n${told ? `\n${told}\n` : ''}\nStop it with Ctrl+C.`,
    );
    return values.watch ? watchCode(() => installation.renew()) : interrupted;
  });
  running.catch(() => undefined); // an interrupt makes whatever is under way fail
  try {
    await Promise.race([running, interrupted, installation.broken]);
  } finally {
    await installation.stop();
  }
  return 0;
}

const untilInterrupted = (): Promise<void> =>
  new Promise((interrupt) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        interrupt();
      });
    }
  });
