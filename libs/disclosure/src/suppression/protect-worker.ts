import { CommonsError, toPlain, type PlainError } from '#kernel';
import { parentPort } from 'node:worker_threads';
import type { PrimaryRule } from '../primary/primary';
import { unpack, type PackedTable } from './packed-table';
import { protectHere } from './protect-here';
import type { Protection } from './table';

export type WorkerJob = { readonly table: PackedTable; readonly rule: PrimaryRule };

/** What comes back from the thread. */
export type WorkerAnswer =
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'protected'; readonly protection: Protection }
  | { readonly kind: 'refused'; readonly error: PlainError };

const answer = (message: WorkerAnswer): void => {
  parentPort?.postMessage(message);
};

async function protect({ table, rule }: WorkerJob): Promise<void> {
  try {
    const protection = await protectHere(unpack(table), rule, (done, of) => {
      answer({ kind: 'progress', done, of });
    });
    answer({ kind: 'protected', protection });
  } catch (error) {
    if (!(error instanceof CommonsError)) throw error;
    answer({ kind: 'refused', error: toPlain(error) });
  }
}

parentPort?.on('message', (job: WorkerJob) => void protect(job));
