import { Injectable } from '@nestjs/common';
import { isId, missing, type ApplicationId, type DatasetId, type FederationId, type OrganisationId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { NeedCategory } from '../../domain/dataset';
import type { AnswerSubject, Need, NeedAnswer, NeedId } from '../../domain/search/need';
import type { Query } from './search-sql';

const SELECT = `select n.id, n.federation_id as "federationId", n.organisation_id as "organisationId",
  n.posted_by as "postedBy", n.need_category as "needCategory", n.territory,
  case when coalesce(n.period_start, n.period_end) is not null
    then jsonb_build_object('start', n.period_start, 'end', n.period_end) end as period,
  n.title, n.description, n.people, n.until::text, n.posted_at as "postedAt", n.closed_at as "closedAt",
  n.closed_reason as "closedReason" from catalogue.need n`;

/** What the board is narrowed to; absent: not narrowed. */
export type NeedFilter = {
  readonly text?: string | undefined;
  readonly federationId?: string | undefined;
  readonly organisationId?: string | undefined;
  readonly needCategory?: NeedCategory | undefined;
  readonly territory?: string | undefined;
  /** Whether somebody can still answer: it was not closed, and its last day has not passed. */
  readonly open?: boolean | undefined;
};

/** Whose board it is, on which day, and what is looked for there. */
export type NeedsAsked = {
  readonly federations: readonly FederationId[];
  readonly today: string;
  readonly filter: NeedFilter;
  /** null: whatever the text. */
  readonly query: Query | null;
};

export const NEED_FACETS = ['needCategory', 'organisation', 'territory', 'open'] as const;
export type NeedFacet = (typeof NEED_FACETS)[number];
export type NeedCount = { readonly facet: NeedFacet | null; readonly value: string; readonly count: number };

const OPEN = (today: string) => `(n.closed_at is null and n.until >= ${today}::date)`;
const VALUES: Readonly<Record<NeedFacet, (today: string) => string>> = {
  needCategory: () => 'n.need_category',
  organisation: () => 'n.organisation_id::text',
  territory: () => 'n.territory',
  open: (today) => `${OPEN(today)}::text`,
};

@Injectable()
export class NeedStore {
  constructor(private readonly db: Database) {}

  /** @throws NEED.MISSING, also where the need is of none of these federations */
  async find(on: Queryable, id: NeedId, federations: readonly FederationId[]): Promise<Need> {
    const [need] = isId(id)
      ? await on.query<Need>(`${SELECT} where n.id = $1 and n.federation_id = any($2::uuid[])`, [id, federations])
      : [];
    if (!need) throw missing('need', id);
    return need;
  }

  /** @throws NEED.MISSING */
  async lock(tx: Transaction, id: NeedId, federations: readonly FederationId[]): Promise<Need> {
    await tx.query('select 1 from catalogue.need where id = $1 for update', [isId(id) ? id : null]);
    return this.find(tx, id, federations);
  }

  /** The newest first. */
  page(asked: NeedsAsked, after: string | null, limit: number): Promise<Need[]> {
    const { params, place, conditions } = conditionsOf(asked);
    const where = [...conditions.values(), ...(after ? [`n.id < ${place(after)}::uuid`] : [])].join(' and ');
    return this.db.query<Need>(`${SELECT} where ${where} order by n.id desc limit ${place(limit)}`, params);
  }

  /** The number of all, and of each value of each facet, whatever the facet itself is narrowed to. */
  async counts(asked: NeedsAsked): Promise<NeedCount[]> {
    const { params, place, conditions } = conditionsOf(asked);
    const today = place(asked.today);
    const butFor = (own: NeedFacet | null) =>
      [...conditions].flatMap(([name, condition]) => (name === own ? [] : [condition])).join(' and ');
    const counted = NEED_FACETS.map(
      (facet) => `(select '${facet}', ${VALUES[facet](today)} as value, count(*)::int from catalogue.need n
        where ${butFor(facet)} and ${VALUES[facet](today)} is not null group by 2 order by 3 desc, 2 limit 100)`,
    );
    return this.db.query<NeedCount>(
      `select null as facet, '' as value, count(*)::int as count from catalogue.need n where ${butFor(null)}
       union all ${counted.join(' union all ')}`,
      params,
    );
  }

  /**
   * Answers by need, the oldest first; those by datasets as far as these may be known.
   *
   * @param discover the condition that a dataset `d` may be known of
   */
  async answers(discover: string, ids: readonly NeedId[]): Promise<NeedAnswer[]> {
    const rows = await this.db.query<AnswerRow>(
      `select a.id, a.need_id as "needId", a.kind, a.dataset_id as "datasetId", a.application_id as "applicationId", a.note,
         a.organisation_id as "organisationId", a.answered_by as "answeredBy", a.answered_at as "answeredAt"
       from catalogue.need_answer a left join catalogue.dataset d on d.id = a.dataset_id
       where a.need_id = any($1::uuid[]) and (a.kind <> 'dataset' or ${discover}) order by a.id`,
      [ids.filter(isId)],
    );
    return rows.map(({ kind, datasetId, applicationId, ...answer }) => ({
      ...answer,
      subject: (kind === 'dataset' ? { kind, datasetId } : { kind, applicationId }) as AnswerSubject,
    }));
  }

  /** How many of an organisation's needs somebody can still answer. */
  async openOf(tx: Transaction, organisationId: OrganisationId, today: string): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `select count(*)::int as count from catalogue.need n where n.organisation_id = $1 and ${OPEN('$2')}`,
      [organisationId, today],
    );
    return row?.count ?? 0;
  }

  async insert(tx: Transaction, n: Need): Promise<void> {
    await tx.query(
      `insert into catalogue.need (id, federation_id, organisation_id, posted_by, need_category, territory, period_start,
         period_end, title, description, people, until, posted_at, words)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
         setweight(catalogue.search_vector($9), 'A') || setweight(catalogue.search_vector($10 || ' ' || coalesce($6, '')), 'C'))`,
      [
        ...[n.id, n.federationId, n.organisationId, n.postedBy, n.needCategory, n.territory],
        ...[n.period?.start ?? null, n.period?.end ?? null, n.title, n.description, n.people, n.until, n.postedAt],
      ],
    );
  }

  async close(tx: Transaction, { id, closedAt, closedReason }: Need): Promise<void> {
    await tx.query('update catalogue.need set closed_at = $2, closed_reason = $3 where id = $1', [
      ...[id, closedAt, closedReason],
    ]);
  }

  /** @returns whether it was new */
  async insertAnswer(tx: Transaction, a: NeedAnswer): Promise<boolean> {
    const [datasetId, applicationId] =
      a.subject.kind === 'dataset' ? [a.subject.datasetId, null] : [null, a.subject.applicationId];
    const rows = await tx.query(
      `insert into catalogue.need_answer values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
      [
        ...[a.id, a.needId, a.subject.kind, datasetId, applicationId, a.note],
        ...[a.organisationId, a.answeredBy, a.answeredAt],
      ],
    );
    return rows.length > 0;
  }
}

type AnswerRow = Omit<NeedAnswer, 'subject'> & {
  readonly kind: AnswerSubject['kind'];
  readonly datasetId: DatasetId | null;
  readonly applicationId: ApplicationId | null;
};

/** A condition for each thing that the board is narrowed to, by the facet that it narrows. */
function conditionsOf({ federations, today, filter, query }: NeedsAsked) {
  const params: unknown[] = [];
  const place = (value: unknown) => `$${String(params.push(value))}`;
  const conditions = new Map<string, string>([['federations', `n.federation_id = any(${place(federations)}::uuid[])`]]);
  if (query) conditions.set('text', `n.words @@ ${place(query.whole)}::tsquery`);
  const ids = { federation: filter.federationId, organisation: filter.organisationId };
  for (const [name, id] of Object.entries(ids)) {
    if (id !== undefined) conditions.set(name, isId(id) ? `n.${name}_id = ${place(id)}::uuid` : 'false');
  }
  if (filter.needCategory) conditions.set('needCategory', `n.need_category = ${place(filter.needCategory)}`);
  if (filter.territory !== undefined) conditions.set('territory', `n.territory = ${place(filter.territory)}`);
  if (filter.open !== undefined) conditions.set('open', `${OPEN(place(today))} = ${place(filter.open)}`);
  return { params, place, conditions };
}
