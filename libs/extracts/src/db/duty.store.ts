import { Injectable } from '@nestjs/common';
import {
  isId,
  missing,
  type ApplicationId,
  type DatasetId,
  type ExtractId,
  type FederationId,
  type GrantId,
  type OrganisationId,
  type PersonId,
} from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { Evidence, Obligation, ObligationId } from '../domain/duty/obligation';

const SELECT = `select o.id, o.grant_id as "grantId", o.application_id as "applicationId",
  o.extract_id as "extractId", o.release_number as "releaseNumber", o.federation_id as "federationId",
  o.dataset_id as "datasetId", o.publisher_id as "publisherId", case when o.grant_id is null then array[o.holder_id]
    else array(select h.person_id from extracts.grant_holder h where h.grant_id = o.grant_id order by 1) end as holders,
  o.duty, o.number, o.state, o.since, o.due_at as "dueAt", o.last_step as "lastStep" from extracts.obligation o`;
const EVIDENCE = `select obligation_id as "obligationId", number, text, url, given_by as "givenBy",
  given_at as "givenAt", outcome, reason, reviewed_at as "reviewedAt" from extracts.evidence`;
const ORDER = `coalesce(o.due_at, 'infinity'), o.id`;

/** Whose obligations: their own, those that their organisations look after, or those of federations that they audit. */
export type DutyView = {
  readonly personId: PersonId;
  /** null: their own. */
  readonly handles: readonly { readonly organisationId: OrganisationId; readonly federationId: FederationId }[] | null;
  readonly audits: readonly FederationId[];
};

export type Deletions = {
  readonly extractId: ExtractId;
  readonly number: number;
  readonly asked: number;
  readonly confirmed: number;
};

/** Where a list goes on: by due date, standing ones last. */
export type DutyKey = { readonly dueAt: string | null; readonly id: string };

@Injectable()
export class DutyStore {
  constructor(private readonly db: Database) {}

  /** @throws OBLIGATION.MISSING */
  async lock(tx: Transaction, id: ObligationId): Promise<Obligation> {
    const [obligation] = isId(id) ? await tx.query<Obligation>(`${SELECT} where o.id = $1 for update of o`, [id]) : [];
    if (!obligation) throw missing('obligation', id);
    return obligation;
  }

  /**
   * With the grant, and after it, as whoever ends a grant takes them: two who took them crosswise would wait for ever.
   *
   * @throws OBLIGATION.MISSING
   */
  async lockWithGrant(tx: Transaction, id: ObligationId): Promise<Obligation> {
    await tx.query(
      `select 1 from extracts.access_grant where id = (select grant_id from extracts.obligation where id = $1) for update`,
      [isId(id) ? id : null],
    );
    return this.lock(tx, id);
  }

  async lockOfGrant(tx: Transaction, id: GrantId): Promise<Obligation[]> {
    return tx.query<Obligation>(`${SELECT} where o.grant_id = $1 order by o.id for update of o`, [id]);
  }

  /** What is due first, first. @param toFulfil only what is open, rejected or overdue */
  async page(view: DutyView, toFulfil: boolean, after: DutyKey | null, limit: number): Promise<Obligation[]> {
    const params: unknown[] = [];
    const place = (value: unknown) => `$${String(params.push(value))}`;
    const conditions = [
      visible(view, place),
      ...(toFulfil ? [`o.state in ('open', 'rejected')`] : []),
      ...(after
        ? [`(${ORDER}) > (coalesce(${place(after.dueAt)}::timestamptz, 'infinity'), ${place(after.id)}::uuid)`]
        : []),
    ];
    return this.db.query<Obligation>(
      `${SELECT} where ${conditions.join(' and ')} order by ${ORDER} limit ${place(limit)}`,
      params,
    );
  }

  /** What the application of a grant was called when it was decided. */
  async projectOf(on: Queryable, id: ApplicationId): Promise<string> {
    const [row] = await on.query<{ title: string }>(
      `select form #>> '{project,title}' as title from extracts.application_revision
       where application_id = $1 order by number desc limit 1`,
      [id],
    );
    return row?.title ?? '';
  }

