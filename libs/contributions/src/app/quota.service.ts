import { Injectable } from '@nestjs/common';
import { assertStewardOf } from '#catalogue';
import { seatsAs } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import { Config, Database, UnitOfWork, type Transaction } from '#platform';
import { identityOf, type Actor } from '#policy';
import { UploadStore } from '../db/upload.store';
import { quotaExceeded } from '../domain/errors';

/** In bytes. */
export type UploadQuota = { readonly used: number; readonly limit: number };

/** How long what was only announced takes room. */
const ANNOUNCED_FOR_MS = 24 * 60 * 60 * 1000;

/** How much an organisation keeps here: rows as they are stored, files on their way, and files announced of late. */
@Injectable()
export class QuotaService {
  constructor(
    private readonly db: Database,
    private readonly uploads: UploadStore,
    private readonly config: Config,
    private readonly work: UnitOfWork,
  ) {}

  /** For the organisation's stewards. @throws ORGANISATION.NOT_YOURS, POLICY.SIGN_IN_FIRST */
  async of(by: Actor, id: OrganisationId): Promise<UploadQuota> {
    const seat = seatsAs('steward', identityOf(by)).find(({ organisationId }) => organisationId === id);
    assertStewardOf(by, id, seat?.federationId ?? ('' as FederationId));
    return { used: await this.used(this.db, id, await this.work.now()), limit: this.config.uploadQuotaBytes };
  }

  /** Before something is added, within the transaction that adds it. @throws QUOTA.EXCEEDED */
  async assertRoom(tx: Transaction, id: OrganisationId, bytes: number): Promise<void> {
    await this.uploads.lockQuota(tx, id);
    const limit = this.config.uploadQuotaBytes;
    const used = await this.used(tx, id, await tx.now());
    if (used + bytes > limit) throw quotaExceeded(used, limit, bytes);
  }

  private used(on: Transaction | Database, id: OrganisationId, now: Date): Promise<number> {
    return this.uploads.usedBytes(on, id, new Date(now.getTime() - ANNOUNCED_FOR_MS));
  }
}
