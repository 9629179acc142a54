import { Injectable } from '@nestjs/common';
import type { DatasetId } from '#kernel';
import type { Transaction } from '#platform';
import type { DatasetLife } from '../domain/life';

@Injectable()
export class LifeStore {
  async save(tx: Transaction, life: DatasetLife & { readonly id: DatasetId }, at: Date): Promise<void> {
    await tx.query(
      `update catalogue.dataset set available_from = $2, retention_months = $3, deprecated_at = $4,
         deprecated_reason = $5, replaced_by = $6, approval_needed = $7, modified_at = $8 where id = $1`,
      [
        ...[life.id, life.availableFrom, life.retentionMonths, life.deprecatedAt, life.deprecatedReason],
        ...[life.replacedBy, life.approvalNeeded, at],
      ],
    );
  }

  /** When the oldest file that is still in some version had arrived; null: there are no rows. */
  async oldestRows(tx: Transaction, id: DatasetId): Promise<Date | null> {
    const [row] = await tx.query<{ oldest: Date | null }>(
      `select min(p.received_at) as oldest from catalogue.version_part p
       join catalogue.dataset_version v on v.id = p.version_id
       where v.dataset_id = $1
         and not exists (select from catalogue.withdrawn_part w where w.contribution_id = p.contribution_id)`,
      [id],
    );
    return row?.oldest ?? null;
  }
}
