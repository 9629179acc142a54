import {
  isId,
  missing,
  type AgendaItemId,
  type AssemblyId,
  type BodyId,
  type FederationId,
  type OrganisationId,
  type PersonId,
  type ProposalId,
} from '#kernel';
import type { Database, Queryable, Transaction } from '#platform';
import type { Actor } from '#policy';
import type {
  AgendaItem,
  Assembly,
  AssemblyState,
  AttachedDocument,
  DocumentId,
  NoticeProof,
} from '../domain/assembly/assembly';
import type { Elector, MemberId } from '../domain/electorate/elector';
import { visibleBallots } from './visible';

type Row = {
  id: AssemblyId;
  body_id: BodyId;
  federation_id: FederationId;
  organisation_id: OrganisationId | null;
  statute_number: number;
  title: string;
  text: string;
  place: string;
  first_call_at: Date;
  second_call_at: Date | null;
  state: AssemblyState;
  convened_at: Date | null;
  notice_hash: string | null;
  notice_is_short: boolean;
  earliest_call_at: Date | null;
  closed_at: Date | null;
  chair: PersonId | null;
  secretary: PersonId | null;
  minutes_hash: string | null;
  chair_signed_at: Date | null;
  secretary_signed_at: Date | null;
};
const DOCUMENT = `select id, assembly_id as "assemblyId", title, sha256, bytes::float8 as bytes,
  attached_by as "attachedBy", attached_at as "attachedAt" from governance.document`;

type ItemRow = {
  id: AgendaItemId;
  assembly_id: AssemblyId;
  place: number;
  proposal_id: ProposalId;
  notice_hash: string | null;
};

export class AssemblyStore {
  constructor(private readonly db: Database) {}

  /** @throws ASSEMBLY.MISSING */
  async find(on: Queryable, id: AssemblyId): Promise<Assembly> {
    return only(isId(id) ? await on.query<Row>('select * from governance.assembly where id = $1', [id]) : [], id);
  }

  async findAll(on: Queryable, ids: readonly AssemblyId[]): Promise<Assembly[]> {
    return (await on.query<Row>('select * from governance.assembly where id = any($1)', [ids])).map(toAssembly);
  }

  /** One change of a meeting at a time. @throws ASSEMBLY.MISSING */
  async lock(tx: Transaction, id: AssemblyId): Promise<Assembly> {
    const sql = 'select * from governance.assembly where id = $1 for update';
    return only(isId(id) ? await tx.query<Row>(sql, [id]) : [], id);
  }

  /** What the caller may see, newest first. */
  async page(by: Actor, after: string | null, limit: number): Promise<Assembly[]> {
    const visible = visibleBallots(by, 2);
    const rows = await this.db.query<Row>(
      `select * from governance.assembly where ${visible.sql} and ($1::uuid is null or id < $1) order by id desc limit $2`,
      [after, limit, ...visible.params],
    );
    return rows.map(toAssembly);
  }

