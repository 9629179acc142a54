import { readdirSync, readFileSync } from 'node:fs';

/** How high the memory of the processes that this one started ever rose, and how long it took. */
export type Cost = { readonly milliseconds: number; readonly peakMegabytes: number };

/** Runs a task and watches the processes that it starts; only Linux tells their memory. */
export async function watched<T>(task: () => Promise<T>): Promise<Cost & { readonly answer: T }> {
  let peakMegabytes = 0;
  const timer = setInterval(() => {
    peakMegabytes = Math.max(peakMegabytes, ...childrenMegabytes());
  }, 10);
  const began = performance.now();
  try {
    const answer = await task();
    return { answer, milliseconds: performance.now() - began, peakMegabytes };
  } finally {
    clearInterval(timer);
  }
}

function childrenMegabytes(): number[] {
  try {
    const tasks = readdirSync(`/proc/${process.pid}/task`);
    const children = tasks.flatMap((task) =>
      readFileSync(`/proc/${process.pid}/task/${task}/children`, 'latin1').split(' '),
    );
    return children.filter((pid) => pid !== '').map(highWaterMark);
  } catch {
    return [];
  }
}

function highWaterMark(pid: string): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'latin1')) ?? [];
    return Number(kilobytes) / 1_000;
  } catch {
    return 0;
  }
}
