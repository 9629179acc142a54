import { isId, missing, newId, type AssemblyId, type PersonId, type ProposalId, type ProxyId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { Call, MeetingProxy, Sitting } from '../domain/assembly/assembly';
import type { MemberId } from '../domain/electorate/elector';
import type { Attendance } from '../domain/electorate/presence';

export type Conflict = { readonly memberId: MemberId; readonly statement: string; readonly declaredAt: Date };

const PROXY = `select id, assembly_id as "assemblyId", item_id as "itemId", principal_id as "principalId",
  holder_id as "holderId", granted_at as "grantedAt", revoked_at as "revokedAt", is_used as "isUsed" from governance.proxy`;

/** What happens in the room: calls, who is there, who speaks for whom, who has an interest of their own. */
export class MeetingStore {
  async sittings(on: Queryable, id: AssemblyId): Promise<Sitting[]> {
    return on.query<Sitting>(
      'select call, opened_at as "openedAt", closed_at as "closedAt" from governance.sitting where assembly_id = $1 order by call',
      [id],
    );
  }

  async openSitting(tx: Transaction, id: AssemblyId, call: Call, at: Date): Promise<void> {
    await tx.query('insert into governance.sitting values ($1, $2, $3)', [id, call, at]);
  }

  async closeSitting(tx: Transaction, id: AssemblyId, at: Date): Promise<void> {
    await tx.query('update governance.sitting set closed_at = $2 where assembly_id = $1 and closed_at is null', [
      id,
      at,
    ]);
  }

  async attendances(on: Queryable, id: AssemblyId): Promise<Attendance[]> {
    return on.query<Attendance>(
      `select member_id as "memberId", mode, arrived_at as "arrivedAt", left_at as "leftAt" from governance.attendance
       where assembly_id = $1 order by arrived_at, member_id`,
      [id],
    );
  }

  /** @returns false if the member is there already */
  async arrive(
    tx: Transaction,
    id: AssemblyId,
    { memberId, mode, arrivedAt, by }: Omit<Attendance, 'leftAt'> & { readonly by: PersonId },
  ): Promise<boolean> {
    const rows = await tx.query(
      `insert into governance.attendance (id, assembly_id, member_id, mode, arrived_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`,
      [newId(), id, memberId, mode, arrivedAt, by],
    );
    return rows.length === 1;
  }

  /** @param memberId null: everybody who is still there @returns how many left */
  async leave(tx: Transaction, id: AssemblyId, memberId: MemberId | null, at: Date): Promise<number> {
    if (memberId !== null && !isId(memberId)) return 0;
    const rows = await tx.query(
      `update governance.attendance set left_at = $3
       where assembly_id = $1 and left_at is null and ($2::uuid is null or member_id = $2) returning id`,
      [id, memberId, at],
    );
    return rows.length;
  }

  async proxies(on: Queryable, id: AssemblyId): Promise<MeetingProxy[]> {
    return on.query<MeetingProxy>(`${PROXY} where assembly_id = $1 order by id`, [id]);
  }

  /** @throws PROXY.MISSING */
  async proxy(on: Queryable, id: ProxyId): Promise<MeetingProxy & { readonly assemblyId: AssemblyId }> {
    const [found] = isId(id)
      ? await on.query<MeetingProxy & { assemblyId: AssemblyId }>(`${PROXY} where id = $1`, [id])
      : [];
    if (!found) throw missing('proxy', id);
    return found;
  }

  async addProxy(tx: Transaction, assemblyId: AssemblyId, proxy: MeetingProxy): Promise<void> {
    await tx.query(
      `insert into governance.proxy (id, assembly_id, item_id, principal_id, holder_id, granted_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [proxy.id, assemblyId, proxy.itemId, proxy.principalId, proxy.holderId, proxy.grantedAt],
    );
  }

  /** @returns false if it was revoked before, or a vote was cast with it at this very moment */
  async revokeProxy(tx: Transaction, id: ProxyId, at: Date): Promise<boolean> {
    const sql =
      'update governance.proxy set revoked_at = $2 where id = $1 and revoked_at is null and not is_used returning id';
    return (await tx.query(sql, [id, at])).length === 1;
  }

  /** @returns false if it was revoked at this very moment */
  async useProxy(tx: Transaction, id: ProxyId): Promise<boolean> {
    const sql = 'update governance.proxy set is_used = true where id = $1 and revoked_at is null returning id';
    return (await tx.query(sql, [id])).length === 1;
  }

  async conflicts(on: Queryable, proposalId: ProposalId): Promise<Conflict[]> {
    return on.query<Conflict>(
      `select member_id as "memberId", statement, declared_at as "declaredAt" from governance.conflict
       where proposal_id = $1 order by member_id`,
      [proposalId],
    );
  }

  /** What was declared on a text holds for the text that replaces it. */
  async carryConflicts(tx: Transaction, from: ProposalId, to: ProposalId): Promise<void> {
    await tx.query(
      'insert into governance.conflict select $2, member_id, statement, declared_at from governance.conflict where proposal_id = $1',
      [from, to],
    );
  }

  /** @returns false if this member has declared one already */
  async declare(tx: Transaction, proposalId: ProposalId, conflict: Conflict): Promise<boolean> {
    const rows = await tx.query(
      'insert into governance.conflict values ($1, $2, $3, $4) on conflict do nothing returning member_id',
      [proposalId, conflict.memberId, conflict.statement, conflict.declaredAt],
    );
    return rows.length === 1;
  }
}
