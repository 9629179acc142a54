import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityCreateMembersBook1795300000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create schema identity');
    await runner.query(PARTIES);
    await runner.query(SECRETS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema identity cascade');
  }
}

const PARTIES = `
  create table identity.organisation (
    id uuid primary key,
    name text not null,
    kind text not null check (kind in
      ('cooperative', 'association', 'foundation', 'socialEnterprise', 'mutual', 'enablingOrganisation')),
    created_at timestamptz not null default clock_timestamp()
  );

  create table identity.federation (
    id uuid primary key,
    name text not null,
    created_at timestamptz not null default clock_timestamp()
  );

  create table identity.affiliation (
    organisation_id uuid not null references identity.organisation,
    federation_id uuid not null references identity.federation,
    since date not null,
    until date check (until >= since),
    primary key (organisation_id, federation_id, since)
  );
  comment on column identity.affiliation.until is 'the first day on which it no longer holds; null: it holds';
  create unique index affiliation_open on identity.affiliation (organisation_id, federation_id) where until is null;
  create index affiliation_of_federation on identity.affiliation (federation_id);

  create table identity.person (
    id uuid primary key,
    name text not null,
    email text not null,
    language text not null check (language in ('it', 'en')),
    created_at timestamptz not null default clock_timestamp()
  );
  create unique index person_email on identity.person (lower(email));

  create table identity.membership (
    id uuid primary key,
    person_id uuid not null references identity.person,
    organisation_id uuid not null references identity.organisation,
    role text not null check (role in ('member', 'steward', 'researcher', 'auditor', 'operator')),
    joined_on date not null,
    left_on date check (left_on >= joined_on)
  );
  comment on column identity.membership.left_on is 'the first day on which it no longer holds; null: it holds';
  create unique index membership_open on identity.membership (person_id, organisation_id, role) where left_on is null;
  create index membership_of_person on identity.membership (person_id);
  create index membership_of_organisation on identity.membership (organisation_id, role);
`;

const SECRETS = `
  create table identity.session (
    id uuid primary key,
    token_hash text not null unique,
    person_id uuid not null references identity.person,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    ended_at timestamptz
  );
  comment on column identity.session.token_hash is 'HMAC-SHA256 under the installation''s secret; the token is nowhere';
  create index session_of_person on identity.session (person_id);

  create table identity.sign_in_link (
    id uuid primary key,
    address_hash text not null,
    person_id uuid references identity.person,
    requested_at timestamptz not null,
    token_hash text unique,
    expires_at timestamptz,
    sent_at timestamptz,
    consumed_at timestamptz
  );
  comment on column identity.sign_in_link.person_id is 'null: nobody has the address, and nothing will be sent';
  create index sign_in_link_of_address on identity.sign_in_link (address_hash, requested_at);
  create index sign_in_link_requested on identity.sign_in_link (requested_at);

  create table identity.api_token (
    id uuid primary key,
    token_hash text not null unique,
    person_id uuid not null references identity.person,
    name text not null,
    scopes text[] not null check (cardinality(scopes) > 0),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
  );
  create index api_token_of_person on identity.api_token (person_id);
`;
