import type {
  AgendaItemId,
  AssemblyId,
  BallotId,
  BodyId,
  FederationId,
  OrganisationId,
  PersonId,
  ProposalId,
} from '#kernel';
import type { Queryable } from '#platform';
import type { Actor } from '#policy';
import type { AgendaItem, MeetingProxy, Sitting } from '../domain/assembly/assembly';
import type { Office } from '../domain/body/body';
import type { MemberId } from '../domain/electorate/elector';
import type { Attendance } from '../domain/electorate/presence';
import type { Motion } from '../domain/motion/motion';
import { stillOf } from './visible';

/** What decides what may be done with a proposal, without its text. */
export type ProposalFacts = {
  readonly id: ProposalId;
  readonly bodyId: BodyId;
  readonly federationId: FederationId;
  readonly organisationId: OrganisationId | null;
  readonly kind: Motion['kind'];
  readonly hash: string;
  readonly proposedBy: PersonId | null;
  readonly replacedBy: ProposalId | null;
  /** Amendments that nobody has decided on. */
  readonly openAmendments: number;
};

/** An assembly in preparation, and what is on its agenda. */
export type Draft = { readonly id: AssemblyId; readonly bodyId: BodyId; readonly proposalIds: readonly ProposalId[] };

type Of<Key extends string, Row> = Row & { readonly [key in Key]: string };

/**
 * What a person may do next, asked of many records at once: each question is one statement, however many there are.
 * Nothing here says who voted, but for the members whose votes the person casts or holds.
 */
export class ActionFactsStore {
  async offices(on: Queryable, by: Actor, bodies: readonly BodyId[]): Promise<Map<string, Set<Office>>> {
    const still = stillOf(by, 2);
    const rows = await on.query<{ body: BodyId; office: Office }>(
      `select s.body_id as body, s.office from governance.seat s join governance.body b on b.id = s.body_id
       where s.person_id = $1 and s.body_id = any($2) and s.until is null and ${still.sql}`,
      [by.identity?.personId ?? null, bodies, ...still.params],
    );
    return grouped(
      rows,
      'body',
      ({ office }) => office,
      (offices) => new Set(offices),
    );
  }

  async proposals(on: Queryable, ids: readonly ProposalId[]): Promise<ProposalFacts[]> {
    return on.query<ProposalFacts>(
      `select p.id, body_id as "bodyId", federation_id as "federationId", organisation_id as "organisationId",
         motion::jsonb ->> 'kind' as kind, hash, proposed_by as "proposedBy", replaced_by as "replacedBy",
         (select count(*)::int from governance.amendment a where a.proposal_id = p.id and a.state = 'submitted')
           as "openAmendments"
       from governance.proposal p where p.id = any($1)`,
      [ids],
    );
  }

  async drafts(on: Queryable, bodies: readonly BodyId[]): Promise<Draft[]> {
    return on.query<Draft>(
      `select a.id, a.body_id as "bodyId",
         array(select i.proposal_id from governance.agenda_item i where i.assembly_id = a.id) as "proposalIds"
       from governance.assembly a where a.body_id = any($1) and a.state = 'draft' order by a.id`,
      [bodies],
    );
  }

  /** For which organisations of a federation no body was founded. */
  async founded(on: Queryable, federations: readonly FederationId[]): Promise<Set<string>> {
    const rows = await on.query<{ key: string }>(
      `select federation_id || ' ' || organisation_id as key from governance.body
       where kind = 'organisation' and federation_id = any($1)`,
      [federations],
    );
    return new Set(rows.map(({ key }) => key));
  }

  async items(on: Queryable, assemblies: readonly AssemblyId[]): Promise<AgendaItem[]> {
    return on.query<AgendaItem>(
      `select id, assembly_id as "assemblyId", place, proposal_id as "proposalId", notice_hash as "noticeHash"
       from governance.agenda_item where assembly_id = any($1) order by assembly_id, place`,
      [assemblies],
    );
  }

  async itemsById(on: Queryable, ids: readonly AgendaItemId[]): Promise<AgendaItem[]> {
    return on.query<AgendaItem>(
      `select id, assembly_id as "assemblyId", place, proposal_id as "proposalId", notice_hash as "noticeHash"
       from governance.agenda_item where id = any($1)`,
      [ids],
    );
  }

