import { merklePath, missing, type EventId } from '#kernel';
import { Database, Journal, UnitOfWork } from '#platform';
import { Injectable } from '@nestjs/common';
import { AuditStore } from '../db/audit.store';
import { eventNotSealed } from '../domain/errors';
import { eventLeaf } from '../domain/leaf';
import { MAX_SEALED_EVENTS, nextSeal, type Head, type Proof } from '../domain/seal';
import type { Verdict } from '../domain/verdict';
import { LogVerification, type VerifyOptions } from './verify-log';

@Injectable()
export class AuditService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly audit: AuditStore,
  ) {}

  /**
   * Seals the next batch of committed events. Those who write are never waited for, nor made to wait.
   *
   * @returns how many events it sealed; 0 if there was none, or another sealer is at work
   */
  seal(): Promise<number> {
    return this.work.run({ id: 'system:audit.seal' }, async (tx) => {
      if (!(await this.audit.becomeSealer(tx))) return tx.unchanged(0);
      const entries = await this.journal.takeUnsealed(tx, MAX_SEALED_EVENTS);
      if (entries.length === 0) return tx.unchanged(0);
      const leaves = entries.map((entry) => ({ eventId: entry.id, hash: eventLeaf(entry) }));
      const hashes = leaves.map((leaf) => leaf.hash);
      const seal = nextSeal(await this.audit.lastSeal(tx), hashes, await tx.now());
      await this.audit.insert(tx, seal, leaves);
      await this.journal.markSealed(
        tx,
        leaves.map((leaf) => leaf.eventId),
      );
      return tx.unchanged(entries.length);
    });
  }

  /** The newest seal, to be published, and how many events it and those before it cover. */
  async head(): Promise<(Head & { readonly events: number }) | null> {
    const last = await this.audit.lastSeal(this.database);
    return last ? { number: last.number, hash: last.hash, events: last.firstPosition + last.count - 1 } : null;
  }

  /** Recomputes the whole log from the journal, as of one moment, and says that it is whole or where it broke first. */
  verify(options: VerifyOptions = {}): Promise<Verdict> {
    return this.work.run({ id: 'system:audit.verify' }, async (tx) => {
      await tx.query('set transaction isolation level repeatable read, read only');
      return tx.unchanged(await new LogVerification(tx, this.journal, this.audit).run(options));
    });
  }

  /** Shows that one event is in the log; `proves` checks it anywhere. @throws EVENT.MISSING, EVENT.NOT_SEALED */
  async proof(eventId: EventId): Promise<Proof> {
    const leaf = await this.audit.leaf(this.database, eventId);
    const seal = leaf && (await this.audit.seal(this.database, leaf.seal));
    if (!seal) return this.refuseProof(eventId);
    const batch = await this.audit.leavesAfter(this.database, seal.firstPosition - 1, seal.count);
    const path = merklePath(
      batch.map((one) => one.hash),
      leaf.position - seal.firstPosition,
    );
    return { eventId, position: leaf.position, leaf: leaf.hash, path, seal };
  }

  private async refuseProof(eventId: EventId): Promise<never> {
    const [entry] = await this.journal.find(this.database, [eventId]);
    throw entry ? eventNotSealed(eventId) : missing('event', eventId);
  }
}
