import { Injectable } from '@nestjs/common';
import {
  canonicalJson,
  isId,
  missing,
  sha256,
  type FederationId,
  type OrganisationId,
  type PolicyId,
  type PolicyVersionId,
} from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { Ability } from '../domain/ability';
import { isOf, type Owner, type PolicyVersion, type Suspension } from '../domain/policy';
import { parsePolicy } from '../domain/policy-document';
import { inForceOf, type PolicyInForce } from '../domain/policy-in-force';
import { whereAllowed } from './where-allowed';

type Row = {
  id: PolicyVersion['id'];
  policy_id: PolicyId;
  federation_id: FederationId;
  organisation_id: OrganisationId | null;
  number: number;
  document: string;
  hash: string;
  enacted_at: Date;
  enacted_by: string | null;
  ended_at: Date | null;
  ended_by: string | null;
  suspended_since: Date | null;
  suspended_until: Date | null;
  suspension_reason: string | null;
  delegated: boolean;
};

/** An organisation, and the federation it may give its power to. */
export type Delegation = { readonly federationId: FederationId; readonly organisationId: OrganisationId };

const SELECT = `select v.id, v.policy_id, p.federation_id, p.organisation_id, v.number, v.document, v.hash,
  v.enacted_at, v.enacted_by, v.ended_at, v.ended_by,
  s.since as suspended_since, s.until as suspended_until, s.reason as suspension_reason, d.since is not null as delegated
  from policy.version v join policy.policy p on p.id = v.policy_id
  left join policy.suspension s on s.version_id = v.id and s.ended_at is null
  left join policy.delegation d on d.federation_id = p.federation_id and d.organisation_id = p.organisation_id`;
/** As `lastDayOf` has it. */
const LAST_DAY = `least(v.document::json ->> 'validUntil', to_char(v.enacted_at at time zone 'UTC'
  + (v.document::json ->> 'validForDays')::int * interval '1 day', 'YYYY-MM-DD'))`;
const COLUMNS = new Map([
  ['id', 'p.id'],
  ['federationId', 'p.federation_id'],
]);

@Injectable()
export class PolicyStore {
  constructor(private readonly db: Database) {}

  /** The number of the state of all policies, and the moment as the database has it. */
  async revision(offsetMs: number): Promise<{ number: number; now: Date }> {
    const [row] = await this.db.prepared<{ number: string; now: Date }>(
      'policy.revision-now',
      `select number, now() + $1::int8 * interval '1 ms' as now from policy.revision`,
      [offsetMs],
    );
    if (!row) throw new Error('policy.revision has lost its row.');
    return { number: Number(row.number), now: row.now };
  }

  /** Every version in force, and the number of the state that they are, as of one moment. */
  async inForce(): Promise<{ number: number; policies: PolicyInForce[] }> {
    const rows = await this.db.query<{ revision: string } & (Row | { id: null })>(
      `select r.number as revision, v.* from policy.revision r
       left join (${SELECT} where v.ended_at is null) v on true order by v.id`,
    );
    const policies = rows.flatMap((row) => (row.id === null ? [] : [inForceOf(toVersion(row), row.delegated)]));
    return { number: Number(rows[0]?.revision), policies };
  }

  /** The versions in force whose last day is before one day and not before another, `YYYY-MM-DD`. */
  async ending(on: Queryable, { from, before }: { from: string; before: string }): Promise<PolicyVersion[]> {
    const rows = await on.query<Row>(
      `${SELECT} where v.ended_at is null and ${LAST_DAY} >= $1 and ${LAST_DAY} < $2 order by ${LAST_DAY}, p.id`,
      [from, before],
    );
    return rows.map(toVersion);
  }

  async versions(on: Queryable, id: PolicyId): Promise<PolicyVersion[]> {
    const rows = isId(id) ? await on.query<Row>(`${SELECT} where p.id = $1 order by v.number desc`, [id]) : [];
    if (rows.length === 0) throw missing('policy', id);
    return rows.map(toVersion);
  }

  async version(on: Queryable, id: PolicyVersionId): Promise<PolicyVersion | undefined> {
    const [row] = isId(id) ? await on.query<Row>(`${SELECT} where v.id = $1`, [id]) : [];
    return row && toVersion(row);
  }

