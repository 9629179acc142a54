import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GovernanceCreateBodies1795300000510 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(BODIES);
    await runner.query(ASSEMBLIES);
    await runner.query(MEETINGS);
    await runner.query(DISCUSSION);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table governance.suspension_call, governance.document, governance.amendment, governance.comment, governance.conflict, governance.proxy, governance.attendance,
        governance.sitting, governance.notice, governance.agenda_item, governance.assembly, governance.standing,
        governance.seat, governance.statute_version, governance.body;
    `);
  }
}

const BODIES = `
  create table governance.body (
    id uuid primary key,
    kind text not null check (kind in ('federation', 'organisation', 'committee', 'section')),
    federation_id uuid not null,
    organisation_id uuid,
    parent_id uuid references governance.body,
    name text,
    founded_at timestamptz not null,
    check ((kind = 'organisation') <= (organisation_id is not null)),
    check ((kind in ('committee', 'section')) = (parent_id is not null and name is not null))
  );
  comment on column governance.body.name is 'null: it is called as its federation or organisation is';
  comment on column governance.body.organisation_id is 'only its people know of the body; null: the whole federation does';
  create unique index body_of_federation on governance.body (federation_id) where kind = 'federation';
  create unique index body_of_organisation on governance.body (federation_id, organisation_id) where kind = 'organisation';
  create index body_below on governance.body (parent_id) where parent_id is not null;

  create table governance.statute_version (
    body_id uuid not null references governance.body,
    number integer not null check (number >= 1),
    document text not null,
    hash text not null,
    enacted_at timestamptz not null,
    resolution uuid,
    primary key (body_id, number)
  );
  comment on column governance.statute_version.document is 'canonical JSON (RFC 8785)';
  comment on column governance.statute_version.resolution is 'the ballot that adopted it; null: founded with the body';

  create table governance.seat (
    id uuid primary key,
    body_id uuid not null references governance.body,
    person_id uuid not null,
    office text not null check (office in ('chair', 'secretary', 'board', 'member', 'delegate', 'representative')),
    organisation_id uuid,
    section_id uuid references governance.body,
    since timestamptz not null,
    until timestamptz,
    resolution uuid,
    check ((office = 'representative') = (organisation_id is not null)),
    check ((office = 'delegate') = (section_id is not null))
  );
  create index seat_of_body on governance.seat (body_id, office) where until is null;
  create index seat_of_person on governance.seat (person_id) where until is null;
  create unique index seat_alone on governance.seat (body_id, office) where until is null and office in ('chair', 'secretary');
  create unique index seat_of_organisation on governance.seat (body_id, organisation_id)
    where until is null and organisation_id is not null;

  create table governance.standing (
    body_id uuid not null references governance.body,
    member_id uuid not null,
    category text not null check (category in ('ordinary', 'exchange', 'financing')),
    is_suspended boolean not null,
    is_in_arrears boolean not null,
    shares bigint not null check (shares >= 0),
    own_members bigint not null check (own_members >= 0),
    exchange bigint not null check (exchange >= 0),
    recorded_at timestamptz not null,
    primary key (body_id, member_id)
  );
  create table governance.suspension_call (
    policy_version_id uuid not null,
    person_id uuid not null,
    called_at timestamptz not null,
    primary key (policy_version_id, person_id)
  );
  comment on table governance.standing is 'what the book says of a member beyond its entry; no row: ordinary, nothing held';
