import { Injectable } from '@nestjs/common';
import type { DatasetId, OrganisationId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { DatasetMetadata, MetadataDraft } from '../domain/metadata';

const SELECT = `select d.id, d.contact_name as "contactName", d.contact_email as "contactEmail", d.licence,
  d.rights_holder_id as "rightsHolderId", d.accrual_periodicity as "accrualPeriodicity", d.themes, d.spatial,
  to_char(d.temporal_start, 'YYYY-MM-DD') as "start", to_char(d.temporal_end, 'YYYY-MM-DD') as "end",
  d.languages, d.landing_page as "landingPage",
  greatest(d.modified_at, (select v.created_at from catalogue.dataset_version v
    where v.dataset_id = d.id and v.number = d.version)) as "modifiedAt"
  from catalogue.dataset d`;

/** What is said of datasets beyond their titles, apart from the hot lists that do not need it. */
@Injectable()
export class MetadataStore {
  /** By id; those that there are. */
  async byIds(on: Queryable, ids: readonly DatasetId[]): Promise<ReadonlyMap<DatasetId, DatasetMetadata>> {
    const rows = await on.query<Row>(`${SELECT} where d.id = any($1)`, [ids]);
    return new Map(rows.map((row) => [row.id, toMetadata(row)]));
  }

  async save(tx: Transaction, id: DatasetId, draft: MetadataDraft, at: Date): Promise<void> {
    await tx.query(
      `update catalogue.dataset set licence = $2, rights_holder_id = $3, accrual_periodicity = $4, themes = $5,
         spatial = $6, languages = $7, landing_page = $8, modified_at = $9,
         contact_name = $10::jsonb->>'name', contact_email = $10::jsonb->>'email',
         temporal_start = ($11::jsonb->>'start')::date, temporal_end = ($11::jsonb->>'end')::date
       where id = $1`,
      [
        ...[id, draft.licence, draft.rightsHolderId, draft.accrualPeriodicity, draft.themes],
        ...[JSON.stringify(draft.spatial), draft.languages, draft.landingPage, at],
        ...[JSON.stringify(draft.contactPoint), JSON.stringify(draft.temporal)],
      ],
    );
  }
}

type Row = Omit<DatasetMetadata, 'contactPoint' | 'temporal' | 'rightsHolderId'> & {
  id: DatasetId;
  rightsHolderId: OrganisationId | null;
  contactName: string | null;
  contactEmail: string | null;
  start: string | null;
  end: string | null;
};

const toMetadata = ({ contactName, contactEmail, start, end, ...row }: Row): DatasetMetadata => ({
  ...{ licence: row.licence, rightsHolderId: row.rightsHolderId, accrualPeriodicity: row.accrualPeriodicity },
  ...{ themes: row.themes, spatial: row.spatial, languages: row.languages, landingPage: row.landingPage },
  modifiedAt: row.modifiedAt,
  contactPoint: contactName !== null && contactEmail !== null ? { name: contactName, email: contactEmail } : null,
  temporal: start === null && end === null ? null : { start, end },
});
