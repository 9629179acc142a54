import { Injectable } from '@nestjs/common';
import { canonicalJson, isId, missing, sha256, type FederationId, type PolicyId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { Ability } from '../domain/ability';
import type { PolicyVersion } from '../domain/policy';
import { parsePolicy } from '../domain/policy-document';
import { whereAllowed } from './where-allowed';

type Row = {
  id: PolicyVersion['id'];
  policy_id: PolicyId;
  federation_id: FederationId;
  number: number;
  document: string;
  hash: string;
  enacted_at: Date;
  enacted_by: string | null;
  ended_at: Date | null;
  ended_by: string | null;
};

const SELECT = `select v.id, v.policy_id, p.federation_id, v.number, v.document, v.hash,
  v.enacted_at, v.enacted_by, v.ended_at, v.ended_by
  from policy.version v join policy.policy p on p.id = v.policy_id`;
const COLUMNS = new Map([
  ['id', 'p.id'],
  ['federationId', 'p.federation_id'],
]);

@Injectable()
export class PolicyStore {
  constructor(private readonly db: Database) {}

  /** The number of the state of all policies, and the calendar day in UTC as the database has it. */
  async revision(offsetMs: number): Promise<{ number: number; today: string }> {
    const [row] = await this.db.prepared<{ number: string; today: string }>(
      'policy.revision',
      `select number, to_char((now() + $1::int8 * interval '1 ms') at time zone 'UTC', 'YYYY-MM-DD') as today
       from policy.revision`,
      [offsetMs],
    );
    if (!row) throw new Error('policy.revision has lost its row.');
    return { number: Number(row.number), today: row.today };
  }

  /** Every version in force, and the number of the state that they are, as of one moment. */
  async inForce(): Promise<{ number: number; versions: PolicyVersion[] }> {
    const rows = await this.db.query<{ revision: string } & (Row | { id: null })>(
      `select r.number as revision, v.* from policy.revision r
       left join (${SELECT} where v.ended_at is null) v on true order by v.id`,
    );
    const versions = rows.flatMap((row) => (row.id === null ? [] : [toVersion(row)]));
    return { number: Number(rows[0]?.revision), versions };
  }

  async versions(on: Queryable, id: PolicyId): Promise<PolicyVersion[]> {
    const rows = isId(id) ? await on.query<Row>(`${SELECT} where p.id = $1 order by v.number desc`, [id]) : [];
    if (rows.length === 0) throw missing('policy', id);
    return rows.map(toVersion);
  }

  /** The latest version of each policy that the ability shows, newest policy first. */
  async page(ability: Ability, after: string | null, limit: number): Promise<PolicyVersion[]> {
    const allowed = whereAllowed(ability, ['read', 'Policy'], COLUMNS, 2);
    const rows = await this.db.query<Row>(
      `${SELECT} where ${allowed.sql} and ($1::uuid is null or p.id < $1)
       and v.number = (select max(number) from policy.version where policy_id = p.id) order by p.id desc limit $2`,
      [after, limit, ...allowed.params],
    );
    return rows.map(toVersion);
  }

  /** The latest version, in force or ended, with the policy locked. @throws POLICY.MISSING, also in another federation */
  async lockLatest(tx: Transaction, id: PolicyId, federationId: FederationId): Promise<PolicyVersion> {
    const [policy] = isId(id)
      ? await tx.query('select 1 from policy.policy where id = $1 and federation_id = $2 for update', [
          id,
          federationId,
        ])
      : [];
    if (!policy) throw missing('policy', id);
    const [latest] = await this.versions(tx, id);
    if (!latest) throw missing('policy', id);
    return latest;
  }

  async insert(tx: Transaction, version: PolicyVersion): Promise<void> {
    await tx.query(
      `insert into policy.policy (id, federation_id, created_at) values ($1, $2, $3) on conflict (id) do nothing`,
      [version.policyId, version.federationId, version.enactedAt],
    );
    await tx.query(
      `insert into policy.version (id, policy_id, number, document, hash, enacted_at, enacted_by)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        version.id,
        version.policyId,
        version.number,
        canonicalJson(version.document),
        version.hash,
        version.enactedAt,
        version.enactedBy,
      ],
    );
    await this.bumpRevision(tx);
  }

  async end(tx: Transaction, version: PolicyVersion, endedAt: Date, endedBy: string | null): Promise<void> {
    await tx.query('update policy.version set ended_at = $2, ended_by = $3 where id = $1', [
      version.id,
      endedAt,
      endedBy,
    ]);
    await this.bumpRevision(tx);
  }

  private async bumpRevision(tx: Transaction): Promise<void> {
    await tx.query('update policy.revision set number = number + 1');
  }
}

/**
 * Checked and parsed again on the way out: what was changed in the database behind our back does not become a rule.
 *
 * @throws Error (a defect) if the text is not the one that was enacted; nobody is then allowed anything
 */
function toVersion(row: Row): PolicyVersion {
  if (sha256(row.document) !== row.hash) throw new Error(`The text of policy version ${row.id} was changed.`);
  return {
    id: row.id,
    policyId: row.policy_id,
    federationId: row.federation_id,
    number: row.number,
    document: parsePolicy(JSON.parse(row.document)),
    hash: row.hash,
    enactedAt: row.enacted_at,
    enactedBy: row.enacted_by,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
  };
}
