import type { PersonId } from '#kernel';
import type { Database } from '#platform';
import { Injectable } from '@nestjs/common';
import type { Identity } from '../domain/identity';
import { CIVIL_ZONE } from './civil-day';

/** Who holds a token: one statement, prepared once per connection, for as many tokens as asked together. */
@Injectable()
export class BearerStore {
  /**
   * @param hashes of session and API tokens
   * @param offsetMs what to add to the database's clock
   * @returns by hash; a token that is unknown, ended or expired is absent
   */
  async holders(on: Database, hashes: readonly string[], offsetMs: number): Promise<ReadonlyMap<string, Identity>> {
    const rows = await on.prepared<{ hash: string; identity: Identity }>('identity.holders', HOLDERS, [
      hashes,
      offsetMs,
    ]);
    return new Map(rows.map(({ hash, identity }) => [hash, identity]));
  }

  /** A person as a job must know them, who holds no token: with today's memberships and every scope. */
  async person(on: Database, id: PersonId, offsetMs: number): Promise<Identity | undefined> {
    const [row] = await on.prepared<{ identity: Identity }>('identity.person', PERSON, [id, offsetMs]);
    return row?.identity;
  }
}

/** @param offset the statement's parameter with the milliseconds to add to the database's clock */
const moment = (offset: string) => `
  moment as materialized (
    select t.at, (t.at at time zone '${CIVIL_ZONE}')::date as day
    from (select clock_timestamp() + ${offset}::float8 * interval '1 millisecond' as at) t
  )`;

/**
 * A person `p` as an identity, by the members' book of `moment.day`.
 *
 * @param scopes an SQL expression of JSON
 * @param session an SQL expression of the session's id, or `null`
 */
const identity = (scopes: string, session: string) => `
  json_build_object(
    'personId', p.id, 'name', p.name, 'email', p.email, 'language', p.language, 'scopes', ${scopes}, 'sessionId', ${session},
    'memberships', (
      select coalesce(json_agg(json_build_object(
        'organisationId', o.id, 'kind', o.kind, 'role', m.role,
        'federationIds', (
          select coalesce(json_agg(a.federation_id order by a.federation_id), '[]')
          from identity.affiliation a
          where a.organisation_id = o.id and a.since <= moment.day and (a.until is null or a.until > moment.day)
        )) order by o.id, m.role), '[]')
      from identity.membership m join identity.organisation o on o.id = m.organisation_id
      where m.person_id = p.id and m.joined_on <= moment.day and (m.left_on is null or m.left_on > moment.day)
    )) as identity`;

const HOLDERS = `
  with ${moment('$2')}, bearer as (
    select s.token_hash, s.person_id, '"all"'::json as scopes, s.id as session_id
    from identity.session s, moment
    where s.token_hash = any($1::text[]) and s.ended_at is null and s.expires_at > moment.at
    union all
    select a.token_hash, a.person_id, to_json(a.scopes), null
    from identity.api_token a, moment
    where a.token_hash = any($1::text[]) and a.revoked_at is null and a.expires_at > moment.at
  )
  select b.token_hash as hash, ${identity('b.scopes', 'b.session_id')}
  from bearer b join identity.person p on p.id = b.person_id, moment
`;

const PERSON = `
  with ${moment('$2')}
  select ${identity(`'"all"'::json`, 'null')} from identity.person p, moment where p.id = $1
`;
