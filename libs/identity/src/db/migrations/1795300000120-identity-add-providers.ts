import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityAddProviders1795300000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROVIDERS);
    await runner.query(SESSIONS);
    await runner.query(ATTEMPTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table identity.sign_in_attempt, identity.link_ticket, identity.refresh_token, identity.provided_role;
      alter table identity.session
        drop column provider_id, drop column account_id, drop column provider_session,
        drop column refreshed_at, drop column refreshable_until;
      drop table identity.account, identity.provider;
    `);
  }
}

const PROVIDERS = `
  create table identity.provider (
    id uuid primary key,
    organisation_id uuid not null references identity.organisation,
    name text not null,
    issuer text not null,
    client_id text not null,
    sealed_secret text,
    scopes text[] not null check ('openid' = any(scopes)),
    rules jsonb not null,
    is_enabled boolean not null,
    created_at timestamptz not null,
    unique (organisation_id, issuer, client_id)
  );
  comment on column identity.provider.sealed_secret is
    'AES-256-GCM under a key derived from the installation''s secret; null: a public client';
  comment on column identity.provider.rules is 'which claim gives which role: [{claim, value, role}]';

  create table identity.account (
    id uuid primary key,
    issuer text not null,
    subject text not null,
    person_id uuid not null references identity.person,
    linked_at timestamptz not null,
    last_used_at timestamptz not null,
    unique (issuer, subject)
  );
  create index account_of_person on identity.account (person_id);

  create table identity.provided_role (
    membership_id uuid not null references identity.membership,
    account_id uuid not null references identity.account,
    provider_id uuid not null references identity.provider,
    confirmed_at timestamptz not null,
    primary key (membership_id, account_id, provider_id)
  );
  comment on table identity.provided_role is
    'on whose word a membership is in the book; one that is not here was entered otherwise';
  create index provided_role_of_account on identity.provided_role (account_id, provider_id);
  create index provided_role_of_provider on identity.provided_role (provider_id);
`;

const SESSIONS = `
  alter table identity.session
    add column provider_id uuid references identity.provider,
    add column account_id uuid references identity.account on delete set null,
    add column provider_session text,
    add column refreshed_at timestamptz,
    add column refreshable_until timestamptz;
  comment on column identity.session.provider_id is 'who vouched for the person; null: a link by mail';
  comment on column identity.session.provider_session is 'the provider''s own name for the session (sid)';
  comment on column identity.session.refreshable_until is 'null: the session has no refresh token';
  create index session_of_provider on identity.session (provider_id) where ended_at is null;
  create index session_of_account on identity.session (account_id) where ended_at is null;

  create table identity.refresh_token (
    token_hash text primary key,
    session_id uuid not null references identity.session on delete cascade,
    expires_at timestamptz not null,
    used_at timestamptz
  );
  comment on table identity.refresh_token is 'used ones stay as long as their session, so that a second use is known';
  create index refresh_token_of_session on identity.refresh_token (session_id);
`;

const ATTEMPTS = `
  create table identity.sign_in_attempt (
    state_hash text primary key,
    browser_hash text not null,
    provider_id uuid not null references identity.provider,
    sealed text not null,
    wants_refresh boolean not null,
    link_session_id uuid references identity.session on delete cascade,
    expires_at timestamptz not null
  );
  comment on column identity.sign_in_attempt.sealed is 'nonce and PKCE verifier, sealed like a provider''s secret';
  comment on column identity.sign_in_attempt.link_session_id is 'whose session adds an account; null: a sign-in';
  create index sign_in_attempt_expired on identity.sign_in_attempt (expires_at);
  create index sign_in_attempt_of_session on identity.sign_in_attempt (link_session_id);

  create table identity.link_ticket (
    token_hash text primary key,
    session_id uuid not null references identity.session on delete cascade,
    provider_id uuid not null references identity.provider,
    expires_at timestamptz not null
  );
  create index link_ticket_of_session on identity.link_ticket (session_id);
  create index link_ticket_expired on identity.link_ticket (expires_at);
`;
