import { Injectable } from '@nestjs/common';
import { fromPlain, type PlainError } from '#kernel';
import { ApartFailed, askApart } from '#platform';
import { join } from 'node:path';
import { busyReading, tooLarge, tooSlow, unreadable } from '../domain/errors';
import type { SourceKind } from '../domain/harvest';
import type { CataloguePage } from '../domain/harvested';
import { Fetcher } from './fetcher';
import { LIMITS } from './limits';
import { API, type PageTask } from './read-page';

const ROWS = 100;
const READER = join(__dirname, 'page-child');

/** Reads a source page by page, whatever it speaks: each in a process of its own, where a hostile one harms nobody. */
@Injectable()
export class PageReader {
  private reading = 0;

  constructor(private readonly fetcher: Fetcher) {}

  /** Where a source begins. */
  firstPage(kind: SourceKind, url: string): string {
    if (kind !== 'ckan' || isAnswer(url)) return url;
    return `${url.replace(/\/+$/, '')}${API}package_search?rows=${String(ROWS)}&start=0&sort=id+asc`;
  }

  /**
   * One page, and where the next one is.
   *
   * @param timeMs for getting it, and as much work again for reading it
   * @throws HARVEST.BUSY, HARVEST.NOT_A_CATALOGUE, HARVEST.TOO_SLOW and whatever getting and reading it can come to
   */
  async read(kind: SourceKind, url: string, timeMs: number = LIMITS.pageMs): Promise<CataloguePage> {
    if (this.reading >= LIMITS.pagesAtOnce) throw busyReading();
    this.reading += 1;
    try {
      return await readApart({ kind, asked: url, fetched: await this.fetcher.get(url, timeMs) }, timeMs);
    } finally {
      this.reading -= 1;
    }
  }
}

async function readApart(task: PageTask, deadlineMs: number): Promise<CataloguePage> {
  try {
    return await askApart<CataloguePage, never, PlainError>(READER, task, {
      ...{ deadlineMs, heapMegabytes: LIMITS.heapMegabytes, residentMegabytes: LIMITS.residentMegabytes },
      refusalOf: fromPlain,
    });
  } catch (error) {
    if (!(error instanceof ApartFailed)) throw error;
    if (error.failure === 'late') throw tooSlow(Math.ceil(deadlineMs / 1_000));
    throw error.failure === 'memory'
      ? tooLarge('megabytes once it is read', LIMITS.residentMegabytes)
      : unreadable('its reader ended');
  }
}

/** A page that is asked for by its own address, and not the address of a portal. */
const isAnswer = (url: string) => url.includes('/api/') || /\.json$/i.test(new URL(url).pathname);
