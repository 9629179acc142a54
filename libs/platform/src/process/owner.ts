import { newId } from '#kernel';
import { stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isAlive } from './is-alive';

const HOST = hostname().replace(/[^A-Za-z0-9-]/g, '-');
/** Tells this process from an earlier one that had the same number, as the first in a container always has. */
const LIFE = newId();
/** What belongs to another machine, whose processes we cannot ask about, is left alone for a day. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** Names this process, in this life of it, on this machine; for files and folders that end with it. */
export const OWNER = [HOST, process.pid, LIFE].join('.');

/**
 * Whether whoever left something behind is gone for good.
 *
 * @param owner the `OWNER` of whoever made it
 * @param path where it is
 */
export async function isAbandoned(owner: string, path: string, now: Date): Promise<boolean> {
  const [host, pid, life] = owner.split('.');
  if (life === LIFE) return false;
  if (host === HOST && (Number(pid) === process.pid || !isAlive(Number(pid)))) return true;
  const facts = await stat(path).catch(() => undefined);
  return facts !== undefined && now.getTime() - facts.mtimeMs > ABANDONED_AFTER_MS;
}
