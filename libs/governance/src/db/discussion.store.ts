import { isId, missing, type AmendmentId, type Id, type PersonId, type ProposalId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { Amendment } from '../domain/motion/operation';
import type { Sentences } from '../domain/sentence';

export type CommentId = Id<'Comment'>;
export const COMMENT_KINDS = ['comment', 'question', 'answer', 'dissent'] as const;

export const AMENDMENT_STATES = ['submitted', 'accepted', 'rejected'] as const;

/** What somebody said about a motion; `dissent` is for the minutes, at their request. */
export type Comment = {
  readonly id: CommentId;
  readonly proposalId: ProposalId;
  readonly kind: (typeof COMMENT_KINDS)[number];
  /** The clause it is about; null: the whole motion. */
  readonly clause: string | null;
  readonly text: string;
  /** The question that it answers. */
  readonly answers: CommentId | null;
  readonly author: PersonId;
  readonly writtenAt: Date;
};

export type SubmittedAmendment = {
  readonly id: AmendmentId;
  readonly proposalId: ProposalId;
  readonly clause: string;
  readonly amendment: Amendment;
  readonly sentences: Sentences;
  readonly reason: string;
  readonly author: PersonId;
  readonly submittedAt: Date;
  readonly state: (typeof AMENDMENT_STATES)[number];
  readonly decidedBy: PersonId | null;
  readonly decidedAt: Date | null;
};

const COMMENT = `select id, proposal_id as "proposalId", kind, clause, text, answers, author, written_at as "writtenAt"
  from governance.comment`;
const AMENDMENT = `select id, proposal_id as "proposalId", clause, amendment, sentences, reason, author,
  submitted_at as "submittedAt", state, decided_by as "decidedBy", decided_at as "decidedAt" from governance.amendment`;

const OF_PART = 'where proposal_id = $1 and ($2::uuid is null or id > $2) order by id limit $3';

/** Which part of a discussion, oldest first; null: from its beginning, and to its end. */
export type Part = { readonly after: string | null; readonly limit: number | null };
export const WHOLE: Part = { after: null, limit: null };

export class DiscussionStore {
  async comments(on: Queryable, proposalId: ProposalId, { after, limit }: Part): Promise<Comment[]> {
    return on.query<Comment>(`${COMMENT} ${OF_PART}`, [proposalId, after, limit]);
  }

  /** The last one that each person wrote. */
  async dissents(on: Queryable, proposalId: ProposalId): Promise<Comment[]> {
    const sql = `select distinct on (author) * from (${COMMENT} where proposal_id = $1 and kind = 'dissent') d order by author, id desc`;
    return on.query<Comment>(sql, [proposalId]);
  }

  /** How many comments and amendments somebody wrote about a motion. */
  async writtenBy(on: Queryable, proposalId: ProposalId, author: PersonId): Promise<number> {
    const [row] = await on.query<{ count: number }>(
      `select ((select count(*) from governance.comment where proposal_id = $1 and author = $2) +
         (select count(*) from governance.amendment where proposal_id = $1 and author = $2))::int as count`,
      [proposalId, author],
    );
    return row?.count ?? 0;
  }

  /** @throws COMMENT.MISSING */
  async comment(on: Queryable, id: CommentId): Promise<Comment> {
    const [found] = isId(id) ? await on.query<Comment>(`${COMMENT} where id = $1`, [id]) : [];
    if (!found) throw missing('comment', id);
    return found;
  }

  async addComment(tx: Transaction, it: Comment): Promise<void> {
    await tx.query('insert into governance.comment values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      ...[it.id, it.proposalId, it.kind, it.clause, it.text, it.answers, it.author, it.writtenAt],
    ]);
  }

  async amendments(on: Queryable, proposalId: ProposalId, { after, limit }: Part): Promise<SubmittedAmendment[]> {
    return on.query<SubmittedAmendment>(`${AMENDMENT} ${OF_PART}`, [proposalId, after, limit]);
  }

  /** @throws AMENDMENT.MISSING */
  async amendment(on: Queryable, id: AmendmentId): Promise<SubmittedAmendment> {
    const [found] = isId(id) ? await on.query<SubmittedAmendment>(`${AMENDMENT} where id = $1`, [id]) : [];
    if (!found) throw missing('amendment', id);
    return found;
  }

  async addAmendment(tx: Transaction, it: SubmittedAmendment): Promise<void> {
    await tx.query(
      `insert into governance.amendment (id, proposal_id, clause, amendment, sentences, reason, author, submitted_at, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [it.id, it.proposalId, it.clause, it.amendment, it.sentences, it.reason, it.author, it.submittedAt, it.state],
    );
  }

  async decide(
    tx: Transaction,
    ids: readonly AmendmentId[],
    { state, by, at }: { readonly state: 'accepted' | 'rejected'; readonly by: PersonId; readonly at: Date },
  ): Promise<void> {
    await tx.query('update governance.amendment set state = $2, decided_by = $3, decided_at = $4 where id = any($1)', [
      ids,
      state,
      by,
      at,
    ]);
  }
}
