import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ballots of any body, by any method, open or secret. What was voted before keeps its rule and its result. */
export class GovernanceWidenBallots1795300000520 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PROPOSALS);
    await runner.query(BALLOTS);
    await runner.query(WHAT_WAS_VOTED);
    await runner.query(NO_MORE_THAN_NEEDED);
    await runner.query(VOTES);
    await runner.query(BOX);
    await runner.query(FROZEN);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BACK);
    await runner.query(VOTES_BACK);
  }
}

const PROPOSALS = `
  alter table governance.proposal
    add body_id uuid references governance.body,
    add organisation_id uuid,
    add replaces uuid references governance.proposal,
    add replaced_by uuid references governance.proposal,
    alter proposed_by drop not null;
  update governance.proposal p set body_id = (select id from governance.body b where b.federation_id = p.federation_id and b.kind = 'federation');
  alter table governance.proposal alter body_id set not null;
  comment on column governance.proposal.organisation_id is 'of its body';
  comment on column governance.proposal.proposed_by is 'null: the statute, which asks for a policy to be reviewed';
  create index proposal_of_body on governance.proposal (body_id, id);
`;

const BALLOTS = `
  alter table governance.ballot
    add body_id uuid references governance.body,
    add organisation_id uuid,
    add round integer not null default 1 check (round >= 1),
    add matter text not null default 'accessPolicy'
      check (matter in ('accessPolicy', 'statuteChange', 'admission', 'election', 'other')),
    add text_hash text,
    add statute_number integer not null default 1,
    add rules jsonb,
    add method jsonb not null default '{"kind":"yesNo"}',
    add options text[] not null default '{}',
    add secrecy text not null default 'open' check (secrecy in ('open', 'secret')),
    add assembly_id uuid references governance.assembly,
    add item_id uuid references governance.agenda_item,
    add votes bigint,
    add state text not null default 'open' check (state in ('announced', 'open', 'closed')),
    add result jsonb,
    add export_header text,
    alter opens_at drop not null,
    alter closes_at drop not null;
`;

const WHAT_WAS_VOTED = `
  update governance.ballot b set
    body_id = p.body_id,
    text_hash = p.hash,
    votes = b.electorate,
    state = case when b.outcome is null then 'open' else 'closed' end,
    rules = jsonb_build_object(
      'callNumber', 1,
      'call', jsonb_build_object(
        'quorum', jsonb_build_object('share', jsonb_build_object('part', quorum_part, 'of', quorum_of), 'reach', 'atLeast'),
        'majority', jsonb_build_object(
          'share', jsonb_build_object('part', majority_part, 'of', majority_of), 'reach', 'atLeast', 'base', 'yesNo'),
        'article', 'statute'),
      'ties', jsonb_build_object('rule', 'rejects', 'article', 'statute'),
      'caps', '{"exchangeMember": null, "exchangeCategory": null, "financingCategory": null}'::jsonb,
      'remote', true),
    result = case when b.outcome is null then null else jsonb_build_object(
      'count', jsonb_build_object('method', 'yesNo', 'yes', yes::text, 'no', no::text, 'abstain', abstain::text, 'blank', '0'),
      'verdict', jsonb_build_object('outcome', b.outcome, 'quorum', null, 'majority', null,
        'reason', jsonb_build_object('it', '', 'en', '')),
      'members', yes + no + abstain, 'entitled', electorate::text, 'present', (yes + no + abstain)::text,
      'unit', '1', 'steps', '{"it": [], "en": []}'::jsonb, 'root', null, 'headerHash', null, 'warnings', '[]'::jsonb) end
  from governance.proposal p where p.id = b.proposal_id;
`;