  async insert(tx: Transaction, it: Assembly): Promise<void> {
    await tx.query(
      `insert into governance.assembly (id, body_id, federation_id, organisation_id, statute_number, title, text, place,
         first_call_at, second_call_at, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[it.id, it.bodyId, it.federationId, it.organisationId, it.statuteNumber, it.title, it.text, it.place],
        ...[it.firstCallAt, it.secondCallAt, it.state],
      ],
    );
  }

  async update(tx: Transaction, it: Assembly): Promise<void> {
    await tx.query(
      `update governance.assembly set statute_number = $2, state = $3, convened_at = $4, notice_hash = $5,
         notice_is_short = $6, earliest_call_at = $7, closed_at = $8, chair = $9, secretary = $10, minutes_hash = $11,
         chair_signed_at = $12, secretary_signed_at = $13
       where id = $1`,
      [
        ...[it.id, it.statuteNumber, it.state, it.convenedAt, it.noticeHash, it.noticeIsShort, it.earliestCallAt],
        ...[it.closedAt, it.chair, it.secretary, it.minutesHash, it.chairSignedAt, it.secretarySignedAt],
      ],
    );
  }

  async saveMinutes(tx: Transaction, id: AssemblyId, minutes: string): Promise<void> {
    await tx.query('update governance.assembly set minutes = $2 where id = $1', [id, minutes]);
  }

  /** Their record as canonical JSON; null until the assembly is closed. */
  async minutes(on: Queryable, id: AssemblyId): Promise<string | null> {
    const [row] = await on.query<{ minutes: string | null }>('select minutes from governance.assembly where id = $1', [
      id,
    ]);
    return row?.minutes ?? null;
  }

  async items(on: Queryable, id: AssemblyId): Promise<AgendaItem[]> {
    const rows = await on.query<ItemRow>('select * from governance.agenda_item where assembly_id = $1 order by place', [
      id,
    ]);
    return rows.map(toItem);
  }

  /** @throws AGENDAITEM.MISSING */
  async item(on: Queryable, id: AgendaItemId): Promise<AgendaItem> {
    const sql = 'select * from governance.agenda_item where id = $1';
    const [row] = isId(id) ? await on.query<ItemRow>(sql, [id]) : [];
    if (!row) throw missing('agenda item', id);
    return toItem(row);
  }

  /** Items of assemblies to come on which a proposal stands. */
  async itemsOn(on: Queryable, proposalId: ProposalId): Promise<AgendaItem[]> {
    const rows = await on.query<ItemRow>(
      `select i.* from governance.agenda_item i join governance.assembly a on a.id = i.assembly_id
       where i.proposal_id = $1 and a.state <> 'closed'`,
      [proposalId],
    );
    return rows.map(toItem);
  }

  /** At the end of the agenda. @returns false if the proposal is on it already */
  async addItem(tx: Transaction, item: Omit<AgendaItem, 'place'>): Promise<boolean> {
    const rows = await tx.query(
      `insert into governance.agenda_item (id, assembly_id, place, proposal_id, notice_hash)
       select $1, $2, coalesce(max(place), 0) + 1, $3, $4 from governance.agenda_item where assembly_id = $2
       on conflict (assembly_id, proposal_id) do nothing returning id`,
      [item.id, item.assemblyId, item.proposalId, item.noticeHash],
    );
    return rows.length === 1;
  }

  async removeItem(tx: Transaction, { id, assemblyId, place }: AgendaItem): Promise<void> {
    await tx.query('delete from governance.agenda_item where id = $1', [id]);
    await tx.query('update governance.agenda_item set place = place - 1 where assembly_id = $1 and place > $2', [
      assemblyId,
      place,
    ]);
  }

  async updateItem(tx: Transaction, { id, proposalId, noticeHash }: AgendaItem): Promise<void> {
    await tx.query('update governance.agenda_item set proposal_id = $2, notice_hash = $3 where id = $1', [
      id,
      proposalId,
      noticeHash,
    ]);
  }

  async documents(on: Queryable, id: AssemblyId): Promise<AttachedDocument[]> {
    return on.query<AttachedDocument>(`${DOCUMENT} where assembly_id = $1 order by id`, [id]);
  }

  /** @throws DOCUMENT.MISSING */
  async document(on: Queryable, id: DocumentId): Promise<AttachedDocument> {
    const [found] = isId(id) ? await on.query<AttachedDocument>(`${DOCUMENT} where id = $1`, [id]) : [];
    if (!found) throw missing('document', id);
    return found;
  }

  async addDocument(tx: Transaction, it: AttachedDocument): Promise<void> {
    await tx.query('insert into governance.document values ($1, $2, $3, $4, $5, $6, $7)', [
      ...[it.id, it.assemblyId, it.title, it.sha256, it.bytes, it.attachedBy, it.attachedAt],
    ]);
  }

  async addRecipients(tx: Transaction, id: AssemblyId, electors: readonly Elector[]): Promise<void> {
    await tx.query(
      `insert into governance.notice (assembly_id, member_id, person_id)
       select $1, * from unnest($2::uuid[], $3::uuid[]) on conflict do nothing`,
      [id, electors.map(({ memberId }) => memberId), electors.map(({ voterId }) => voterId)],
    );
  }

  async recipients(on: Queryable, id: AssemblyId): Promise<NoticeProof[]> {
    return on.query<NoticeProof>(
      `select member_id as "memberId", person_id as "personId", sent_at as "sentAt", message_id as "messageId"
       from governance.notice where assembly_id = $1 order by member_id`,
      [id],
    );
  }

  /** The first one is kept: it is what the days of notice are counted from. */
  async saveProof(
    tx: Transaction,
    id: AssemblyId,
    proof: NoticeProof & { readonly memberId: MemberId },
  ): Promise<void> {
    await tx.query(
      'update governance.notice set sent_at = $3, message_id = $4 where assembly_id = $1 and member_id = $2 and sent_at is null',
      [id, proof.memberId, proof.sentAt, proof.messageId],
    );
  }
}

function only([row]: readonly Row[], id: AssemblyId): Assembly {
  if (!row) throw missing('assembly', id);
  return toAssembly(row);
}

const toItem = (row: ItemRow): AgendaItem => ({
  id: row.id,
  assemblyId: row.assembly_id,
  place: row.place,
  proposalId: row.proposal_id,
  noticeHash: row.notice_hash,
});

const toAssembly = (row: Row): Assembly => ({
  id: row.id,
  bodyId: row.body_id,
  federationId: row.federation_id,
  organisationId: row.organisation_id,
  statuteNumber: row.statute_number,
  title: row.title,
  text: row.text,
  place: row.place,
  firstCallAt: row.first_call_at,
  secondCallAt: row.second_call_at,
  state: row.state,
  convenedAt: row.convened_at,
  noticeHash: row.notice_hash,
  noticeIsShort: row.notice_is_short,
  earliestCallAt: row.earliest_call_at,
  closedAt: row.closed_at,
  chair: row.chair,
  secretary: row.secretary,
  minutesHash: row.minutes_hash,
  chairSignedAt: row.chair_signed_at,
  secretarySignedAt: row.secretary_signed_at,
});
