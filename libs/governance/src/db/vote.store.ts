import { isId, type BallotId, type BodyId, type PersonId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { Elector, MemberId } from '../domain/electorate/elector';
import type { Category } from '../domain/statute/statute-document';
import type { Marks } from '../domain/voting/method';

/** A vote that is not secret. */
export type OpenVote = {
  readonly memberId: MemberId;
  readonly textHash: string;
  readonly marks: Marks;
  readonly inAdvance: boolean;
  readonly castBy: PersonId;
  readonly castAt: Date;
};
/** That somebody took part in a secret ballot, and nothing else. */
export type Participation = Pick<OpenVote, 'memberId' | 'textHash' | 'inAdvance'>;
export type CountedVote = { readonly memberId: MemberId; readonly marks: Marks; readonly inAdvance: boolean };

type Row = {
  member_id: MemberId;
  person_id: PersonId;
  category: Category;
  votes: number;
  section_id: BodyId | null;
};

/** The electorate of a ballot and what it cast; secret papers are only ever seen here sealed, or counted. */
export class VoteStore {
  async electors(on: Queryable, id: BallotId): Promise<Elector[]> {
    const rows = await on.query<Row>('select * from governance.elector where ballot_id = $1 order by member_id', [id]);
    return rows.map(toElector);
  }

  /** Whose votes these people cast by right: their own, or those of members they represent. */
  async castBy(on: Queryable, id: BallotId, people: readonly PersonId[]): Promise<Elector[]> {
    const rows = await on.query<Row>(
      'select * from governance.elector where ballot_id = $1 and person_id = any($2) order by member_id',
      [id, people],
    );
    return rows.map(toElector);
  }

  async elector(on: Queryable, id: BallotId, member: MemberId): Promise<Elector | null> {
    if (!isId(member)) return null;
    const rows = await on.query<Row>('select * from governance.elector where ballot_id = $1 and member_id = $2', [
      id,
      member,
    ]);
    return rows[0] ? toElector(rows[0]) : null;
  }

  /** Who has voted in secret stays as they were: their paper says in which class it is, and cannot be found. */
  async addElectors(tx: Transaction, id: BallotId, electors: readonly Elector[]): Promise<void> {
    const column = <T>(pick: (elector: Elector) => T) => electors.map(pick);
    await tx.query(
      `insert into governance.elector (ballot_id, member_id, person_id, category, votes, section_id)
       select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::uuid[])
       on conflict (ballot_id, member_id) do update
         set person_id = excluded.person_id, category = excluded.category, votes = excluded.votes,
           section_id = excluded.section_id
         where not exists (
           select from governance.participation p where p.ballot_id = $1 and p.member_id = excluded.member_id)`,
      [
        ...[id, column(({ memberId }) => memberId), column(({ voterId }) => voterId)],
        ...[column(({ category }) => category), column(({ votes }) => votes), column(({ sectionId }) => sectionId)],
      ],
    );
  }

  /** Strikes who is not entitled any more; who has voted in secret on this text stays, since their paper cannot be found. */
  async keepElectors(tx: Transaction, id: BallotId, members: readonly MemberId[]): Promise<void> {
    await tx.query(
      `delete from governance.participation p using governance.ballot b
       where p.ballot_id = $1 and b.id = $1 and p.text_hash <> b.text_hash and p.member_id <> all($2::uuid[])`,
      [id, members],
    );
    await tx.query(
      `delete from governance.elector e where ballot_id = $1 and member_id <> all($2::uuid[])
         and not exists (select from governance.participation p where p.ballot_id = $1 and p.member_id = e.member_id)`,
      [id, members],
    );
  }

  /** Takes along to the next round what was sent in before the meeting: it was on the same text, and for every call. */
  async carryAdvance(tx: Transaction, from: BallotId, to: BallotId, textHash: string): Promise<void> {
    await tx.query(
      `insert into governance.vote (ballot_id, member_id, text_hash, marks, in_advance, cast_by, cast_at)
       select $2, member_id, text_hash, marks, in_advance, cast_by, cast_at from governance.vote
       where ballot_id = $1 and text_hash = $3 and in_advance
         and member_id in (select e.member_id from governance.elector e where e.ballot_id = $2)`,
      [from, to, textHash],
    );
  }

  /**
   * In the order of the members, so that two servers do not wait for each other.
   *
   * @returns whose votes are in now; of the others one was in already: the primary key decides, also between two at once
   */
  async insert(tx: Transaction, id: BallotId, votes: readonly OpenVote[]): Promise<Set<MemberId>> {
    const column = <T>(pick: (vote: OpenVote) => T) => votes.map(pick);
    const rows = await tx.query<{ member_id: MemberId }>(
      `insert into governance.vote (ballot_id, member_id, text_hash, marks, in_advance, cast_by, cast_at)
       select $1, * from unnest($2::uuid[], $3::text[], $4::jsonb[], $5::boolean[], $6::uuid[], $7::timestamptz[]) as v (member_id)
       order by v.member_id on conflict do nothing returning member_id`,
      [
        ...[id, column(({ memberId }) => memberId), column(({ textHash }) => textHash)],
        ...[column(({ marks }) => JSON.stringify(marks)), column(({ inAdvance }) => inAdvance)],
        ...[column(({ castBy }) => castBy), column(({ castAt }) => castAt)],
      ],
    );
    return new Set(rows.map((row) => row.member_id));
  }

  /** Who takes part in a secret ballot. @returns who does now; the others took part already */
  async takePart(tx: Transaction, id: BallotId, took: readonly Participation[]): Promise<Set<MemberId>> {
    const rows = await tx.query<{ member_id: MemberId }>(
      `insert into governance.participation (ballot_id, member_id, text_hash, in_advance)
       select $1, * from unnest($2::uuid[], $3::text[], $4::boolean[]) as p (member_id)
       order by p.member_id on conflict do nothing returning member_id`,
      [
        ...[id, took.map(({ memberId }) => memberId), took.map(({ textHash }) => textHash)],
        took.map(({ inAdvance }) => inAdvance),
      ],
    );
    return new Set(rows.map((row) => row.member_id));
  }

  /** The papers of those who take part, in an order of their own: by what they are sealed as, which is chance. */
  async addSealed(tx: Transaction, id: BallotId, textHash: string, sealed: readonly Buffer[]): Promise<void> {
    await tx.query(
      `insert into governance.sealed_paper (ballot_id, text_hash, sealed)
       select $1, $2, sealed from unnest($3::bytea[]) as sealed order by sealed`,
      [id, textHash, sealed],
    );
  }

  /** The votes on the text that was voted. Those on another text count for nothing. */
  async open(on: Queryable, id: BallotId, textHash: string): Promise<CountedVote[]> {
    return on.query<CountedVote>(
      `select member_id as "memberId", marks, in_advance as "inAdvance" from governance.vote
       where ballot_id = $1 and text_hash = $2 order by member_id`,
      [id, textHash],
    );
  }

  async participants(on: Queryable, id: BallotId, textHash: string): Promise<Omit<CountedVote, 'marks'>[]> {
    return on.query<Omit<CountedVote, 'marks'>>(
      `select member_id as "memberId", in_advance as "inAdvance" from governance.participation
       where ballot_id = $1 and text_hash = $2 order by member_id`,
      [id, textHash],
    );
  }

  /** Who has voted on a text already, as people to be told that it is another one now. */
  async votersOn(on: Queryable, id: BallotId, textHash: string): Promise<PersonId[]> {
    const rows = await on.query<{ person_id: PersonId }>(
      `select distinct e.person_id from governance.elector e where e.ballot_id = $1 and (
         exists (select from governance.vote v where v.ballot_id = $1 and v.member_id = e.member_id and v.text_hash = $2) or
         exists (select from governance.participation p
                 where p.ballot_id = $1 and p.member_id = e.member_id and p.text_hash = $2))`,
      [id, textHash],
    );
    return rows.map((row) => row.person_id);
  }

  /** Which of these members have voted on a text already, openly or in secret. */
  async voted(on: Queryable, id: BallotId, textHash: string, members: readonly MemberId[]): Promise<Set<MemberId>> {
    const rows = await on.query<{ member_id: MemberId }>(
      `select member_id from governance.vote where ballot_id = $1 and text_hash = $2 and member_id = any($3)
       union select member_id from governance.participation where ballot_id = $1 and text_hash = $2 and member_id = any($3)`,
      [id, textHash, members],
    );
    return new Set(rows.map((row) => row.member_id));
  }
}

const toElector = (row: Row): Elector => ({
  memberId: row.member_id,
  voterId: row.person_id,
  category: row.category,
  votes: row.votes,
  sectionId: row.section_id,
});
