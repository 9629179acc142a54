import type { PersonId } from '#kernel';
import type { Queryable } from '#platform';
import { Injectable } from '@nestjs/common';
import type { Delivery, NotificationKind } from '../domain/kinds';
import type { Preference } from '../domain/notification';

@Injectable()
export class PreferenceStore {
  /** What the person said; nothing of the kinds they said nothing of. */
  async of(on: Queryable, personId: PersonId): Promise<ReadonlyMap<NotificationKind, Delivery>> {
    const rows = await on.query<Preference>(
      'select kind, delivery from notifications.preference where person_id = $1',
      [personId],
    );
    return new Map(rows.map(({ kind, delivery }) => [kind, delivery]));
  }

  async put(tx: Queryable, personId: PersonId, { kind, delivery }: Preference): Promise<void> {
    await tx.query(
      `insert into notifications.preference (person_id, kind, delivery) values ($1, $2, $3)
       on conflict (person_id, kind) do update set delivery = excluded.delivery`,
      [personId, kind, delivery],
    );
  }
}
