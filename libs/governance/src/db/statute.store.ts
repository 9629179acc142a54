import { canonicalJson, documentHash, missing, type BallotId, type BodyId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { StatuteVersion } from '../domain/body/body';
import { parseStatute } from '../domain/statute/statute-document';

type Row = {
  body_id: BodyId;
  number: number;
  document: string;
  hash: string;
  enacted_at: Date;
  resolution: BallotId | null;
};

export class StatuteStore {
  /** The version in force. @throws STATUTE.MISSING */
  async current(on: Queryable, bodyId: BodyId): Promise<StatuteVersion> {
    const [row] = await on.query<Row>(
      'select * from governance.statute_version where body_id = $1 order by number desc limit 1',
      [bodyId],
    );
    if (!row) throw missing('statute', bodyId);
    return toVersion(row);
  }

  /** The versions in force of several bodies, by body. */
  async currentOf(on: Queryable, bodies: readonly BodyId[]): Promise<ReadonlyMap<BodyId, StatuteVersion>> {
    const rows = await on.query<Row>(
      `select distinct on (body_id) * from governance.statute_version where body_id = any($1) order by body_id, number desc`,
      [bodies],
    );
    return new Map(rows.map((row) => [row.body_id, toVersion(row)]));
  }

  /** Newest first. */
  async versions(
    on: Queryable,
    bodyId: BodyId,
    { before, limit }: { readonly before: number | null; readonly limit: number },
  ): Promise<StatuteVersion[]> {
    const rows = await on.query<Row>(
      `select * from governance.statute_version
       where body_id = $1 and ($2::int is null or number < $2) order by number desc limit $3`,
      [bodyId, before, limit],
    );
    return rows.map(toVersion);
  }

  /** @throws STATUTE.MISSING */
  async version(on: Queryable, bodyId: BodyId, number: number): Promise<StatuteVersion> {
    const [row] = await on.query<Row>('select * from governance.statute_version where body_id = $1 and number = $2', [
      bodyId,
      number,
    ]);
    if (!row) throw missing('statute', bodyId);
    return toVersion(row);
  }

  async insert(tx: Transaction, { bodyId, number, document, hash, enactedAt, resolution }: StatuteVersion) {
    await tx.query('insert into governance.statute_version values ($1, $2, $3, $4, $5, $6)', [
      ...[bodyId, number, canonicalJson(document), hash, enactedAt, resolution],
    ]);
  }
}

/** Checked and parsed again on the way out: rules that were changed behind our back decide nothing. */
function toVersion(row: Row): StatuteVersion {
  const document = parseStatute(JSON.parse(row.document));
  if (documentHash(document) !== row.hash) throw new Error(`The statute of body ${row.body_id} was changed.`);
  return {
    bodyId: row.body_id,
    number: row.number,
    document,
    hash: row.hash,
    enactedAt: row.enacted_at,
    resolution: row.resolution,
  };
}
