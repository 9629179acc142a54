import {
  isId,
  missing,
  type AgendaItemId,
  type AssemblyId,
  type BallotId,
  type BodyId,
  type FederationId,
  type OrganisationId,
  type ProposalId,
} from '#kernel';
import type { Database, Queryable, Transaction } from '#platform';
import type { Actor } from '#policy';
import type { Ballot, BallotRules, ClosedBallot, Result } from '../domain/ballot/ballot';
import type { Matter } from '../domain/statute/statute-document';
import type { Method } from '../domain/voting/method';
import { visibleBallots } from './visible';

type Row = {
  id: BallotId;
  proposal_id: ProposalId;
  body_id: BodyId;
  federation_id: FederationId;
  organisation_id: OrganisationId | null;
  round: number;
  matter: Matter;
  text_hash: string;
  statute_number: number;
  rules: BallotRules;
  method: Method;
  options: string[];
  secrecy: Ballot['secrecy'];
  assembly_id: AssemblyId | null;
  item_id: AgendaItemId | null;
  electorate: number;
  votes: string;
  state: Ballot['state'];
  opens_at: Date | null;
  closes_at: Date | null;
  closed_at: Date | null;
  result: Result | null;
};

/** What put something into force: the ballot, whose it was, and under which version of that body's statute. */
export type Adoption = {
  readonly resolution: string;
  readonly bodyId: BodyId;
  readonly statuteNumber: number;
  readonly closedAt: Date | null;
};

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

  /** The latest round on each proposal. */
  async ofProposals(ids: readonly ProposalId[]): Promise<ReadonlyMap<ProposalId, Ballot>> {
    const rows = await this.db.query<Row>(
      'select distinct on (proposal_id) * from governance.ballot where proposal_id = any($1) order by proposal_id, round desc',
      [ids],
    );
    return new Map(rows.map((row) => [row.proposal_id, toBallot(row)]));
  }

  /** Every round of a proposal, oldest first. */
  async rounds(on: Queryable, proposalId: ProposalId): Promise<Ballot[]> {
    const rows = await on.query<Row>('select * from governance.ballot where proposal_id = $1 order by round', [
      proposalId,
    ]);
    return rows.map(toBallot);
  }

  /** Many at once: by their own ids, or every round of these proposals or assemblies, oldest first. */
  async among(
    on: Queryable,
    which:
      | { readonly ids: readonly BallotId[] }
      | { readonly proposals: readonly ProposalId[] }
      | { readonly assemblies: readonly AssemblyId[] },
  ): Promise<Ballot[]> {
    const [column, ids] =
      'ids' in which
        ? ['id', which.ids]
        : 'proposals' in which
          ? ['proposal_id', which.proposals]
          : ['assembly_id', which.assemblies];
    const sql = `select * from governance.ballot where ${column} = any($1) order by proposal_id, round`;
    return (await on.query<Row>(sql, [ids])).map(toBallot);
  }

  /** Which body decided by each ballot, and under which version of its statute. */
  async adoptions(on: Queryable, ids: readonly string[]): Promise<Adoption[]> {
    return on.query<Adoption>(
      `select id as resolution, body_id as "bodyId", statute_number as "statuteNumber", closed_at as "closedAt"
       from governance.ballot where id = any($1::uuid[])`,
      [ids.filter(isId)],
    );
  }

  async ofAssembly(on: Queryable, assemblyId: AssemblyId): Promise<Ballot[]> {
    const rows = await on.query<Row>('select * from governance.ballot where assembly_id = $1 order by id', [
      assemblyId,
    ]);
    return rows.map(toBallot);
  }

  /** What the caller may see, newest first. */
  async page(by: Actor, after: string | null, limit: number): Promise<Ballot[]> {
    const visible = visibleBallots(by, 2);
    const rows = await this.db.query<Row>(
      `select * from governance.ballot where ${visible.sql} and ($1::uuid is null or id < $1) order by id desc limit $2`,
      [after, limit, ...visible.params],
    );
    return rows.map(toBallot);
  }

  /** @returns false if this round of the proposal is on a ballot already */
  async insert(tx: Transaction, ballot: Ballot): Promise<boolean> {
    const rows = await tx.query(
      `insert into governance.ballot (id, proposal_id, body_id, federation_id, organisation_id, round, matter, text_hash,
         statute_number, rules, method, options, secrecy, assembly_id, item_id, electorate, votes, state, opens_at, closes_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
       on conflict (proposal_id, round) do nothing returning id`,
      [
        ...[ballot.id, ballot.proposalId, ballot.bodyId, ballot.federationId, ballot.organisationId, ballot.round],
        ...[ballot.matter, ballot.textHash, ballot.statuteNumber, ballot.rules, ballot.method, ballot.options],
        ...[ballot.secrecy, ballot.assemblyId, ballot.itemId, ballot.electorate, ballot.votes, ballot.state],
        ...[ballot.opensAt, ballot.closesAt],
      ],
    );
    return rows.length === 1;
  }

  /** What an announced ballot becomes when its text is amended or it is opened; a trigger refuses it once votes are in. */
  async update(tx: Transaction, ballot: Ballot): Promise<void> {
    await tx.query(
      `update governance.ballot set proposal_id = $2, text_hash = $3, rules = $4, method = $5, options = $6, electorate = $7,
         votes = $8, state = $9, opens_at = $10, closes_at = $11 where id = $1 and state <> 'closed'`,
      [
        ...[ballot.id, ballot.proposalId, ballot.textHash, ballot.rules, ballot.method, ballot.options],
        ...[ballot.electorate, ballot.votes, ballot.state, ballot.opensAt, ballot.closesAt],
      ],
    );
  }

  /** Takes an announced ballot back, with what was sent in for it: the meeting is over, and never voted on it. */
  async withdraw(tx: Transaction, id: BallotId): Promise<void> {
    for (const table of ['vote_link', 'box_key', 'sealed_paper', 'participation', 'elector']) {
      await tx.query(`delete from governance.${table} where ballot_id = $1`, [id]);
    }
    await tx.query(`delete from governance.ballot where id = $1 and state = 'announced'`, [id]);
  }

  /** @param header the first line of the ballot's public export */
  async saveResult(tx: Transaction, { id, result, closedAt }: ClosedBallot, header: string): Promise<void> {
    await tx.query(
      `update governance.ballot set state = 'closed', result = $2, closed_at = $3, export_header = $4
       where id = $1 and state = 'open'`,
      [id, result, closedAt, header],
    );
  }

  /** null: not counted yet, or counted before papers were published. */
  async exportHeader(on: Queryable, id: BallotId): Promise<string | null> {
    const sql = 'select export_header as header from governance.ballot where id = $1';
    const [row] = await on.query<{ header: string | null }>(sql, [id]);
    return row?.header ?? null;
  }
}

const toBallot = (row: Row): Ballot => ({
  id: row.id,
  proposalId: row.proposal_id,
  bodyId: row.body_id,
  federationId: row.federation_id,
  organisationId: row.organisation_id,
  round: row.round,
  matter: row.matter,
  textHash: row.text_hash,
  statuteNumber: row.statute_number,
  rules: row.rules,
  method: row.method,
  options: row.options,
  secrecy: row.secrecy,
  assemblyId: row.assembly_id,
  itemId: row.item_id,
  electorate: row.electorate,
  votes: Number(row.votes),
  state: row.state,
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  closedAt: row.closed_at,
  result: row.result,
});
