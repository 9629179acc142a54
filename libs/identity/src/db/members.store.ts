import type { FederationId, MembershipId, OrganisationId, PersonId } from '#kernel';
import type { Queryable } from '#platform';
import { Injectable } from '@nestjs/common';
import type { Affiliate, BookEntry, Federation, Membership, Organisation, Person, Role } from '../domain/identity';
import { CIVIL_ZONE } from './civil-day';

type Affiliation = { organisationId: OrganisationId; federationId: FederationId; since: string };
type Enrolment = { personId: PersonId; organisationId: OrganisationId; role: Role; joinedOn: string };

@Injectable()
export class MembersStore {
  async addOrganisation(tx: Queryable, { id, name, kind }: Organisation): Promise<void> {
    await tx.query('insert into identity.organisation (id, name, kind) values ($1, $2, $3)', [id, name, kind]);
  }

  async addFederation(tx: Queryable, { id, name }: Federation): Promise<void> {
    await tx.query('insert into identity.federation (id, name) values ($1, $2)', [id, name]);
  }

  /** @returns whether it was not there already; so for every `add` and `end` below */
  async addPerson(tx: Queryable, { id, name, email, language }: Person): Promise<boolean> {
    return changed(
      await tx.query(
        `insert into identity.person (id, name, email, language) values ($1, $2, $3, $4)
         on conflict (lower(email)) do nothing returning id`,
        [id, name, email, language],
      ),
    );
  }

  async addAffiliation(tx: Queryable, { organisationId, federationId, since }: Affiliation): Promise<boolean> {
    return changed(
      await tx.query(
        `insert into identity.affiliation (organisation_id, federation_id, since) values ($1, $2, $3)
         on conflict do nothing returning since`,
        [organisationId, federationId, since],
      ),
    );
  }

  async endAffiliation(tx: Queryable, { organisationId, federationId, since: until }: Affiliation): Promise<boolean> {
    return changed(
      await tx.query(
        `update identity.affiliation set until = $3
         where organisation_id = $1 and federation_id = $2 and until is null and since <= $3 returning since`,
        [organisationId, federationId, until],
      ),
    );
  }

  async addMembership(tx: Queryable, id: MembershipId, entry: Enrolment): Promise<boolean> {
    return changed(
      await tx.query(
        `insert into identity.membership (id, person_id, organisation_id, role, joined_on) values ($1, $2, $3, $4, $5)
         on conflict (person_id, organisation_id, role) where left_on is null do nothing returning id`,
        [id, entry.personId, entry.organisationId, entry.role, entry.joinedOn],
      ),
    );
  }

  async endMembership(
    tx: Queryable,
    { personId, organisationId, role, joinedOn: leftOn }: Enrolment,
  ): Promise<boolean> {
    return changed(
      await tx.query(
        `update identity.membership set left_on = $4
         where person_id = $1 and organisation_id = $2 and role = $3 and left_on is null and joined_on <= $4
         returning id`,
        [personId, organisationId, role, leftOn],
      ),
    );
  }

  membersOfFederation(on: Queryable, id: FederationId, at: Date): Promise<BookEntry[]> {
    return on.query<BookEntry>(MEMBERS_OF_FEDERATION, [id, at]);
  }

  membersOfOrganisation(on: Queryable, id: OrganisationId, at: Date): Promise<BookEntry[]> {
    return on.query<BookEntry>(MEMBERS_OF_ORGANISATION, [id, at]);
  }

  async peopleIn(on: Queryable, organisations: readonly OrganisationId[], at: Date): Promise<number> {
    const [row] = await on.query<{ people: number }>(PEOPLE_IN, [organisations, at]);
    return row?.people ?? 0;
  }

  affiliates(on: Queryable, id: FederationId, at: Date): Promise<Affiliate[]> {
    return on.query<Affiliate>(AFFILIATES, [id, at]);
  }

  inBookOf(
    on: Queryable,
    id: OrganisationId | FederationId,
    persons: readonly PersonId[],
    at: Date,
  ): Promise<{ personId: PersonId }[]> {
    return on.query<{ personId: PersonId }>(IN_BOOK, [id, at, persons]);
  }

