import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import { IdentityService } from '#identity';
import { CommonsError, type ErrorKind, type ExtractId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { extractGrounds, PolicyService } from '#policy';
import { ExtractStore } from '../db/extract.store';
import { assertTermsHold, assessExtract, type Assessment } from '../domain/assess-extract';
import { noVersion } from '../domain/errors';
import { refuse, type Extract, type Release } from '../domain/extract';
import { TableMaker } from './table-maker';

const TEMPORARY: readonly ErrorKind[] = ['conflict', 'unavailable'];

/** What the worker does with a granted request. It may be repeated without harm. */
@Injectable()
export class RunService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly datasets: DatasetService,
    private readonly identities: IdentityService,
    private readonly policies: PolicyService,
    private readonly tables: TableMaker,
  ) {}

  /**
   * Assesses a granted extract once more, then aggregates, protects and releases it.
   *
   * @throws EXTRACT.TERMS_CHANGED as a conflict, if stricter terms came into force meanwhile: the next run keeps them
   */
  async run(by: Principal, id: ExtractId): Promise<void> {
    const extract = await this.extracts.find(id);
    if (extract.state !== 'granted') return this.work.run(by, nothingToDo);
    const dataset = await this.datasets.find(extract.datasetId);
    const before = await this.assess(extract, dataset);
    if (before.outcome === 'refused') return this.conclude(by, id, refuse(extract, before.refusal));

    const made = await this.make(dataset, extract, before.permit.terms);
    const after = await this.assess(extract, dataset);
    if (after.outcome === 'refused') return this.conclude(by, id, refuse(extract, after.refusal));
    if (made instanceof CommonsError) return this.conclude(by, id, { ...refuse(extract, made), state: 'failed' });
    assertTermsHold(before.permit.terms, after.permit.terms, 'conflict');
    await this.conclude(
      by,
      id,
      { ...extract, state: 'released', permit: after.permit },
      { ...made, permit: before.permit },
    );
  }

  /** The policies of this moment, for the person as the members' book has them at this moment. */
  private async assess(extract: Extract, dataset: Dataset): Promise<Assessment> {
    const actor = await this.policies.actorFor(await this.identities.identityOf(extract.requestedBy));
    return assessExtract(extractGrounds(actor, dataset), extract);
  }

  /** The slow part, outside of any transaction. What a retry cannot cure comes back as the error that it is. */
  private async make(dataset: Dataset, extract: Extract, terms: Release['permit']['terms']) {
    const version = await this.datasets.latestVersion(dataset.id);
    try {
      if (!version) throw noVersion(dataset.id);
      return await this.tables.make(dataset.schema, version, { ...extract, terms });
    } catch (error) {
      if (error instanceof CommonsError && !TEMPORARY.includes(error.kind)) return error;
      throw error;
    }
  }

  /** Whoever finishes first concludes; a repeated run finds it done. */
  private conclude(
    by: Principal,
    id: ExtractId,
    concluded: Extract,
    made?: Omit<Release, 'releasedAt'>,
  ): Promise<void> {
    return this.work.run(by, async (tx) => {
      const current = await this.extracts.lock(tx, id);
      if (current.state !== 'granted') return nothingToDo(tx);
      const release = made ? { ...made, releasedAt: await tx.now() } : null;
      await this.extracts.save(tx, { ...concluded, release });
      tx.record({
        type: `extract.${concluded.state}`,
        extractId: id,
        ...(concluded.refusal && { code: concluded.refusal.code }),
        ...(release && { ...release, releasedAt: release.releasedAt.toISOString() }),
      });
      tx.fulfil();
    });
  }
}

/** The promise is kept, by an earlier run. */
function nothingToDo(tx: Transaction): Promise<void> {
  tx.fulfil();
  tx.unchanged(undefined);
  return Promise.resolve();
}
