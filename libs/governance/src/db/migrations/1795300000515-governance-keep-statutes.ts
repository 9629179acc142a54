import { canonicalJson, newId, sha256 } from '#kernel';
import type { MigrationInterface, QueryRunner } from 'typeorm';

type Old = {
  federation_id: string;
  quorum_part: number;
  quorum_of: number;
  majority_part: number;
  majority_of: number;
  min_seconds: number;
  max_seconds: number;
};

/** Each federation becomes a body, and its four numbers the first version of a statute that says the same. */
export class GovernanceKeepStatutes1795300000515 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const statutes = (await runner.query('select * from governance.statute')) as Old[];
    for (const old of statutes) {
      const [id, text] = [newId(), canonicalJson(documentOf(old))];
      await runner.query(
        `insert into governance.body (id, kind, federation_id, founded_at) values ($1, 'federation', $2, now())`,
        [id, old.federation_id],
      );
      await runner.query('insert into governance.statute_version values ($1, 1, $2, $3, now(), null)', [
        id,
        text,
        sha256(text),
      ]);
    }
    await runner.query('drop table governance.statute');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table governance.statute (
        federation_id uuid primary key,
        quorum_part integer not null,
        quorum_of integer not null,
        majority_part integer not null,
        majority_of integer not null,
        min_seconds integer not null,
        max_seconds integer not null
      );
      insert into governance.statute
      select distinct on (b.federation_id) b.federation_id,
        coalesce((rules #>> '{calls,0,quorum,share,part}')::int, 0), coalesce((rules #>> '{calls,0,quorum,share,of}')::int, 1),
        (rules #>> '{calls,0,majority,share,part}')::int, (rules #>> '{calls,0,majority,share,of}')::int,
        coalesce((rules #>> '{standing,minSeconds}')::int, 1), coalesce((rules #>> '{standing,maxSeconds}')::int, 31536000)
      from governance.body b
      join governance.statute_version s on s.body_id = b.id,
        lateral (select s.document::jsonb #> '{matters,accessPolicy}' as rules) r
      where b.kind = 'federation'
      order by b.federation_id, s.number desc;
    `);
  }
}

function documentOf(old: Old): object {
  const article = 'statute';
  const call = {
    quorum: { share: { part: old.quorum_part, of: old.quorum_of }, reach: 'atLeast' },
    majority: { share: { part: old.majority_part, of: old.majority_of }, reach: 'atLeast', base: 'yesNo' },
    article,
  };
  const standing = { minSeconds: old.min_seconds, maxSeconds: old.max_seconds };
  const rules = { calls: [call], secrecy: 'open', remote: true, noticeDays: 0, standing };
  return {
    schema: 'granaio-statute/1',
    form: 'committee',
    title: 'Statute of the federation',
    language: 'it',
    timeZone: 'Europe/Rome',
    voters: { who: 'persons', minDays: 0, suspended: 'vote', inArrears: 'vote', article },
    votes: { legalPersons: null, exchange: null, financing: null },
    caps: { exchangeMember: null, exchangeCategory: null, financingCategory: null },
    proxies: null,
    notice: { tooShort: 'marked', article },
    secondCall: { anotherDay: true, withinDays: 30, article },
    conflicts: { rule: 'declared', article },
    ties: { rule: 'rejects', article },
    delegates: null,
    sunset: { maxDays: 1_096, reviewDaysBefore: 60 },
    suspension: null,
    delegatesAccessPolicy: false,
    challenge: { days: 0, article },
    matters: { accessPolicy: rules, statuteChange: rules, admission: rules, election: rules, other: rules },
  };
}
