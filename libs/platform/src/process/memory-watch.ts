import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

const EVERY_MS = 40;
const PAGE_BYTES = 4_096;

/**
 * Kills a process that takes more memory than it may: Node limits its heap, but not the buffers beside it.
 *
 * It looks where Linux tells; elsewhere the limit of the heap is all there is.
 */
export class MemoryWatch {
  exceeded = false;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly child: ChildProcess,
    private readonly mostBytes: number,
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
    if (residentBytes(this.child.pid) <= this.mostBytes) return;
    this.exceeded = true;
    this.child.kill('SIGKILL');
  }
}

function residentBytes(pid: number | undefined): number {
  try {
    const [, pages] = readFileSync(`/proc/${pid ?? ''}/statm`, 'latin1').split(' ');
    return Number(pages) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
