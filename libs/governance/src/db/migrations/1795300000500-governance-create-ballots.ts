import type { MigrationInterface, QueryRunner } from 'typeorm';

export class GovernanceCreateBallots1795300000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema governance;

      create table governance.statute (
        federation_id uuid primary key,
        quorum_part integer not null,
        quorum_of integer not null,
        majority_part integer not null,
        majority_of integer not null,
        min_seconds integer not null,
        max_seconds integer not null
      );

      create table governance.proposal (
        id uuid primary key,
        federation_id uuid not null,
        motion text not null,
        hash text not null,
        sentences jsonb not null,
        proposed_by uuid not null,
        proposed_at timestamptz not null
      );
      comment on column governance.proposal.motion is 'canonical JSON (RFC 8785), frozen; hash is of its document, or of all of it where it ends a policy';
      create index proposal_of_federation on governance.proposal (federation_id, id);
    `);
    await runner.query(BALLOTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema governance cascade');
  }
}

const BALLOTS = `
  create table governance.ballot (
    id uuid primary key,
    proposal_id uuid not null unique references governance.proposal,
    federation_id uuid not null,
    quorum_part integer not null,
    quorum_of integer not null,
    majority_part integer not null,
    majority_of integer not null,
    electorate integer not null check (electorate >= 1),
    opens_at timestamptz not null,
    closes_at timestamptz not null,
    outcome text check (outcome in ('adopted', 'rejected', 'inquorate')),
    yes integer,
    no integer,
    abstain integer,
    closed_at timestamptz,
    check ((outcome is null) = (closed_at is null))
  );
  create index ballot_of_federation on governance.ballot (federation_id, id);

  create table governance.elector (
    ballot_id uuid not null references governance.ballot,
    person_id uuid not null,
    primary key (ballot_id, person_id)
  );

  create table governance.vote (
    ballot_id uuid not null,
    person_id uuid not null,
    choice text not null check (choice in ('yes', 'no', 'abstain')),
    cast_at timestamptz not null,
    primary key (ballot_id, person_id),
    foreign key (ballot_id, person_id) references governance.elector
  );
`;
