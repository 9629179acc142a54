import { Injectable } from '@nestjs/common';
import { isId, missing, type FederationId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import {
  NONE,
  type HarvestItem,
  type HarvestRun,
  type HarvestRunId,
  type HarvestSource,
  type HarvestSourceId,
} from '../domain/harvest';

const SOURCE = `s.id, s.federation_id as "federationId", s.title, s.url, s.kind, s.every_hours as "everyHours",
  s.is_public as "isPublic", s.created_by as "createdBy", s.created_at as "createdAt", s.previewed_at as "previewedAt",
  s.ended_at as "endedAt"`;
const RUN = `r.id, r.source_id as "sourceId", r.state, r.created_at as "createdAt", r.started_at as "startedAt",
  r.ended_at as "endedAt", r.pages, r.counts, r.defects, r.failure, r.next`;

/** Sources, their runs, and what became of each entry. */
@Injectable()
export class HarvestStore {
  /** @throws SOURCE.MISSING */
  async source(on: Queryable, id: HarvestSourceId): Promise<HarvestSource> {
    const sql = `select ${SOURCE} from federation.harvest_source s where s.id = $1`;
    const [source] = isId(id) ? await on.query<HarvestSource>(sql, [id]) : [];
    if (!source) throw missing('source', id);
    return source;
  }

  /** Held until the transaction ends. @throws SOURCE.MISSING */
  async lockSource(tx: Transaction, id: HarvestSourceId): Promise<HarvestSource> {
    await tx.query('select 1 from federation.harvest_source where id = $1 for update', [isId(id) ? id : null]);
    return this.source(tx, id);
  }

  /** Newest first. */
  async sources(
    on: Queryable,
    federationId: FederationId,
    after: string | null,
    limit: number,
  ): Promise<HarvestSource[]> {
    return on.query<HarvestSource>(
      `select ${SOURCE} from federation.harvest_source s
       where s.federation_id = $1 and ($2::uuid is null or s.id < $2) order by s.id desc limit $3`,
      [isId(federationId) ? federationId : null, after, limit],
    );
  }

  /** @returns false where the federation has a source in use with this address */
  async insertSource(tx: Transaction, source: HarvestSource): Promise<boolean> {
    const rows = await tx.query(
      `insert into federation.harvest_source
         (id, federation_id, title, url, kind, every_hours, is_public, created_by, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
      [
        ...[source.id, source.federationId, source.title, source.url, source.kind, source.everyHours],
        ...[source.isPublic, source.createdBy, source.createdAt],
      ],
    );
    return rows.length > 0;
  }

  async saveSource(tx: Transaction, { id, previewedAt, endedAt }: HarvestSource): Promise<void> {
    await tx.query('update federation.harvest_source set previewed_at = $2, ended_at = $3 where id = $1', [
      ...[id, previewedAt, endedAt],
    ]);
  }

  /** @throws RUN.MISSING */
  async run(on: Queryable, id: HarvestRunId): Promise<HarvestRun> {
    const sql = `select ${RUN} from federation.harvest_run r where r.id = $1`;
    const [run] = isId(id) ? await on.query<HarvestRun>(sql, [id]) : [];
    if (!run) throw missing('run', id);
    return run;
  }

  /** Held until the transaction ends. @throws RUN.MISSING */
  async lockRun(tx: Transaction, id: HarvestRunId): Promise<HarvestRun> {
    await tx.query('select 1 from federation.harvest_run where id = $1 for update', [id]);
    return this.run(tx, id);
  }

  /** The run that waits or goes on; null: none. */
  async openRun(on: Queryable, sourceId: HarvestSourceId): Promise<HarvestRun | null> {
    const [run] = await on.query<HarvestRun>(
      `select ${RUN} from federation.harvest_run r where r.source_id = $1 and r.state in ('waiting', 'running')`,
      [sourceId],
    );
    return run ?? null;
  }

  /** Newest first. */
  async runs(on: Queryable, sourceId: HarvestSourceId, after: string | null, limit: number): Promise<HarvestRun[]> {
    return on.query<HarvestRun>(
      `select ${RUN} from federation.harvest_run r
       where r.source_id = $1 and ($2::uuid is null or r.id < $2) order by r.id desc limit $3`,
      [sourceId, after, limit],
    );
  }

  async insertRun(tx: Transaction, run: Pick<HarvestRun, 'id' | 'sourceId' | 'createdAt'>, due: Date): Promise<void> {
    await tx.query(
      `insert into federation.harvest_run (id, source_id, state, created_at, due_at, counts)
       values ($1, $2, 'waiting', $3, $4, $5)`,
      [run.id, run.sourceId, run.createdAt, due, JSON.stringify(NONE)],
    );
  }

  async saveRun(tx: Transaction, run: HarvestRun): Promise<void> {
    await tx.query(
      `update federation.harvest_run set state = $2, started_at = $3, ended_at = $4, pages = $5, counts = $6, defects = $7,
         failure = $8, next = $9 where id = $1`,
      [
        ...[run.id, run.state, run.startedAt, run.endedAt, run.pages, JSON.stringify(run.counts)],
        ...[JSON.stringify(run.defects), run.failure, run.next],
      ],
    );
  }

  async deleteRun(tx: Transaction, id: HarvestRunId): Promise<void> {
    await tx.query('delete from federation.harvest_run where id = $1', [id]);
  }

  async insertItems(tx: Transaction, items: readonly HarvestItem[]): Promise<void> {
    const column = <Key extends keyof HarvestItem>(key: Key) => items.map((item) => item[key]);
    await tx.query(
      `insert into federation.harvest_item (id, run_id, identity, title, outcome, reason, at)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::timestamptz[])`,
      [
        ...[column('id'), column('runId'), column('identity'), column('title'), column('outcome'), column('reason')],
        column('at'),
      ],
    );
  }

  /** In the order in which they were read. */
  async items(on: Queryable, runId: HarvestRunId, after: string | null, limit: number): Promise<HarvestItem[]> {
    return on.query<HarvestItem>(
      `select id, run_id as "runId", identity, title, outcome, reason, at from federation.harvest_item
       where run_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
      [runId, after, limit],
    );
  }
}