  async sittings(on: Queryable, assemblies: readonly AssemblyId[]): Promise<Map<string, Sitting[]>> {
    const rows = await on.query<Of<'assembly', Sitting>>(
      `select assembly_id as assembly, call, opened_at as "openedAt", closed_at as "closedAt" from governance.sitting
       where assembly_id = any($1) order by call`,
      [assemblies],
    );
    return byKey(rows, 'assembly');
  }

  /** The members for whom a person was sent the notice. */
  async told(on: Queryable, person: PersonId, assemblies: readonly AssemblyId[]): Promise<Map<string, MemberId[]>> {
    const rows = await on.query<{ assembly: string; member: MemberId }>(
      `select assembly_id as assembly, member_id as member from governance.notice
       where person_id = $1 and assembly_id = any($2) order by member_id`,
      [person, assemblies],
    );
    return grouped(
      rows,
      'assembly',
      ({ member }) => member,
      (members) => members,
    );
  }

  /** The members whose votes a person casts by right. */
  async own(on: Queryable, by: Actor, ballots: readonly BallotId[]): Promise<Map<string, MemberId[]>> {
    const { personId = null, memberships = [] } = by.identity ?? {};
    const rows = await on.query<{ ballot: string; member: MemberId }>(
      `select ballot_id as ballot, member_id as member from governance.elector
       where person_id = $1 and ballot_id = any($2) and (member_id = person_id or member_id = any($3)) order by member_id`,
      [personId, ballots, memberships.map(({ organisationId }) => organisationId)],
    );
    return grouped(
      rows,
      'ballot',
      ({ member }) => member,
      (members) => members,
    );
  }

  /** Every proxy of these meetings that was given by, or to, one of these members. */
  async proxies(
    on: Queryable,
    assemblies: readonly AssemblyId[],
    members: readonly MemberId[],
  ): Promise<Map<string, MeetingProxy[]>> {
    const rows = await on.query<Of<'assembly', MeetingProxy>>(
      `select assembly_id as assembly, id, item_id as "itemId", principal_id as "principalId", holder_id as "holderId",
         granted_at as "grantedAt", revoked_at as "revokedAt", is_used as "isUsed" from governance.proxy
       where assembly_id = any($1) and (principal_id = any($2) or holder_id = any($2)) order by id`,
      [assemblies, members],
    );
    return byKey(rows, 'assembly');
  }

  /** Which of these members are there now. */
  async attendances(
    on: Queryable,
    assemblies: readonly AssemblyId[],
    members: readonly MemberId[],
  ): Promise<Map<string, Attendance[]>> {
    const rows = await on.query<Of<'assembly', Attendance>>(
      `select assembly_id as assembly, member_id as "memberId", mode, arrived_at as "arrivedAt", left_at as "leftAt"
       from governance.attendance where assembly_id = any($1) and member_id = any($2) and left_at is null`,
      [assemblies, members],
    );
    return byKey(rows, 'assembly');
  }

  /** Which of these members are electors, and have voted on the text that is voted on. */
  async electors(
    on: Queryable,
    ballots: readonly BallotId[],
    members: readonly MemberId[],
  ): Promise<Map<string, { readonly memberId: MemberId; readonly hasVoted: boolean }[]>> {
    const rows = await on.query<Of<'ballot', { memberId: MemberId; hasVoted: boolean }>>(
      `select e.ballot_id as ballot, e.member_id as "memberId",
         exists (select from governance.vote v
                 where v.ballot_id = b.id and v.member_id = e.member_id and v.text_hash = b.text_hash)
         or exists (select from governance.participation p
                    where p.ballot_id = b.id and p.member_id = e.member_id and p.text_hash = b.text_hash) as "hasVoted"
       from governance.elector e join governance.ballot b on b.id = e.ballot_id
       where b.id = any($1) and e.member_id = any($2)`,
      [ballots, members],
    );
    return byKey(rows, 'ballot');
  }
}

function grouped<Row extends object, Key extends keyof Row, Item, Group>(
  rows: readonly Row[],
  key: Key,
  pick: (row: Row) => Item,
  gather: (items: Item[]) => Group,
): Map<string, Group> {
  const lists = new Map<string, Item[]>();
  for (const row of rows) {
    const name = String(row[key]);
    const list = lists.get(name);
    if (list) list.push(pick(row));
    else lists.set(name, [pick(row)]);
  }
  return new Map([...lists].map(([name, list]) => [name, gather(list)]));
}

const byKey = <Row extends object, Key extends keyof Row>(rows: readonly Row[], key: Key): Map<string, Row[]> =>
  grouped(
    rows,
    key,
    (row) => row,
    (list) => list,
  );
