import type { BallotId, PersonId } from '#kernel';
import type { Queryable, Transaction } from '#platform';

/** A published paper: its receipt, and the line of the export that it is. */
export type PublishedPaper = { readonly receipt: string; readonly line: string };

/** The box of a ballot: sealed while it is open, published when it is counted; and the links that let people vote by mail. */
export class BoxStore {
  async addKey(tx: Transaction, id: BallotId, wrapped: Buffer): Promise<void> {
    await tx.query('insert into governance.box_key values ($1, $2)', [id, wrapped]);
  }

  /** @throws Error (a defect) if the box has no key: it is counted, or not secret */
  async key(on: Queryable, id: BallotId): Promise<Buffer> {
    const [row] = await on.query<{ wrapped: Buffer }>('select wrapped from governance.box_key where ballot_id = $1', [
      id,
    ]);
    if (!row) throw new Error(`The box of ballot ${id} has no key.`);
    return row.wrapped;
  }

  async sealed(on: Queryable, id: BallotId, textHash: string): Promise<Buffer[]> {
    const rows = await on.query<{ sealed: Buffer }>(
      'select sealed from governance.sealed_paper where ballot_id = $1 and text_hash = $2',
      [id, textHash],
    );
    return rows.map(({ sealed }) => sealed);
  }

  /** Publishes the papers and destroys what they came from, the key first of all. */
  async publish(tx: Transaction, id: BallotId, papers: readonly PublishedPaper[]): Promise<void> {
    await tx.query('delete from governance.box_key where ballot_id = $1', [id]);
    await tx.query('delete from governance.sealed_paper where ballot_id = $1', [id]);
    await tx.query('delete from governance.vote_link where ballot_id = $1', [id]);
    await tx.query(
      `insert into governance.paper (ballot_id, place, receipt, line)
       select $1, place - 1, receipt, line from unnest($2::text[], $3::text[]) with ordinality as p (receipt, line, place)`,
      [id, papers.map(({ receipt }) => receipt), papers.map(({ line }) => line)],
    );
  }

  /** In the order of their receipts. */
  async papers(on: Queryable, id: BallotId): Promise<string[]> {
    const rows = await on.query<{ line: string }>(
      'select line from governance.paper where ballot_id = $1 order by place',
      [id],
    );
    return rows.map(({ line }) => line);
  }

  async addLink(tx: Transaction, tokenHash: string, ballotId: BallotId, personId: PersonId): Promise<void> {
    await tx.query('insert into governance.vote_link values ($1, $2, $3)', [tokenHash, ballotId, personId]);
  }

  async link(on: Queryable, tokenHash: string): Promise<{ ballotId: BallotId; personId: PersonId } | null> {
    const [row] = await on.query<{ ballotId: BallotId; personId: PersonId }>(
      'select ballot_id as "ballotId", person_id as "personId" from governance.vote_link where token_hash = $1',
      [tokenHash],
    );
    return row ?? null;
  }
}