  /** Which of these grants have an obligation that is overdue at a moment. */
  async overdueAmong(ids: readonly GrantId[], now: Date, on: Queryable = this.db): Promise<ReadonlySet<GrantId>> {
    const rows = await on.query<{ id: GrantId }>(
      `select distinct grant_id as id from extracts.obligation
       where grant_id = any($1::uuid[]) and state in ('open', 'rejected') and due_at <= $2`,
      [ids, now],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Whether somebody has not shown in time that a recalled release of a dataset was deleted. */
  async owesDeletion(personId: PersonId, datasetId: DatasetId, now: Date, on: Queryable = this.db): Promise<boolean> {
    const rows = await on.query(
      `select from extracts.obligation where holder_id = $1 and dataset_id = $2 and state in ('open', 'rejected')
         and due_at <= $3 limit 1`,
      [personId, datasetId, now],
    );
    return rows.length > 0;
  }

  /** The days that a grant leaves for deleting what was drawn, by each duty that says so. */
  async deletionDays(on: Queryable, grantId: GrantId): Promise<number[]> {
    const rows = await on.query<{ days: number }>(
      `select (duty ->> 'days')::integer as days from extracts.obligation
       where grant_id = $1 and duty ->> 'type' = 'deleteAfter'`,
      [grantId],
    );
    return rows.map(({ days }) => days);
  }

  /** How many were asked to delete each recalled release, and how many have shown that they did. */
  async deletions(ids: readonly ExtractId[]): Promise<Deletions[]> {
    return this.db.query<Deletions>(
      `select extract_id as "extractId", release_number as number, count(*)::int as asked,
         count(*) filter (where state in ('fulfilled', 'accepted'))::int as confirmed
       from extracts.obligation where extract_id = any($1::uuid[]) group by 1, 2`,
      [ids],
    );
  }

  /** @returns those that there were not yet */
  async insert(tx: Transaction, obligations: readonly Obligation[]): Promise<ReadonlySet<ObligationId>> {
    const column = (of: (obligation: Obligation) => unknown) => obligations.map(of);
    const rows = await tx.query<{ id: ObligationId }>(
      `insert into extracts.obligation (id, grant_id, application_id, federation_id, dataset_id, publisher_id, duty,
         number, state, since, due_at, extract_id, release_number, holder_id)
       select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::jsonb[],
         $8::integer[], $9::text[], $10::timestamptz[], $11::timestamptz[], $12::uuid[], $13::integer[], $14::uuid[])
       on conflict do nothing returning id`,
      [
        ...[column(({ id }) => id), column(({ grantId }) => grantId), column(({ applicationId }) => applicationId)],
        ...[column(({ federationId }) => federationId), column(({ datasetId }) => datasetId)],
        ...[column(({ publisherId }) => publisherId), column(({ duty }) => JSON.stringify(duty))],
        ...[column(({ number }) => number), column(({ state }) => state), column(({ since }) => since)],
        ...[column(({ dueAt }) => dueAt), column(({ extractId }) => extractId)],
        column(({ releaseNumber }) => releaseNumber),
        column(({ grantId, holders }) => (grantId === null ? holders[0] : null)),
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async save(tx: Transaction, { id, state, dueAt, lastStep }: Obligation): Promise<void> {
    await tx.query('update extracts.obligation set state = $2, due_at = $3, last_step = $4 where id = $1', [
      ...[id, state, dueAt, lastStep],
    ]);
  }

  /** In the order in which it was given. */
  async evidence(ids: readonly ObligationId[], on: Queryable = this.db): Promise<Evidence[]> {
    return on.query<Evidence>(`${EVIDENCE} where obligation_id = any($1::uuid[]) order by obligation_id, number`, [
      ids,
    ]);
  }

  async insertEvidence(
    tx: Transaction,
    { obligationId, number, text, url, givenBy, givenAt }: Evidence,
  ): Promise<void> {
    await tx.query(
      `insert into extracts.evidence (obligation_id, number, text, url, given_by, given_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [obligationId, number, text, url, givenBy, givenAt],
    );
  }

  async saveReview(tx: Transaction, { obligationId, number, ...review }: Evidence, by: PersonId): Promise<void> {
    await tx.query(
      `update extracts.evidence set outcome = $3, reason = $4, reviewed_by = $5, reviewed_at = $6
       where obligation_id = $1 and number = $2`,
      [obligationId, number, review.outcome, review.reason, by, review.reviewedAt],
    );
  }
}

function visible({ personId, handles, audits }: DutyView, place: (value: unknown) => string): string {
  const person = place(personId);
  const isHolder = `(o.holder_id is not distinct from ${person}::uuid or exists (select 1 from extracts.grant_holder h
    where h.grant_id = o.grant_id and h.person_id = ${person}))`;
  if (handles === null) return isHolder;
  const publishers = place(handles.map(({ organisationId }) => organisationId));
  const federations = place(handles.map(({ federationId }) => federationId));
  return `not ${isHolder} and (o.federation_id = any(${place(audits)}::uuid[])
    or (o.publisher_id, o.federation_id) in (select * from unnest(${publishers}::uuid[], ${federations}::uuid[])))`;
}