  stewardsOf(on: Queryable, organisations: readonly OrganisationId[], at: Date): Promise<{ personId: PersonId }[]> {
    return on.query<{ personId: PersonId }>(STEWARDS, [organisations, at]);
  }

  seats(on: Queryable, at: Date): Promise<Membership[]> {
    return on.query<Membership>(SEATS, [null, at]);
  }

  organisations(on: Queryable, ids: readonly OrganisationId[]): Promise<Organisation[]> {
    return on.query<Organisation>('select id, name, kind from identity.organisation where id = any($1::uuid[])', [ids]);
  }

  federations(on: Queryable, ids: readonly FederationId[]): Promise<Federation[]> {
    return on.query<Federation>('select id, name from identity.federation where id = any($1::uuid[])', [ids]);
  }

  persons(on: Queryable, ids: readonly PersonId[]): Promise<Person[]> {
    return on.query<Person>('select id, name, email, language from identity.person where id = any($1::uuid[])', [ids]);
  }
}

const changed = (rows: readonly object[]): boolean => rows.length > 0;

const DAY = `with day as (select ($2::timestamptz at time zone '${CIVIL_ZONE}')::date as day)`;
const AFFILIATED = `
  join identity.affiliation a
    on a.federation_id = $1 and a.since <= day.day and (a.until is null or a.until > day.day)`;
const ENROLLED = `m.role = 'member' and m.joined_on <= day.day and (m.left_on is null or m.left_on > day.day)`;

/** The entry that is oldest counts; nobody is longer in a federation than the organisation that brings them. */
const MEMBERS_OF_FEDERATION = `
  ${DAY}
  select m.person_id as "personId", min(greatest(m.joined_on, a.since))::text as since
  from day ${AFFILIATED}
  join identity.membership m on m.organisation_id = a.organisation_id and ${ENROLLED}
  group by m.person_id
  order by m.person_id
`;

const MEMBERS_OF_ORGANISATION = `
  ${DAY}
  select m.person_id as "personId", min(m.joined_on)::text as since
  from day
  join identity.membership m on m.organisation_id = $1 and ${ENROLLED}
  group by m.person_id
  order by m.person_id
`;

const PEOPLE_IN = `
  ${DAY}
  select count(distinct m.person_id)::int as people
  from day
  join identity.membership m on m.organisation_id = any($1::uuid[]) and ${ENROLLED}
`;

const SEATS = `
  ${DAY}
  select distinct o.id as "organisationId", o.kind, m.role, array(
    select a.federation_id from identity.affiliation a
    where a.organisation_id = o.id and a.since <= day.day and (a.until is null or a.until > day.day)
    order by a.federation_id) as "federationIds"
  from day
  join identity.membership m on m.joined_on <= day.day and (m.left_on is null or m.left_on > day.day)
  join identity.organisation o on o.id = m.organisation_id
  where $1::uuid is null
`;

const IN_BOOK = `
  ${DAY}
  select distinct m.person_id as "personId"
  from day
  join identity.membership m
    on m.person_id = any($3::uuid[]) and m.joined_on <= day.day and (m.left_on is null or m.left_on > day.day)
  left join identity.affiliation a
    on a.organisation_id = m.organisation_id and a.federation_id = $1
    and a.since <= day.day and (a.until is null or a.until > day.day)
  where m.organisation_id = $1 or a.federation_id = $1
`;

const STEWARDS = `
  ${DAY}
  select distinct m.person_id as "personId"
  from day
  join identity.membership m
    on m.organisation_id = any($1::uuid[]) and m.role = 'steward'
    and m.joined_on <= day.day and (m.left_on is null or m.left_on > day.day)
  order by m.person_id
`;

const AFFILIATES = `
  ${DAY}
  select a.organisation_id as "organisationId", min(a.since)::text as since, count(distinct m.person_id)::int as members
  from day ${AFFILIATED}
  left join identity.membership m on m.organisation_id = a.organisation_id and ${ENROLLED}
  group by a.organisation_id
  order by a.organisation_id
`;
