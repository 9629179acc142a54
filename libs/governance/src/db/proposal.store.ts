import {
  canonicalJson,
  isId,
  missing,
  type BodyId,
  type FederationId,
  type OrganisationId,
  type PersonId,
  type PolicyId,
  type ProposalId,
} from '#kernel';
import type { Database, Queryable, Transaction } from '#platform';
import { parsePolicy, type Actor } from '#policy';
import { motionHash, type Motion, type Proposal } from '../domain/motion/motion';
import type { Sentences } from '../domain/sentence';
import { parseStatute } from '../domain/statute/statute-document';
import { visibleBallots } from './visible';

type Row = {
  id: ProposalId;
  body_id: BodyId;
  federation_id: FederationId;
  organisation_id: OrganisationId | null;
  motion: string;
  hash: string;
  sentences: Sentences;
  proposed_by: PersonId | null;
  proposed_at: Date;
  replaces: ProposalId | null;
  replaced_by: ProposalId | null;
};

export class ProposalStore {
  constructor(private readonly db: Database) {}

  /** @throws PROPOSAL.MISSING */
  async find(on: Queryable, id: ProposalId): Promise<Proposal> {
    const [row] = isId(id) ? await on.query<Row>('select * from governance.proposal where id = $1', [id]) : [];
    if (!row) throw missing('proposal', id);
    return toProposal(row);
  }

  /** Keeps two amendments, or an amendment and a ballot, from taking the same text at once. @throws PROPOSAL.MISSING */
  async lock(tx: Transaction, id: ProposalId): Promise<Proposal> {
    const sql = 'select * from governance.proposal where id = $1 for update';
    const [row] = isId(id) ? await tx.query<Row>(sql, [id]) : [];
    if (!row) throw missing('proposal', id);
    return toProposal(row);
  }

  /** What the caller may see, newest first. */
  async page(by: Actor, after: string | null, limit: number): Promise<Proposal[]> {
    const visible = visibleBallots(by, 2);
    const rows = await this.db.query<Row>(
      `select * from governance.proposal where ${visible.sql} and ($1::uuid is null or id < $1) order by id desc limit $2`,
      [after, limit, ...visible.params],
    );
    return rows.map(toProposal);
  }

  /** What the statute asks a body to decide and nobody has put on an agenda or to the vote, oldest first. */
  async pendingReviews(on: Queryable, bodyId: BodyId): Promise<ProposalId[]> {
    const rows = await on.query<{ id: ProposalId }>(
      `select id from governance.proposal p where body_id = $1 and proposed_by is null and replaced_by is null
         and not exists (select from governance.ballot b where b.proposal_id = p.id)
         and not exists (select from governance.agenda_item i join governance.assembly a on a.id = i.assembly_id
                         where i.proposal_id = p.id and a.state <> 'closed')
       order by id`,
      [bodyId],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether the review of a policy is before the body already. */
  async isUnderReview(on: Queryable, policyId: PolicyId, policyVersion: string): Promise<boolean> {
    const rows = await on.query(
      `select 1 from governance.proposal where proposed_by is null and motion::jsonb ->> 'kind' = 'enactPolicy'
         and motion::jsonb ->> 'policyId' = $1 and id > $2 limit 1`,
      [policyId, policyVersion],
    );
    return rows.length > 0;
  }

  async insert(tx: Transaction, proposal: Proposal): Promise<void> {
    await tx.query(
      `insert into governance.proposal
         (id, body_id, federation_id, organisation_id, motion, hash, sentences, proposed_by, proposed_at, replaces)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[proposal.id, proposal.bodyId, proposal.federationId, proposal.organisationId],
        ...[canonicalJson(proposal.motion), proposal.hash, JSON.stringify(proposal.sentences)],
        ...[proposal.proposedBy, proposal.proposedAt, proposal.replaces],
      ],
    );
    if (!proposal.replaces) return;
    await tx.query('update governance.proposal set replaced_by = $2 where id = $1', [proposal.replaces, proposal.id]);
  }
}

const toProposal = (row: Row): Proposal => ({
  id: row.id,
  bodyId: row.body_id,
  federationId: row.federation_id,
  organisationId: row.organisation_id,
  motion: motionOf(row),
  hash: row.hash,
  sentences: row.sentences,
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at,
  replaces: row.replaces,
  replacedBy: row.replaced_by,
});

/**
 * Checked and parsed again on the way out: what was changed in the database behind our back is neither shown, counted
 * nor enacted.
 *
 * @throws Error (a defect) if the motion is not the one that was proposed
 */
function motionOf({ id, motion: text, hash }: Row): Motion {
  const motion = JSON.parse(text) as Motion;
  if (motionHash(motion) !== hash) throw new Error(`The text of proposal ${id} was changed.`);
  if (motion.kind === 'enactPolicy') return { ...motion, document: parsePolicy(motion.document) };
  const hasStatute = motion.kind === 'amendStatute' || motion.kind === 'foundBody';
  return hasStatute ? { ...motion, document: parseStatute(motion.document) } : motion;
}
