import { Injectable } from '@nestjs/common';
import { CommonsError, newId } from '#kernel';
import { Config, Database, UnitOfWork, type Principal, type Transaction } from '#platform';
import { HarvestedStore } from '../db/harvested.store';
import { HarvestStore } from '../db/harvest.store';
import {
  type Counts,
  type HarvestItem,
  type HarvestItemId,
  type HarvestRun,
  type HarvestRunId,
  type HarvestSource,
  type RunState,
} from '../domain/harvest';
import type { CataloguePage } from '../domain/harvested';
import { decide } from '../domain/reconcile';
import { MOST } from '../domain/texts';
import { RUN_HARVEST } from '../jobs';
import { countsOf } from './harvest.service';
import { LIMITS } from './limits';
import { PageReader } from './page-reader';

const HOUR_MS = 60 * 60 * 1000;

type Ending = { readonly state: Exclude<RunState, 'waiting' | 'running'>; readonly failure: string | null };

/**
 * Reads a source from its beginning to its end, a page to a transaction: broken off anywhere, it goes on with the page
 * that it had come to, and done twice it changes nothing.
 */
@Injectable()
export class Harvester {
  constructor(
    private readonly work: UnitOfWork,
    private readonly db: Database,
    private readonly store: HarvestStore,
    private readonly harvested: HarvestedStore,
    private readonly pages: PageReader,
    private readonly config: Config,
  ) {}

  /** @throws HARVEST.SOURCE_UNAVAILABLE, worth trying again; what is not ends the run */
  async harvest(by: Principal, id: HarvestRunId): Promise<void> {
    const visited = new Set<string>();
    for (;;) {
      const run = await this.store.run(this.db, id);
      if (run.endedAt) return;
      const source = await this.store.source(this.db, run.sourceId);
      if (source.endedAt) return this.end(by, id, { state: 'partial', failure: 'HARVEST.SOURCE_ENDED' });
      const url = run.next ?? this.pages.firstPage(source.kind, source.url);
      visited.add(url);
      const page = await this.read(source, url);
      if (typeof page === 'string')
        return this.end(by, id, { state: run.pages > 0 ? 'partial' : 'failed', failure: page });
      await this.work.run(by, (tx) => this.take(tx, { run, source, page, isLoop: visited.has(page.next ?? '') }));
    }
  }

  /** Ends a run whose source could not be reached, however often it was tried. */
  async giveUp(by: Principal, id: HarvestRunId): Promise<void> {
    const { pages, endedAt } = await this.store.run(this.db, id);
    if (!endedAt)
      await this.end(by, id, { state: pages > 0 ? 'partial' : 'failed', failure: 'HARVEST.SOURCE_UNAVAILABLE' });
  }

  /** @returns the code of what no retry can cure */
  private async read(source: HarvestSource, url: string): Promise<CataloguePage | string> {
    try {
      return await this.pages.read(source.kind, url);
    } catch (error) {
      if (error instanceof CommonsError && error.kind === 'refused') return error.code;
      throw error;
    }
  }

  private async end(by: Principal, id: HarvestRunId, ending: Ending): Promise<void> {
    await this.work.run(by, async (tx) => {
      const run = await this.store.lockRun(tx, id);
      if (run.endedAt) {
        tx.unchanged(undefined);
        return;
      }
      await this.finish(tx, run, await this.store.source(tx, run.sourceId), ending);
    });
  }

