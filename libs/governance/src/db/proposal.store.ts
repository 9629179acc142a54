import { Injectable } from '@nestjs/common';
import { canonicalJson, isId, missing, type FederationId, type PersonId, type ProposalId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import { parsePolicy, whereAllowed, type Ability } from '#policy';
import { motionHash, type Motion, type Proposal, type Sentences } from '../domain/motion';

type Row = {
  id: ProposalId;
  federation_id: FederationId;
  motion: string;
  hash: string;
  sentences: Sentences;
  proposed_by: PersonId;
  proposed_at: Date;
};

const COLUMNS = new Map([
  ['id', 'id'],
  ['federationId', 'federation_id'],
]);

@Injectable()
export class ProposalStore {
  constructor(private readonly db: Database) {}

  /** @throws PROPOSAL.MISSING */
  async find(on: Queryable, id: ProposalId): Promise<Proposal> {
    const [row] = isId(id) ? await on.query<Row>('select * from governance.proposal where id = $1', [id]) : [];
    if (!row) throw missing('proposal', id);
    return toProposal(row);
  }

  /** What the ability shows, newest first. */
  async page(ability: Ability, after: string | null, limit: number): Promise<Proposal[]> {
    const allowed = whereAllowed(ability, ['read', 'Ballot'], COLUMNS, 2);
    const rows = await this.db.query<Row>(
      `select * from governance.proposal where ${allowed.sql} and ($1::uuid is null or id < $1) order by id desc limit $2`,
      [after, limit, ...allowed.params],
    );
    return rows.map(toProposal);
  }

  async insert(tx: Transaction, proposal: Proposal): Promise<void> {
    await tx.query(
      `insert into governance.proposal (id, federation_id, motion, hash, sentences, proposed_by, proposed_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        proposal.id,
        proposal.federationId,
        canonicalJson(proposal.motion),
        proposal.hash,
        JSON.stringify(proposal.sentences),
        proposal.proposedBy,
        proposal.proposedAt,
      ],
    );
  }
}

const toProposal = (row: Row): Proposal => ({
  id: row.id,
  federationId: row.federation_id,
  motion: motionOf(row),
  hash: row.hash,
  sentences: row.sentences,
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at,
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
  return motion.kind === 'enactPolicy' ? { ...motion, document: parsePolicy(motion.document) } : motion;
}
