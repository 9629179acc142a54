import { CommonsError, type ErrorDetails, type ErrorKind } from '#kernel';
import { parentPort } from 'node:worker_threads';
import type { PrimaryRule } from '../primary/primary';
import { unpack, type PackedTable } from './packed-table';
import { protectHere } from './protect-here';
import type { Protection } from './table';

export type WorkerJob = { readonly table: PackedTable; readonly rule: PrimaryRule };

/** What comes back from the thread; an error of ours is taken apart, because threads copy data and no classes. */
export type WorkerAnswer =
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'protected'; readonly protection: Protection }
  | { readonly kind: 'refused'; readonly error: Refused };
type Refused = {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly message: string;
  readonly details: ErrorDetails;
};

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
    const { kind, code, message, details } = error;
    answer({ kind: 'refused', error: { kind, code, message, details } });
  }
}

parentPort?.on('message', (job: WorkerJob) => void protect(job));