  /** Whoever comes second with the same page finds the run further on, and leaves it alone. */
  private async take(
    tx: Transaction,
    {
      run: read,
      source,
      page,
      isLoop,
    }: { run: HarvestRun; source: HarvestSource; page: CataloguePage; isLoop: boolean },
  ): Promise<void> {
    const run = await this.store.lockRun(tx, read.id);
    if (run.endedAt || run.pages !== read.pages) {
      tx.unchanged(undefined);
      return;
    }
    const known = await this.harvested.known(tx, source, run.id, page.entries);
    const decisions = decide(page, known, this.config.http.publicUrl);
    await this.harvested.keep(tx, source, run.id, decisions);
    const unread = decisions.filter(({ outcome }) => outcome === 'failed').map(({ identity }) => identity);
    await this.harvested.stillThere(tx, source.id, run.id, unread);
    const now = await tx.now();
    const told = decisions.filter(({ outcome }) => outcome !== 'unchanged');
    await this.store.insertItems(
      tx,
      told.map(({ identity, title, outcome, reason }) => itemOf(run.id, now, { identity, title, outcome, reason })),
    );
    const loop = isLoop && page.next !== null ? [{ code: 'PAGE_LOOP' as const, about: page.next }] : [];
    const further: HarvestRun = {
      ...run,
      ...{ state: 'running', startedAt: run.startedAt ?? now, pages: run.pages + 1, next: page.next },
      counts: sum(run.counts, countsOf(decisions)),
      defects: [...run.defects, ...page.defects, ...loop].slice(0, MOST.defects),
    };
    const ending = endingOf(further, isLoop);
    if (ending) return this.finish(tx, further, source, ending);
    await this.store.saveRun(tx, further);
    tx.unchanged(undefined);
  }

  /** Only who has read all may conclude from what was not there. */
  private async finish(tx: Transaction, run: HarvestRun, source: HarvestSource, ending: Ending): Promise<void> {
    const now = await tx.now();
    const { state, failure } = ending.state === 'complete' ? await this.believed(tx, run) : ending;
    const removed = state === 'complete' ? await this.harvested.removeUnseen(tx, source.id, run.id) : [];
    await this.store.insertItems(
      tx,
      removed.map(({ identity, title }) => itemOf(run.id, now, { identity, title, outcome: 'removed', reason: null })),
    );
    const counts = { ...run.counts, removed: removed.length };
    await this.store.saveRun(tx, { ...run, state, failure, counts, endedAt: now, next: null });
    tx.record({ type: 'harvest.ended', sourceId: source.id, runId: run.id, state, failure, ...counts });
    tx.fulfil();
    if (source.everyHours !== null && !source.endedAt) await this.comeBack(tx, source, source.everyHours);
  }

  /** A catalogue that had something and now has nothing has most likely broken: nothing is taken away for that. */
  private async believed(tx: Transaction, run: HarvestRun): Promise<Ending> {
    const isEmpty = Object.values(run.counts).every((count) => count === 0);
    const isSuspect = isEmpty && (await this.harvested.count(tx, run.sourceId)) > 0;
    return isSuspect ? { state: 'partial', failure: 'HARVEST.EMPTY' } : { state: 'complete', failure: null };
  }

  private async comeBack(tx: Transaction, { id: sourceId }: HarvestSource, everyHours: number): Promise<void> {
    const createdAt = await tx.now();
    const due = new Date(createdAt.getTime() + everyHours * HOUR_MS);
    const runId = newId<HarvestRunId>();
    await this.store.insertRun(tx, { id: runId, sourceId, createdAt }, due);
    tx.enqueue(RUN_HARVEST, { runId }, due);
  }
}

function endingOf({ pages, counts, next }: HarvestRun, isLoop: boolean): Ending | null {
  const datasets = Object.values(counts).reduce((all, count) => all + count, 0);
  if (isLoop) return { state: 'partial', failure: 'HARVEST.PAGE_LOOP' };
  if (next === null) return { state: 'complete', failure: null };
  return pages >= LIMITS.pages || datasets >= LIMITS.datasets
    ? { state: 'partial', failure: 'HARVEST.TOO_LARGE' }
    : null;
}

const itemOf = (runId: HarvestRunId, at: Date, item: Omit<HarvestItem, 'id' | 'runId' | 'at'>): HarvestItem => ({
  ...item,
  ...{ id: newId<HarvestItemId>(), runId, at },
});

const sum = (a: Counts, b: Counts): Counts =>
  Object.fromEntries(Object.entries(a).map(([key, count]) => [key, count + b[key as keyof Counts]])) as Counts;
