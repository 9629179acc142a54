import { readdirSync, readFileSync } from 'node:fs';

/** How high the memory of the processes that this one started ever rose, and how long the longest of them worked. */
export type Cost = { readonly seconds: number; readonly peakMegabytes: number };

/** Runs a task and watches the processes that it starts; only Linux tells what they take. */
export async function watched<T>(task: () => Promise<T>): Promise<Cost & { readonly answer: T }> {
  let [peakMegabytes, seconds] = [0, 0];
  const timer = setInterval(() => {
    const pids = children();
    peakMegabytes = Math.max(peakMegabytes, ...pids.map(highWaterMark));
    seconds = Math.max(seconds, ...pids.map(secondsOfWork));
  }, 10);
  try {
    return { answer: await task(), seconds, peakMegabytes };
  } finally {
    clearInterval(timer);
  }
}

function children(): string[] {
  try {
    const tasks = readdirSync(`/proc/${process.pid}/task`);
    return tasks
      .flatMap((task) => readFileSync(`/proc/${process.pid}/task/${task}/children`, 'latin1').split(' '))
      .filter((pid) => pid !== '');
  } catch {
    return [];
  }
}

function secondsOfWork(pid: string): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
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
