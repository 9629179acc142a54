import { Injectable } from '@nestjs/common';
import type { ContributionId, DatasetId, OrganisationId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { Purpose } from '#policy';
import type { Part } from '../domain/dataset';
import type { PartKey, WithdrawalCause, WithdrawnPart } from '../domain/withdrawn';

/** A contribution in the versions of its dataset. */
export type Placed = PartKey & {
  readonly datasetId: DatasetId;
  /** The first and the last version that it is in, whether it is drawn from them still or not. */
  readonly versions: readonly [number, number];
  /** null: it was not withdrawn. */
  readonly withdrawnAt: Date | null;
};

/** A purpose as it was named. */
export type NamedPurposes = {
  readonly organisationId: OrganisationId;
  readonly purposes: readonly Purpose[];
  readonly since: Date;
};

const PLACED = `select p.contribution_id as "contributionId", p.organisation_id as "organisationId",
  v.dataset_id as "datasetId", array[min(v.number), max(v.number)] as versions, min(w.withdrawn_at) as "withdrawnAt"
  from catalogue.version_part p join catalogue.dataset_version v on v.id = p.version_id
  left join catalogue.withdrawn_part w on w.contribution_id = p.contribution_id`;

/** What was taken out of versions for good. */
@Injectable()
export class WithdrawnStore {
  /** Keeps whoever withdraws rows of a dataset waiting until the end of the transaction. */
  async hold(tx: Transaction, id: DatasetId): Promise<void> {
    await tx.query('select 1 from catalogue.dataset where id = $1 for share', [id]);
  }

  /** Keeps whoever hands out what was made of a dataset waiting until the end of the transaction. */
  async lock(tx: Transaction, id: DatasetId): Promise<void> {
    await tx.query('select 1 from catalogue.dataset where id = $1 for update', [id]);
  }

  /** What contributors took back themselves, each with when. */
  async contributions(on: Queryable, id: DatasetId): Promise<Map<ContributionId, Date>> {
    const rows = await on.query<{ id: ContributionId; at: Date }>(
      `select contribution_id as id, withdrawn_at as at from catalogue.withdrawn_part
       where dataset_id = $1 and cause = 'contributor'`,
      [id],
    );
    return new Map(rows.map(({ id: contributionId, at }) => [contributionId, at]));
  }

  /** Also those that allow uses to come again. */
  async purposes(on: Queryable, id: DatasetId): Promise<NamedPurposes[]> {
    return on.query<NamedPurposes>(
      `select o.organisation_id as "organisationId", o.purposes, o.since from catalogue.objection o
       join catalogue.dataset d on d.id = $1 and d.federation_id = o.federation_id
       where o.kind = 'withdrawal' and (o.dataset_id is null or o.dataset_id = d.id) order by o.id`,
      [id],
    );
  }

  /** @returns those that were not withdrawn before, with their files where they were ever accepted */
  async insert(
    tx: Transaction,
    datasetId: DatasetId,
    parts: readonly PartKey[],
    how: { readonly cause: WithdrawalCause; readonly at: Date },
  ): Promise<WithdrawnPart[]> {
    return tx.query<WithdrawnPart>(
      `insert into catalogue.withdrawn_part as w (contribution_id, dataset_id, organisation_id, cause, withdrawn_at)
       select contribution_id, $1, organisation_id, $4, $5
       from unnest($2::uuid[], $3::uuid[]) as part (contribution_id, organisation_id)
       on conflict do nothing returning contribution_id as "contributionId", (select min(p.file_sha256)
         from catalogue.version_part p where p.contribution_id = w.contribution_id) as "fileSha256"`,
      [
        ...[datasetId, parts.map((one) => one.contributionId), parts.map((one) => one.organisationId)],
        ...[how.cause, how.at],
      ],
    );
  }

  /** Whether an organisation took back rows of a file that arrived after this one. */
  async hasLater(on: Queryable, datasetId: DatasetId, { organisationId, receivedAt }: Part): Promise<boolean> {
    const rows = await on.query(
      `select from catalogue.withdrawn_part w join catalogue.version_part p on p.contribution_id = w.contribution_id
       where w.dataset_id = $1 and w.organisation_id = $2 and p.received_at > $3 limit 1`,
      [datasetId, organisationId, receivedAt],
    );
    return rows.length > 0;
  }

  /** In which versions contributions are, oldest first; those that were never accepted are not there. */
  async placed(on: Queryable, ids: readonly ContributionId[]): Promise<Placed[]> {
    return on.query<Placed>(
      `${PLACED} where p.contribution_id = any($1::uuid[]) group by 1, 2, 3 order by min(v.number), 1`,
      [ids],
    );
  }

  /** Everything that an organisation ever had in a dataset, oldest first. */
  async placedOf(on: Queryable, datasetId: DatasetId, organisationId: OrganisationId): Promise<Placed[]> {
    return on.query<Placed>(
      `${PLACED} where v.dataset_id = $1 and p.organisation_id = $2 group by 1, 2, 3 order by min(v.number), 1`,
      [datasetId, organisationId],
    );
  }

  /** The datasets of a federation that an organisation has, or had, rows in. */
  async datasetsOf(on: Queryable, federationId: string, organisationId: OrganisationId): Promise<DatasetId[]> {
    const rows = await on.query<{ id: DatasetId }>(
      `select distinct d.id from catalogue.dataset d join catalogue.dataset_version v on v.dataset_id = d.id
       join catalogue.version_part p on p.version_id = v.id
       where d.federation_id = $1 and p.organisation_id = $2 order by d.id`,
      [federationId, organisationId],
    );
    return rows.map(({ id }) => id);
  }
}