const NO_MORE_THAN_NEEDED = `
  alter table governance.ballot
    alter body_id set not null, alter text_hash set not null, alter rules set not null, alter votes set not null,
    alter state drop default, alter method drop default, alter matter drop default, alter secrecy drop default,
    drop quorum_part, drop quorum_of, drop majority_part, drop majority_of, drop outcome, drop yes, drop no, drop abstain,
    drop constraint ballot_proposal_id_key, drop constraint ballot_electorate_check,
    add unique (proposal_id, round),
    add constraint ballot_electorate_check check (electorate >= case when state = 'announced' then 0 else 1 end),
    add check ((state = 'closed') = (closed_at is not null and result is not null)),
    add check ((state = 'open') <= (opens_at is not null and closes_at is not null));
  create index ballot_of_assembly on governance.ballot (assembly_id) where assembly_id is not null;
  create index ballot_of_body on governance.ballot (body_id, id);
`;

const VOTES = `
  alter table governance.vote drop constraint vote_ballot_id_person_id_fkey;
  alter table governance.elector
    add member_id uuid, add category text not null default 'ordinary', add votes integer not null default 1 check (votes >= 1),
    add section_id uuid;
  update governance.elector set member_id = person_id;
  alter table governance.elector drop constraint elector_pkey, add primary key (ballot_id, member_id);
  create index elector_of_person on governance.elector (person_id, ballot_id);
  alter table governance.vote rename person_id to member_id;
  alter table governance.vote
    add text_hash text, add marks jsonb, add in_advance boolean not null default false, add cast_by uuid;
  update governance.vote v set marks = to_jsonb(choice), cast_by = member_id,
    text_hash = (select text_hash from governance.ballot b where b.id = v.ballot_id);
  alter table governance.vote
    alter text_hash set not null, alter marks set not null, alter cast_by set not null, drop choice,
    drop constraint vote_pkey, add primary key (ballot_id, member_id, text_hash),
    add foreign key (ballot_id, member_id) references governance.elector on delete cascade;
`;

const BOX = `
  create table governance.participation (
    ballot_id uuid not null,
    member_id uuid not null,
    text_hash text not null,
    in_advance boolean not null,
    primary key (ballot_id, member_id, text_hash),
    foreign key (ballot_id, member_id) references governance.elector
  );
  comment on table governance.participation is 'who took part in a secret ballot: no time, no paper';

  create table governance.sealed_paper (
    id uuid primary key default gen_random_uuid(),
    ballot_id uuid not null references governance.ballot,
    text_hash text not null,
    sealed bytea not null
  );
  comment on table governance.sealed_paper is 'secret papers until they are counted: all of one length, under a key that is then destroyed';
  create index sealed_paper_of_ballot on governance.sealed_paper (ballot_id);

  create table governance.box_key (
    ballot_id uuid primary key references governance.ballot,
    wrapped bytea not null
  );

  create table governance.paper (
    ballot_id uuid not null references governance.ballot,
    place integer not null check (place >= 0),
    receipt text not null,
    line text not null,
    primary key (ballot_id, place),
    unique (ballot_id, receipt)
  );
  comment on table governance.paper is 'the papers of a counted ballot as they are published, in the order of their receipts';

  create table governance.vote_link (
    token_hash text primary key,
    ballot_id uuid not null references governance.ballot,
    person_id uuid not null
  );
  comment on column governance.vote_link.token_hash is 'HMAC-SHA256 under the installation''s secret; the token is nowhere';
  create index vote_link_of_ballot on governance.vote_link (ballot_id);
`;

const FROZEN = `
  create function governance.keep_ballot_frozen() returns trigger language plpgsql as $$
  begin
    if old.state = 'closed' then
      raise exception 'A ballot does not change once it is counted.';
    end if;
    if (old.rules, old.method, old.options, old.secrecy, old.closes_at, old.text_hash, old.electorate, old.votes)
       is not distinct from
       (new.rules, new.method, new.options, new.secrecy, new.closes_at, new.text_hash, new.electorate, new.votes)
       and (old.state = new.state or (old.state, new.state) in (('announced', 'open'), ('open', 'closed'))) then
      return new;
    end if;
    if old.state <> 'announced' and (
      exists (select from governance.vote v where v.ballot_id = old.id) or
      exists (select from governance.participation p where p.ballot_id = old.id)) then
      raise exception 'The rules of a ballot do not change once a vote is in.';
    end if;
    return new;
  end $$;
  create trigger ballot_is_frozen before update on governance.ballot
    for each row execute function governance.keep_ballot_frozen();
`;

