import {
  newId,
  type BallotId,
  type BodyId,
  type Id,
  type OrganisationId,
  type PersonId,
  type PolicyVersionId,
} from '#kernel';
import type { Queryable, Transaction } from '#platform';
import { personOf, type Actor } from '#policy';
import type { Office, Seat } from '../domain/body/body';
import type { Standing } from '../domain/electorate/standing';
import { stillOf } from './visible';

export type SeatId = Id<'Seat'>;

type Row = {
  id: SeatId;
  body_id: BodyId;
  person_id: PersonId;
  office: Office;
  organisation_id: OrganisationId | null;
  section_id: BodyId | null;
  since: Date;
  resolution: BallotId | null;
};

/** Who holds which office in a body today, and how its members stand. */
export class SeatStore {
  async ofBody(on: Queryable, bodyId: BodyId, office: Office): Promise<Seat[]> {
    const rows = await on.query<Row>(
      'select * from governance.seat where body_id = $1 and office = $2 and until is null order by since, person_id',
      [bodyId, office],
    );
    return rows.map(toSeat);
  }

  /** Who holds an office today, or any, in the order in which they were seated. */
  async page(
    on: Queryable,
    { bodyId, office }: { readonly bodyId: BodyId; readonly office: Office | null },
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<(Seat & { readonly id: SeatId })[]> {
    const rows = await on.query<Row>(
      `select * from governance.seat
       where body_id = $1 and ($2::text is null or office = $2) and until is null and ($3::uuid is null or id > $3)
       order by id limit $4`,
      [bodyId, office, after, limit],
    );
    return rows.map((row) => ({ ...toSeat(row), id: row.id }));
  }

  /** Whether somebody holds one of these offices, and is of the body still. */
  async holds(on: Queryable, bodyId: BodyId, by: Actor, offices: readonly Office[]): Promise<boolean> {
    const still = stillOf(by, 3);
    const rows = await on.query(
      `select 1 from governance.seat s join governance.body b on b.id = s.body_id
       where s.body_id = $1 and s.person_id = $2 and s.office = any($3) and s.until is null and ${still.sql} limit 1`,
      [bodyId, personOf(by), offices, ...still.params],
    );
    return rows.length > 0;
  }

  async insert(tx: Transaction, seat: Seat): Promise<void> {
    await tx.query(
      `insert into governance.seat (id, body_id, person_id, office, organisation_id, section_id, since, resolution)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[newId(), seat.bodyId, seat.personId, seat.office, seat.organisationId, seat.sectionId],
        ...[seat.since, seat.resolution],
      ],
    );
  }

  /** Ends what an election replaces; of delegates only those of the section that elects anew. */
  async vacate(
    tx: Transaction,
    { bodyId, office, sectionId, organisationId }: Pick<Seat, 'bodyId' | 'office' | 'sectionId' | 'organisationId'>,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `update governance.seat set until = $5
       where body_id = $1 and office = $2 and section_id is not distinct from $3
         and organisation_id is not distinct from $4 and until is null`,
      [bodyId, office, sectionId, organisationId, at],
    );
  }

  /** Enters a call to suspend a policy, once for each person. @returns how many of `among` have called for it */
  async callForSuspension(
    tx: Transaction,
    versionId: PolicyVersionId,
    personId: PersonId,
    { at, among }: { readonly at: Date; readonly among: readonly PersonId[] },
  ): Promise<number> {
    // One after the other: of two who call at the same moment, the second sees the first.
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`suspension ${versionId}`]);
    await tx.query('insert into governance.suspension_call values ($1, $2, $3) on conflict do nothing', [
      versionId,
      personId,
      at,
    ]);
    const rows = await tx.query(
      'select 1 from governance.suspension_call where policy_version_id = $1 and person_id = any($2)',
      [versionId, among],
    );
    return rows.length;
  }

  /** Once a policy is suspended: another suspension, later, needs calls of its own. */
  async forgetSuspensionCalls(tx: Transaction, versionId: PolicyVersionId): Promise<void> {
    await tx.query('delete from governance.suspension_call where policy_version_id = $1', [versionId]);
  }

  standings(on: Queryable, bodyId: BodyId): Promise<Standing[]> {
    return on.query<Standing>(
      `select member_id as "memberId", category, is_suspended as "isSuspended", is_in_arrears as "isInArrears",
         shares::float8 as shares, own_members::float8 as "ownMembers", exchange::float8 as exchange
       from governance.standing where body_id = $1`,
      [bodyId],
    );
  }

  async putStanding(tx: Transaction, bodyId: BodyId, standing: Standing, at: Date): Promise<void> {
    await tx.query(
      `insert into governance.standing values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (body_id, member_id) do update set category = $3, is_suspended = $4, is_in_arrears = $5, shares = $6,
         own_members = $7, exchange = $8, recorded_at = $9`,
      [
        ...[bodyId, standing.memberId, standing.category, standing.isSuspended, standing.isInArrears],
        ...[standing.shares, standing.ownMembers, standing.exchange, at],
      ],
    );
  }
}

const toSeat = (row: Row): Seat => ({
  bodyId: row.body_id,
  personId: row.person_id,
  office: row.office,
  organisationId: row.organisation_id,
  sectionId: row.section_id,
  since: row.since,
  resolution: row.resolution,
});
