import { Injectable } from '@nestjs/common';
import { assertScope } from '#identity';
import { missing, newId, type FederationId } from '#kernel';
import { Config, Database, UnitOfWork, type Transaction } from '#platform';
import { belongsTo, identityOf, type Actor } from '#policy';
import { HarvestedStore, type HarvestedDataset, type HarvestedFilter } from '../db/harvested.store';
import { HarvestStore } from '../db/harvest.store';
import { alreadyHarvesting, notYoursToHarvest, previewFirst, sourceEnded, sourceKnown } from '../domain/errors';
import {
  assertSource,
  NONE,
  type Counts,
  type HarvestItem,
  type HarvestRun,
  type HarvestRunId,
  type HarvestSource,
  type HarvestSourceId,
  type SourceDraft,
} from '../domain/harvest';
import type { CataloguePage } from '../domain/harvested';
import { decide, type Decision } from '../domain/reconcile';
import { RUN_HARVEST } from '../jobs';
import { LIMITS } from './limits';
import { PageReader } from './page-reader';

/** What a source’s first page would bring. */
export type HarvestPreview = {
  readonly page: CataloguePage;
  readonly decisions: readonly Decision[];
  readonly counts: Counts;
};

/** What a federation takes over of other catalogues: its enabling organisation decides from where, its members see it. */
@Injectable()
export class HarvestService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly db: Database,
    private readonly store: HarvestStore,
    private readonly harvested: HarvestedStore,
    private readonly pages: PageReader,
    private readonly config: Config,
  ) {}

  /**
   * Enters a catalogue to harvest. Nothing is fetched yet.
   *
   * @throws FEDERATION.MISSING, HARVEST.NOT_YOURS, HARVEST.SOURCE_INVALID, HARVEST.SOURCE_KNOWN, TOKEN.SCOPE_NEEDED, POLICY.SIGN_IN_FIRST
   */
  async create(by: Actor, draft: SourceDraft): Promise<HarvestSource> {
    const { personId: createdBy } = assertDecides(by, draft.federationId);
    assertSource(draft);
    return this.work.run(by, async (tx) => {
      const fresh = { id: newId<HarvestSourceId>(), createdBy, createdAt: await tx.now() };
      const source = { ...draft, ...fresh, url: new URL(draft.url).href, previewedAt: null, endedAt: null };
      if (!(await this.store.insertSource(tx, source))) throw sourceKnown(source.url);
      tx.record({ type: 'harvest-source.created', ...factsOf(source), url: source.url, kind: source.kind });
      return source;
    });
  }

  /**
   * Reads a source’s first page and tells what would come of it; no entry is kept.
   *
   * @throws SOURCE.MISSING, HARVEST.NOT_YOURS, HARVEST.SOURCE_ENDED, and whatever reading it can come to
   */
  async preview(by: Actor, id: HarvestSourceId): Promise<HarvestPreview> {
    const source = await this.decidable(by, id);
    const page = await this.pages.read(source.kind, this.pages.firstPage(source.kind, source.url), LIMITS.previewMs);
    const decisions = decide(
      page,
      await this.harvested.known(this.db, source, null, page.entries),
      this.config.http.publicUrl,
    );
    await this.work.run(by, async (tx) => {
      const locked = await this.store.lockSource(tx, id);
      if (locked.previewedAt) {
        tx.unchanged(undefined);
        return;
      }
      await this.store.saveSource(tx, { ...locked, previewedAt: await tx.now() });
      tx.record({ type: 'harvest-source.previewed', ...factsOf(source) });
    });
    return { page, decisions, counts: countsOf(decisions) };
  }

  /**
   * Has a source harvested now; a run that was to come later comes now.
   *
   * @throws SOURCE.MISSING, HARVEST.NOT_YOURS, HARVEST.SOURCE_ENDED, HARVEST.PREVIEW_FIRST, HARVEST.RUNNING
   */
  async start(by: Actor, id: HarvestSourceId): Promise<HarvestRun> {
    await this.decidable(by, id);
    return this.work.run(by, async (tx) => {
      const source = await this.store.lockSource(tx, id);
      assertInUse(source);
      if (!source.previewedAt) throw previewFirst();
      const run = await this.runNow(tx, id);
      tx.record({ type: 'harvest.asked', ...factsOf(source), runId: run.id });
      return run;
    });
  }

  /** Ends a source for good: what it brought is taken off the lists. @throws SOURCE.MISSING, HARVEST.NOT_YOURS, HARVEST.SOURCE_ENDED */
  async end(by: Actor, id: HarvestSourceId): Promise<HarvestSource> {
    await this.decidable(by, id);
    return this.work.run(by, async (tx) => {
      const source = await this.store.lockSource(tx, id);
      assertInUse(source);
      const ended = { ...source, endedAt: await tx.now() };
      await this.store.saveSource(tx, ended);
      const removed = await this.harvested.removeUnseen(tx, id, null);
      tx.record({ type: 'harvest-source.ended', ...factsOf(source), removed: removed.length });
      return ended;
    });
  }

  /** A federation’s sources, newest first, for its members. @throws FEDERATION.MISSING */
  async sources(by: Actor, federationId: FederationId, after: string | null, limit: number): Promise<HarvestSource[]> {
    if (!belongsTo(by, federationId)) throw missing('federation', federationId);
    return this.store.sources(this.db, federationId, after, limit);
  }

  /** The runs of a source, newest first, for members. @throws SOURCE.MISSING */
  async runs(by: Actor, id: HarvestSourceId, after: string | null, limit: number): Promise<HarvestRun[]> {
    await this.visible(by, id);
    return this.store.runs(this.db, id, after, limit);
  }

  /** What became of each entry in a run, for members. @throws RUN.MISSING */
  async items(by: Actor, id: HarvestRunId, after: string | null, limit: number): Promise<HarvestItem[]> {
    const { sourceId } = await this.store.run(this.db, id);
    const { federationId } = await this.store.source(this.db, sourceId);
    if (!belongsTo(by, federationId)) throw missing('run', id);
    return this.store.items(this.db, id, after, limit);
  }

  /** What was harvested and the caller may see, newest first: of their federations, and of public sources. */
  datasets(
    by: Actor,
    filter: Omit<HarvestedFilter, 'federations'>,
    after: string | null,
    limit: number,
  ): Promise<HarvestedDataset[]> {
    const federations = [...new Set(by.identity?.memberships.flatMap(({ federationIds }) => federationIds) ?? [])];
    return this.harvested.page(this.db, { ...filter, federations }, after, limit);
  }

  private async runNow(tx: Transaction, sourceId: HarvestSourceId): Promise<HarvestRun> {
    const open = await this.store.openRun(tx, sourceId);
    if (open?.state === 'running') throw alreadyHarvesting(open.id);
    const now = await tx.now();
    const run = open ?? { id: newId<HarvestRunId>(), sourceId, createdAt: now };
    if (!open) await this.store.insertRun(tx, run, now);
    tx.enqueue(RUN_HARVEST, { runId: run.id });
    return this.store.run(tx, run.id);
  }

  private async decidable(by: Actor, id: HarvestSourceId): Promise<HarvestSource> {
    const source = await this.visible(by, id);
    assertDecides(by, source.federationId);
    assertInUse(source);
    return source;
  }

  private async visible(by: Actor, id: HarvestSourceId): Promise<HarvestSource> {
    const source = await this.store.source(this.db, id);
    if (!belongsTo(by, source.federationId)) throw missing('source', id);
    return source;
  }
}

const factsOf = ({ id, federationId }: HarvestSource) => ({ sourceId: id, federationId });

/** What of each outcome there is. */
export function countsOf(decisions: readonly Pick<Decision, 'outcome'>[]): Counts {
  const counts = { ...NONE };
  for (const { outcome } of decisions) counts[outcome] += 1;
  return counts;
}

/** Who acts for an organisation that the federation was founded to be served by. @returns who it is */
function assertDecides(by: Actor, federationId: FederationId) {
  const identity = identityOf(by);
  if (!belongsTo(by, federationId)) throw missing('federation', federationId);
  assertScope(identity, 'manage');
  const decides = identity.memberships.some(
    ({ kind, role, federationIds }) =>
      kind === 'enablingOrganisation' &&
      (role === 'steward' || role === 'operator') &&
      federationIds.includes(federationId),
  );
  if (!decides) throw notYoursToHarvest(federationId);
  return identity;
}

function assertInUse({ endedAt }: HarvestSource): void {
  if (endedAt) throw sourceEnded();
}