const BACK = `
  drop trigger ballot_is_frozen on governance.ballot;
  drop function governance.keep_ballot_frozen;
  drop table governance.vote_link, governance.paper, governance.box_key, governance.sealed_paper, governance.participation;
  delete from governance.vote v using governance.ballot b
    where b.id = v.ballot_id and (b.assembly_id is not null or b.method->>'kind' <> 'yesNo' or b.secrecy = 'secret');
  delete from governance.elector e using governance.ballot b
    where b.id = e.ballot_id and (b.assembly_id is not null or b.method->>'kind' <> 'yesNo' or b.secrecy = 'secret');
  delete from governance.ballot
    where assembly_id is not null or method->>'kind' <> 'yesNo' or secrecy = 'secret' or round > 1;
`;

const VOTES_BACK = `
  alter table governance.vote drop constraint vote_ballot_id_member_id_fkey, drop constraint vote_pkey;
  delete from governance.vote where marks not in ('"yes"', '"no"', '"abstain"');
  alter table governance.vote add choice text;
  update governance.vote set choice = marks #>> '{}';
  alter table governance.vote
    alter choice set not null, add check (choice in ('yes', 'no', 'abstain')),
    drop text_hash, drop marks, drop in_advance, drop cast_by;
  alter table governance.vote rename member_id to person_id;
  drop index governance.elector_of_person;
  alter table governance.elector drop constraint elector_pkey, drop member_id, drop category, drop votes, drop section_id,
    add primary key (ballot_id, person_id);
  alter table governance.vote add primary key (ballot_id, person_id),
    add foreign key (ballot_id, person_id) references governance.elector;
  alter table governance.ballot
    add quorum_part integer, add quorum_of integer, add majority_part integer, add majority_of integer,
    add outcome text check (outcome in ('adopted', 'rejected', 'inquorate')), add yes integer, add no integer, add abstain integer;
  update governance.ballot set
    quorum_part = coalesce((rules #>> '{call,quorum,share,part}')::int, 0),
    quorum_of = coalesce((rules #>> '{call,quorum,share,of}')::int, 1),
    majority_part = (rules #>> '{call,majority,share,part}')::int, majority_of = (rules #>> '{call,majority,share,of}')::int,
    outcome = result #>> '{verdict,outcome}', yes = (result #>> '{count,yes}')::int, no = (result #>> '{count,no}')::int,
    abstain = (result #>> '{count,abstain}')::int;
  alter table governance.ballot
    alter quorum_part set not null, alter quorum_of set not null, alter majority_part set not null, alter majority_of set not null,
    alter opens_at set not null, alter closes_at set not null,
    drop constraint ballot_electorate_check, add constraint ballot_electorate_check check (electorate >= 1),
    drop body_id, drop organisation_id, drop round, drop matter, drop text_hash, drop statute_number, drop rules, drop method,
    drop options, drop secrecy, drop assembly_id, drop item_id, drop votes, drop state, drop result, drop export_header,
    add unique (proposal_id), add check ((outcome is null) = (closed_at is null));
  truncate governance.amendment, governance.comment, governance.conflict, governance.proxy, governance.agenda_item;
  delete from governance.proposal where motion::jsonb ->> 'kind' not in ('enactPolicy', 'endPolicy') or proposed_by is null;
  alter table governance.proposal
    drop body_id, drop organisation_id, drop replaces, drop replaced_by, alter proposed_by set not null;
`;