  /** Every version that an owner ever adopted, in force or ended. */
  async everAdopted({ federationId, organisationId }: Owner): Promise<PolicyVersion[]> {
    const rows = await this.db.query<Row>(
      `${SELECT} where p.federation_id = $1 and p.organisation_id is not distinct from $2 order by v.id`,
      [federationId, organisationId],
    );
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

  /**
   * The latest version, in force or ended, with the policy locked.
   *
   * @param owner whose it must be; left out: anybody's
   * @throws POLICY.MISSING, also if it is another's
   */
  async lockLatest(tx: Transaction, id: PolicyId, owner?: Owner): Promise<PolicyVersion> {
    const [policy] = isId(id) ? await tx.query('select 1 from policy.policy where id = $1 for update', [id]) : [];
    const [latest] = policy ? await this.versions(tx, id) : [];
    if (!latest || (owner && !isOf(latest, owner))) throw missing('policy', id);
    return latest;
  }

  async insert(tx: Transaction, version: PolicyVersion): Promise<void> {
    await tx.query(
      `insert into policy.policy (id, federation_id, organisation_id, created_at) values ($1, $2, $3, $4)
       on conflict (id) do nothing`,
      [version.policyId, version.federationId, version.organisationId, version.enactedAt],
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
    await this.endSuspension(tx, version, endedAt);
  }

  async insertSuspension(
    tx: Transaction,
    version: PolicyVersion,
    { since, until, reason }: Suspension,
    decidedBy: string | null,
  ): Promise<void> {
    await tx.query(
      'insert into policy.suspension (version_id, since, until, reason, decided_by) values ($1, $2, $3, $4, $5)',
      [version.id, since, until, reason, decidedBy],
    );
    await this.bumpRevision(tx);
  }

  async ratifySuspension(tx: Transaction, version: PolicyVersion, at: Date, by: string | null): Promise<void> {
    await tx.query(
      `update policy.suspension set until = null, ratified_at = $2, ratified_by = $3
       where version_id = $1 and ended_at is null`,
      [version.id, at, by],
    );
    await this.bumpRevision(tx);
  }

  async endSuspension(tx: Transaction, version: PolicyVersion, at: Date): Promise<void> {
    await tx.query('update policy.suspension set ended_at = $2 where version_id = $1 and ended_at is null', [
      version.id,
      at,
    ]);
    await this.bumpRevision(tx);
  }

  /** Whether the owner is an organisation that gave its power to the federation. */
  async isDelegated({ federationId, organisationId }: Owner): Promise<boolean> {
    if (organisationId === null || !isId(federationId) || !isId(organisationId)) return false;
    const rows = await this.db.query(
      'select 1 from policy.delegation where federation_id = $1 and organisation_id = $2',
      [federationId, organisationId],
    );
    return rows.length > 0;
  }

  /** @returns whether it was otherwise before */
  async delegate(tx: Transaction, to: Delegation, resolution: string | null): Promise<boolean> {
    const rows = await tx.query(
      `insert into policy.delegation (federation_id, organisation_id, since, resolution) values ($1, $2, $3, $4)
       on conflict do nothing returning 1`,
      [to.federationId, to.organisationId, await tx.now(), resolution],
    );
    if (rows.length > 0) await this.bumpRevision(tx);
    return rows.length > 0;
  }

  /** @returns whether it was otherwise before */
  async resume(tx: Transaction, { federationId, organisationId }: Delegation): Promise<boolean> {
    const rows = await tx.query(
      'delete from policy.delegation where federation_id = $1 and organisation_id = $2 returning 1',
      [federationId, organisationId],
    );
    if (rows.length > 0) await this.bumpRevision(tx);
    return rows.length > 0;
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
    organisationId: row.organisation_id,
    number: row.number,
    document: parsePolicy(JSON.parse(row.document)),
    hash: row.hash,
    enactedAt: row.enacted_at,
    enactedBy: row.enacted_by,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    suspension: toSuspension(row),
  };
}

const toSuspension = ({ suspended_since, suspended_until, suspension_reason }: Row): Suspension | null =>
  suspended_since && {
    since: suspended_since,
    until: suspended_until,
    reason: suspension_reason ?? '',
    ratified: suspended_until === null,
  };
