import { fromPlain } from '#kernel';
import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PrimaryRule } from '../primary/primary';
import { pack } from './packed-table';
import type { WorkerAnswer, WorkerJob } from './protect-worker';
import type { OnProgress, Protection, Table } from './table';

/** How long a thread waits for the next table, in milliseconds. */
const REST_MS = 60_000;

/** Beside compiled code the worker is compiled too; beside sources, Node needs a hook that compiles it. */
const EXTENSION = extname(__filename);
const HOOK = join(__dirname, '../../../../test/support/typescript.cjs');

export const canProtectApart = (): boolean => EXTENSION === '.js' || existsSync(HOOK);

/** A thread that has just protected a table: what it runs is compiled by then, which is most of the work on a single one. */
let resting: TableThread | undefined;

/**
 * Protects a table in a thread of its own; see `protectTable`. Each call has a thread for itself. One of them is kept for the
 * next table: it ends when none comes, and keeps no process from ending. A thread that failed is never used again.
 */
export async function protectApart(table: Table, rule: PrimaryRule, onProgress?: OnProgress): Promise<Protection> {
  const thread = resting ?? new TableThread();
  resting = undefined;
  try {
    const protection = await thread.protect({ table: pack(table), rule }, onProgress);
    keep(thread);
    return protection;
  } catch (error) {
    thread.end();
    throw error;
  }
}

function keep(thread: TableThread): void {
  if (resting) thread.end();
  else {
    resting = thread;
    thread.rest();
  }
}

type Waiting = {
  readonly onProgress: OnProgress | undefined;
  readonly resolve: (protection: Protection) => void;
  readonly reject: (error: Error) => void;
};

class TableThread {
  private readonly worker = new Worker(join(__dirname, `protect-worker${EXTENSION}`), {
    execArgv: EXTENSION === '.ts' ? ['--conditions=source', '--require', HOOK] : [],
  });
  private waiting: Waiting | undefined;
  private restsUntil: NodeJS.Timeout | undefined;

  constructor() {
    this.worker.on('message', (answer: WorkerAnswer) => {
      this.hear(answer);
    });
    this.worker.on('error', (error: Error) => this.waiting?.reject(error));
    this.worker.on('exit', (code) => {
      if (resting === this) resting = undefined;
      this.waiting?.reject(new Error(`protecting a table ended with code ${code} and no answer`));
    });
  }

  protect(job: WorkerJob, onProgress: OnProgress | undefined): Promise<Protection> {
    clearTimeout(this.restsUntil);
    this.worker.ref();
    return new Promise<Protection>((resolve, reject) => {
      this.waiting = { onProgress, resolve, reject };
      this.worker.postMessage(job);
    });
  }

  rest(): void {
    this.waiting = undefined;
    this.worker.unref();
    this.restsUntil = setTimeout(() => {
      this.end();
    }, REST_MS).unref();
  }

  end(): void {
    if (resting === this) resting = undefined;
    void this.worker.terminate();
  }

  private hear(answer: WorkerAnswer): void {
    if (answer.kind === 'progress') this.waiting?.onProgress?.(answer.done, answer.of);
    else if (answer.kind === 'protected') this.waiting?.resolve(answer.protection);
    else this.waiting?.reject(fromPlain(answer.error));
  }
}