`;

const ASSEMBLIES = `
  create table governance.assembly (
    id uuid primary key,
    body_id uuid not null references governance.body,
    federation_id uuid not null,
    organisation_id uuid,
    statute_number integer not null,
    title text not null,
    text text not null,
    place text not null,
    first_call_at timestamptz not null,
    second_call_at timestamptz,
    state text not null check (state in ('draft', 'convened', 'sitting', 'adjourned', 'closed')),
    convened_at timestamptz,
    notice_hash text,
    notice_is_short boolean not null default false,
    earliest_call_at timestamptz,
    closed_at timestamptz,
    chair uuid,
    secretary uuid,
    minutes text,
    minutes_hash text,
    chair_signed_at timestamptz,
    secretary_signed_at timestamptz,
    check ((state = 'draft') = (convened_at is null)),
    check ((state = 'closed') = (closed_at is not null))
  );
  comment on column governance.assembly.organisation_id is 'of its body';
  create index assembly_of_federation on governance.assembly (federation_id, id);
  create index assembly_of_body on governance.assembly (body_id, id);

  create table governance.agenda_item (
    id uuid primary key,
    assembly_id uuid not null references governance.assembly,
    place integer not null check (place >= 1),
    proposal_id uuid not null references governance.proposal,
    notice_hash text,
    unique (assembly_id, place) deferrable initially deferred,
    unique (assembly_id, proposal_id)
  );
  comment on column governance.agenda_item.notice_hash is 'of the text that the notice announced; null: not announced yet';

  create table governance.notice (
    assembly_id uuid not null references governance.assembly,
    member_id uuid not null,
    person_id uuid not null,
    sent_at timestamptz,
    message_id text,
    primary key (assembly_id, member_id)
  );
  comment on column governance.notice.message_id is 'by which the mail server can prove it was handed over';

  create table governance.sitting (
    assembly_id uuid not null references governance.assembly,
    call integer not null check (call in (1, 2)),
    opened_at timestamptz not null,
    closed_at timestamptz,
    primary key (assembly_id, call)
  );
`;

const MEETINGS = `
  create table governance.attendance (
    id uuid primary key,
    assembly_id uuid not null references governance.assembly,
    member_id uuid not null,
    mode text not null check (mode in ('room', 'remote')),
    arrived_at timestamptz not null,
    left_at timestamptz check (left_at >= arrived_at),
    recorded_by uuid not null
  );
  create unique index attendance_now on governance.attendance (assembly_id, member_id) where left_at is null;

  create table governance.proxy (
    id uuid primary key,
    assembly_id uuid not null references governance.assembly,
    item_id uuid references governance.agenda_item,
    principal_id uuid not null,
    holder_id uuid not null,
    granted_at timestamptz not null,
    revoked_at timestamptz,
    is_used boolean not null default false,
    check (principal_id <> holder_id),
    check (revoked_at is null or not is_used)
  );
  comment on column governance.proxy.item_id is 'null: for the whole meeting';
  create index proxy_of_assembly on governance.proxy (assembly_id);

  create table governance.conflict (
    proposal_id uuid not null references governance.proposal,
    member_id uuid not null,
    statement text not null,
    declared_at timestamptz not null,
    primary key (proposal_id, member_id)
  );
`;

const DISCUSSION = `
  create table governance.document (
    id uuid primary key,
    assembly_id uuid not null references governance.assembly,
    title text not null,
    sha256 text not null,
    bytes bigint not null,
    attached_by uuid not null,
    attached_at timestamptz not null
  );
  create index document_of_assembly on governance.document (assembly_id, id);

  create table governance.comment (
    id uuid primary key,
    proposal_id uuid not null references governance.proposal,
    kind text not null check (kind in ('comment', 'question', 'answer', 'dissent')),
    clause text,
    text text not null,
    answers uuid references governance.comment,
    author uuid not null,
    written_at timestamptz not null,
    check ((kind = 'answer') = (answers is not null))
  );
  create index comment_of_proposal on governance.comment (proposal_id, id);

  create table governance.amendment (
    id uuid primary key,
    proposal_id uuid not null references governance.proposal,
    clause text not null,
    amendment jsonb not null,
    sentences jsonb not null,
    reason text not null,
    author uuid not null,
    submitted_at timestamptz not null,
    state text not null check (state in ('submitted', 'accepted', 'rejected')),
    decided_by uuid,
    decided_at timestamptz
  );
  create index amendment_of_proposal on governance.amendment (proposal_id, id);
`;
