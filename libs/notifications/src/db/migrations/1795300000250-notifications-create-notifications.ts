import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NotificationsCreateNotifications1795300000250 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema notifications;

      create table notifications.notification (
        id uuid primary key,
        person_id uuid not null,
        kind text not null,
        about text check (char_length(about) <= 200),
        facts jsonb not null,
        delivery text not null check (delivery in ('atOnce', 'digest', 'muted')),
        digest_on date,
        created_at timestamptz not null,
        read_at timestamptz,
        mailed_at timestamptz,
        check ((delivery = 'digest') = (digest_on is not null))
      );
      comment on column notifications.notification.about is 'nobody is told of the same kind about the same twice; null: always';
      comment on column notifications.notification.digest_on is 'with the mail of which morning';
      create unique index notification_about on notifications.notification (person_id, kind, about)
        where about is not null;
      create index notification_of_person on notifications.notification (person_id, id);
      create index notification_unread on notifications.notification (person_id, id) where read_at is null;
      create index notification_digest on notifications.notification (person_id, digest_on)
        where digest_on is not null and mailed_at is null;

      create table notifications.preference (
        person_id uuid not null,
        kind text not null,
        delivery text not null check (delivery in ('atOnce', 'digest', 'muted')),
        primary key (person_id, kind)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema notifications cascade');
  }
}
