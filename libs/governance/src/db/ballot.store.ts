import { Injectable } from '@nestjs/common';
import { isId, missing, type BallotId, type FederationId, type PersonId, type ProposalId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import { whereAllowed, type Ability } from '#policy';
import type { Ballot, ClosedBallot } from '../domain/ballot';
import type { Choice, Outcome } from '../domain/tally';
import { ruleOf, type RuleColumns } from './rule-columns';

type Row = RuleColumns & {
  id: BallotId;
  proposal_id: ProposalId;
  federation_id: FederationId;
  electorate: number;
  opens_at: Date;
  closes_at: Date;
  outcome: Outcome | null;
  yes: number;
  no: number;
  abstain: number;
  closed_at: Date | null;
};

const COLUMNS = new Map([
  ['id', 'id'],
  ['federationId', 'federation_id'],
]);

@Injectable()
export class BallotStore {
  constructor(private readonly db: Database) {}

  /** @throws BALLOT.MISSING */
  async find(on: Queryable, id: BallotId): Promise<Ballot> {
    const [row] = isId(id) ? await on.query<Row>('select * from governance.ballot where id = $1', [id]) : [];
    if (!row) throw missing('ballot', id);
    return toBallot(row);
  }

  /** Keeps the ballot from being counted while votes come in; many may hold it at once. */
  async lockToVote(tx: Transaction, id: BallotId): Promise<Ballot> {
    await tx.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [`ballot ${id}`]);
    return this.find(tx, id);
  }

  /** Waits for the votes being cast and keeps out any other: the count is of all of them. */
  async lockToClose(tx: Transaction, id: BallotId): Promise<Ballot> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`ballot ${id}`]);
    return this.find(tx, id);
  }

  async ofProposals(ids: readonly ProposalId[]): Promise<ReadonlyMap<ProposalId, Ballot>> {
    const rows = await this.db.query<Row>('select * from governance.ballot where proposal_id = any($1)', [ids]);
    return new Map(rows.map((row) => [row.proposal_id, toBallot(row)]));
  }

  /** What the ability shows, newest first. */
  async page(ability: Ability, after: string | null, limit: number): Promise<Ballot[]> {
    const allowed = whereAllowed(ability, ['read', 'Ballot'], COLUMNS, 2);
    const rows = await this.db.query<Row>(
      `select * from governance.ballot where ${allowed.sql} and ($1::uuid is null or id < $1) order by id desc limit $2`,
      [after, limit, ...allowed.params],
    );
    return rows.map(toBallot);
  }

  /** @returns false if the proposal is on a ballot already */
  async insert(tx: Transaction, ballot: Ballot, electors: readonly PersonId[]): Promise<boolean> {
    const { quorum, majority } = ballot.rule;
    const inserted = await tx.query(
      `insert into governance.ballot (id, proposal_id, federation_id, quorum_part, quorum_of, majority_part,
         majority_of, electorate, opens_at, closes_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (proposal_id) do nothing returning id`,
      [
        ...[ballot.id, ballot.proposalId, ballot.federationId, quorum.part, quorum.of],
        ...[majority.part, majority.of, ballot.electorate, ballot.opensAt, ballot.closesAt],
      ],
    );
    if (inserted.length === 0) return false;
    await tx.query('insert into governance.elector select $1, unnest($2::uuid[])', [ballot.id, electors]);
    return true;
  }

  async isElector(on: Queryable, id: BallotId, person: PersonId): Promise<boolean> {
    const rows = await on.query('select 1 from governance.elector where ballot_id = $1 and person_id = $2', [
      id,
      person,
    ]);
    return rows.length === 1;
  }

  async electors(on: Queryable, id: BallotId): Promise<PersonId[]> {
    const rows = await on.query<{ person_id: PersonId }>(
      'select person_id from governance.elector where ballot_id = $1 order by person_id',
      [id],
    );
    return rows.map((row) => row.person_id);
  }

  /** @returns false if this person's vote is in already; the primary key decides, also between two at once */
  async insertVote(
    tx: Transaction,
    id: BallotId,
    vote: { person: PersonId; choice: Choice; at: Date },
  ): Promise<boolean> {
    const rows = await tx.query(
      `insert into governance.vote (ballot_id, person_id, choice, cast_at) values ($1, $2, $3, $4)
       on conflict do nothing returning person_id`,
      [id, vote.person, vote.choice, vote.at],
    );
    return rows.length === 1;
  }

  async votes(on: Queryable, id: BallotId): Promise<ReadonlyMap<PersonId, Choice>> {
    const rows = await on.query<{ person_id: PersonId; choice: Choice }>(
      'select person_id, choice from governance.vote where ballot_id = $1',
      [id],
    );
    return new Map(rows.map((row) => [row.person_id, row.choice]));
  }

  async saveTally(tx: Transaction, { id, tally, closedAt }: ClosedBallot): Promise<void> {
    const { yes, no, abstain } = tally.counts;
    await tx.query(
      `update governance.ballot set outcome = $2, yes = $3, no = $4, abstain = $5, closed_at = $6
       where id = $1 and outcome is null`,
      [id, tally.outcome, yes, no, abstain, closedAt],
    );
  }
}

const toBallot = (row: Row): Ballot => ({
  id: row.id,
  proposalId: row.proposal_id,
  federationId: row.federation_id,
  rule: ruleOf(row),
  electorate: row.electorate,
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  tally: row.outcome && { outcome: row.outcome, counts: { yes: row.yes, no: row.no, abstain: row.abstain } },
  closedAt: row.closed_at,
});
