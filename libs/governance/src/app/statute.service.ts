import { Injectable } from '@nestjs/common';
import { assertScope } from '#identity';
import { missing, type FederationId } from '#kernel';
import { Database, type Transaction } from '#platform';
import { belongsTo, type Actor } from '#policy';
import { StatuteStore } from '../db/statute.store';
import { assertStatute, type Statute } from '../domain/statute';

@Injectable()
export class StatuteService {
  constructor(
    private readonly statutes: StatuteStore,
    private readonly db: Database,
  ) {}

  /** Gives a federation its statute, when it is founded. @throws STATUTE.INVALID */
  async found(tx: Transaction, statute: Statute): Promise<void> {
    assertStatute(statute);
    await this.statutes.insert(tx, statute);
    tx.record({ type: 'statute.founded', ...statute });
  }

  /** Whether any federation has one. */
  exist(): Promise<boolean> {
    return this.statutes.exist(this.db);
  }

  /** The statute of a federation the caller belongs to. @throws STATUTE.MISSING, TOKEN.SCOPE_NEEDED */
  async read(by: Actor, federationId: FederationId): Promise<Statute> {
    if (!belongsTo(by, federationId)) throw missing('statute', federationId);
    if (by.identity) assertScope(by.identity, 'read');
    return this.statutes.find(this.db, federationId);
  }
}
