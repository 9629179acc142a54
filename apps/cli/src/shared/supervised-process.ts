import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { explain, log } from './output';

export type ProcessSpec = {
  readonly name: string;
  /** A compiled main file that says `announceReady()` and `exitWithParent()`. */
  readonly script: string;
  /** Node's own options, such as limits of its memory. */
  readonly nodeOptions: readonly string[];
  /** Asked at each start. */
  readonly environment: () => Record<string, string | undefined>;
};

const READY_WITHIN_MS = 60_000;
const STOPPED_WITHIN_MS = 10_000;
/** A process that ends this often before it was ready even once is given up. */
const TRIES = 3;
/** One that ran for this long is forgiven its earlier failures. */
const STEADY_AFTER_MS = 60_000;
const BACKOFF_MS = { first: 500, longest: 30_000 };

/** A server process of ours, started again whenever it ends by itself. */
export class SupervisedProcess {
  private child: ChildProcess | undefined;
  /** Aborted by `stop`; each `start` begins a new one. */
  private watch = new AbortController();

  constructor(private readonly spec: ProcessSpec) {}

  /** Comes back when the process is ready for work. @throws Error if it never is, or is stopped meanwhile */
  async start(): Promise<void> {
    this.watch = new AbortController();
    const { signal } = this.watch;
    for (let failures = 1; !(await this.launch()); failures += 1) {
      if (failures === TRIES) throw new Error(`${this.spec.name} does not start; what it said stands above.`);
      await sleep(backoffMs(failures), undefined, { signal });
    }
    signal.throwIfAborted();
    this.keepUp(signal).catch((error: unknown) => {
      if (!signal.aborted) log(`${this.spec.name} is not watched any more: ${explain(error)}`);
    });
  }

  /** Ends the process and starts it anew, for good reasons such as new code. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Asks it to finish, and insists after ten seconds. */
  async stop(): Promise<void> {
    this.watch.abort();
    const { child } = this;
    if (!child || hasEnded(child)) return;
    child.kill('SIGTERM');
    const late = sleep(STOPPED_WITHIN_MS, 'late', { ref: false });
    if ((await Promise.race([endOf(child), late])) !== 'late') return;
    log(`${this.spec.name} took too long to stop and is killed.`);
    child.kill('SIGKILL');
    await endOf(child);
  }

  private async keepUp(signal: AbortSignal): Promise<void> {
    for (let failures = 0; ;) {
      const began = performance.now();
      const how = this.child ? await endOf(this.child) : 'not started';
      signal.throwIfAborted();
      failures = performance.now() - began > STEADY_AFTER_MS ? 1 : failures + 1;
      const pauseMs = backoffMs(failures);
      log(`${this.spec.name} ended unexpectedly (${how}); it starts again in ${pauseMs / 1000} s.`);
      await sleep(pauseMs, undefined, { signal });
      if (await this.launch()) log(`${this.spec.name} runs again.`);
    }
  }

  /** @returns whether it became ready; if not, it has ended */
  private async launch(): Promise<boolean> {
    const { script, nodeOptions, environment } = this.spec;
    // A process group of its own: an interrupt typed at the terminal is for the supervisor.
    const child = fork(script, [], {
      execArgv: [...nodeOptions],
      env: environment(),
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    child.on('error', (error) => {
      log(`${this.spec.name}: ${error.message}`);
    });
    const late = sleep(READY_WITHIN_MS, 'late', { ref: false });
    const outcome = await Promise.race([saysReady(child), endOf(child), late]);
    if (outcome === 'late') child.kill('SIGKILL');
    return outcome === 'ready';
  }
}

const backoffMs = (failures: number): number => Math.min(BACKOFF_MS.first * 2 ** (failures - 1), BACKOFF_MS.longest);

const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

const howEnded = (child: ChildProcess): string => child.signalCode ?? `exit code ${child.exitCode ?? 'unknown'}`;

const endOf = (child: ChildProcess): Promise<string> =>
  new Promise((answer) => {
    if (hasEnded(child)) answer(howEnded(child));
    child.once('exit', () => {
      answer(howEnded(child));
    });
  });

const saysReady = (child: ChildProcess): Promise<'ready'> =>
  new Promise((answer) => {
    child.on('message', (message) => {
      if ((message as { type?: unknown } | null)?.type === 'ready') answer('ready');
    });
  });
