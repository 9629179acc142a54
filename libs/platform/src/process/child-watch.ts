import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

const EVERY_MS = 40;
const PAGE_BYTES = 4_096;
/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;
/** So many times its work may a process take on the wall's clock, on a machine that is busy with other things. */
const PATIENCE = 4;

export type ChildLimits = {
  /** All of it, with Node itself and its buffers. */
  readonly residentMegabytes: number;
  /** Of work. */
  readonly deadlineMs: number;
};

/**
 * Kills a process that takes more memory than it may, since Node limits its heap, but not the buffers beside it; and one
 * that works longer than it may. What waits for its turn on a busy machine is not late.
 *
 * It looks where Linux tells; elsewhere the limit of the heap is all there is, and the wall's clock counts as work.
 */
export class ChildWatch {
  /** Why it was killed. */
  exceeded: 'memory' | 'late' | undefined;
  private readonly began = performance.now();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly child: ChildProcess,
    private readonly limits: ChildLimits,
  ) {
    this.timer = setInterval(() => {
      this.look();
    }, EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    this.exceeded ??= this.exceeding();
    if (this.exceeded) this.child.kill('SIGKILL');
  }

  private exceeding(): 'memory' | 'late' | undefined {
    const { residentMegabytes, deadlineMs } = this.limits;
    if (residentBytes(this.child.pid) > residentMegabytes * 1e6) return 'memory';
    const passedMs = performance.now() - this.began;
    if (passedMs <= deadlineMs) return undefined;
    // Several threads of one process may do more work than time passes: that alone makes it no later.
    const isLate = passedMs > deadlineMs * PATIENCE || (workMs(this.child.pid) ?? passedMs) > deadlineMs;
    return isLate ? 'late' : undefined;
  }
}

function residentBytes(pid: number | undefined): number {
  const [, pages = '0'] = told(pid, 'statm')?.split(' ') ?? [];
  return Number(pages) * PAGE_BYTES;
}

/** In the system and outside of it; undefined where nobody tells. */
function workMs(pid: number | undefined): number | undefined {
  // The name of the program comes before, in brackets, and may hold anything.
  const fields = told(pid, 'stat')
    ?.replace(/^.*\) /s, '')
    .split(' ');
  return fields && (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function told(pid: number | undefined, what: 'statm' | 'stat'): string | undefined {
  try {
    return readFileSync(`/proc/${pid ?? ''}/${what}`, 'latin1');
  } catch {
    return undefined;
  }
}
