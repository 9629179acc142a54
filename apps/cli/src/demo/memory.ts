import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as rest } from 'node:timers/promises';
import { narrator } from './narrator';

/** Longer than servers keep connections that nobody uses. */
const IDLE_AFTER_MS = 12_000;

/**
 * Prints the resident memory of this process and of everything it started, once they have come to rest: database, API
 * and worker. Where the system has no /proc, it says so.
 */
export async function printMemory(): Promise<void> {
  await rest(IDLE_AFTER_MS);
  const processes = await processTable().catch(() => undefined);
  if (!processes) {
    narrator.say('\nThis system does not tell the memory of processes.');
    return;
  }
  const ours = descendants(processes, process.pid);
  const kilobytes = ours.reduce((sum, { proportionalKb }) => sum + proportionalKb, 0);
  narrator.say(
    `\nMemory of the whole installation, idle: ${Math.round(kilobytes / 1024)} MB in ${ours.length} processes.`,
  );
}

type Process = { readonly pid: number; readonly parent: number; readonly proportionalKb: number };

async function processTable(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map((pid) => readProcess(pid).catch(() => undefined)));
  return found.filter((one) => one !== undefined);
}

/** Shared pages count in proportion, so that PostgreSQL's buffers are not counted once a process. */
async function readProcess(pid: string): Promise<Process> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const number = (text: string, key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0);
  return { pid: Number(pid), parent: number(status, 'PPid'), proportionalKb: number(rollup, 'Pss') };
}

function descendants(processes: readonly Process[], root: number): Process[] {
  const children = processes.filter(({ parent }) => parent === root);
  const self = processes.filter(({ pid }) => pid === root);
  return [...self, ...children.flatMap(({ pid }) => descendants(processes, pid))];
}
