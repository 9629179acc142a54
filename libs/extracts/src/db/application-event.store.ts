import { newId, type ApplicationId, type EventId } from '#kernel';
import type { Database, Transaction } from '#platform';
import type { ApplicationEvent } from '../domain/application/history';
import type { AtRevision } from './application-voice.store';

type Row = {
  id: EventId;
  at: Date;
  revision: number;
  actor_id: string;
  kind: ApplicationEvent['kind'];
  note: string;
  visibility: ApplicationEvent['visibility'];
  facts: ApplicationEvent['facts'];
};

/** Everything that happened to an application, for those whom it concerns. Nothing is ever struck from it. */
export class ApplicationEventStore {
  constructor(private readonly db: Database) {}

  async insert(
    tx: Transaction,
    { id, revision }: AtRevision,
    { kind, visibility, note, facts }: Pick<ApplicationEvent, 'kind' | 'visibility' | 'note' | 'facts'>,
  ): Promise<void> {
    await tx.query('insert into extracts.application_event values ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      ...[newId<EventId>(), id, revision, await tx.now(), tx.by.id, kind, visibility, note, JSON.stringify(facts)],
    ]);
  }

  /** Oldest first. */
  async all(id: ApplicationId): Promise<ApplicationEvent[]> {
    const rows = await this.db.query<Row>(
      'select * from extracts.application_event where application_id = $1 order by at, id',
      [id],
    );
    return rows.map(({ actor_id, ...row }) => ({ ...row, actorId: actor_id }));
  }
}
