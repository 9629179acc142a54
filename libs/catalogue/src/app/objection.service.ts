import { Injectable } from '@nestjs/common';
import { assertScope, seatsAs } from '#identity';
import { missing, newId, type DatasetId, type FederationId, type OrganisationId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { identityOf, PURPOSES, sharePurpose, type Actor, type Purpose, type UseAction } from '#policy';
import { ObjectionStore, type ObjectionFilter, type ObjectionView } from '../db/objection.store';
import type { DatasetVersion } from '../domain/dataset';
import { objectionInForce, objectionWithdrawn } from '../domain/errors';
import {
  assertObjection,
  objectorsTo,
  partsAllowed,
  type Objection,
  type ObjectionId,
  type ObjectedDataset,
  type ObjectionKind,
  type RowUse,
} from '../domain/objection';
import { DatasetService } from './dataset.service';
import { assertSpeaksFor, assertStewardOf } from './steward';
import { WithdrawnRowsService } from './withdrawn-rows.service';

export type ObjectionDraft = {
  readonly organisationId: OrganisationId;
  readonly federationId: FederationId;
  /** null: every dataset of the federation, later ones too. */
  readonly datasetId: DatasetId | null;
  readonly kind: ObjectionKind;
  /** null: whatever for. */
  readonly purposes: readonly Purpose[] | null;
  readonly reason: string;
};

/** A use of rows, for one purpose, by somebody who belongs to these organisations. */
export type AskedUse = {
  readonly action: UseAction;
  readonly purpose: Purpose;
  readonly askedBy: readonly OrganisationId[];
};

/**
 * Contributors' own no: a veto on showing their rows one by one, an opt-out from any use of their rows about people, and a
 * withdrawal of purposes.
 * It is theirs by right, so no policy is asked, and it counts from the moment it is filed.
 */
@Injectable()
export class ObjectionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly objections: ObjectionStore,
    private readonly datasets: DatasetService,
    private readonly withdrawnRows: WithdrawnRowsService,
    private readonly db: Database,
  ) {}

  /**
   * Objects in the name of an organisation: one that ever contributed, in the federation still or not, or one that is in
   * the federation and may contribute tomorrow. Where it takes purposes back, what was released for them is stale from
   * this moment on, and followed.
   *
   * @throws OBJECTION.INVALID, OBJECTION.IN_FORCE, ORGANISATION.NOT_YOURS, DATASET.MISSING, TOKEN.SCOPE_NEEDED,
   *   POLICY.SIGN_IN_FIRST; POLICY.FORBIDDEN about a dataset that it has no rows in and its steward must not see
   */
  async file(by: Actor, { purposes, ...draft }: ObjectionDraft): Promise<Objection> {
    assertSpeaksFor(by, draft.organisationId);
    const named = purposes && PURPOSES.filter((purpose) => purposes.includes(purpose));
    assertObjection({ ...draft, purposes: named });
    await this.assertConcerned(by, draft);
    return this.work.run(by, async (tx) => {
      if (draft.kind === 'withdrawal') await this.withdrawnRows.followed(tx, draft);
      const fresh = { id: newId<ObjectionId>(), since: await tx.now(), withdrawnAt: null };
      const objection: Objection = { ...draft, ...fresh, purposes: named };
      if (!(await this.objections.insert(tx, objection))) throw objectionInForce();
      const { id: objectionId, organisationId, datasetId, federationId, kind } = objection;
      const of = { objectionId, organisationId, federationId, datasetId, kind, purposes: named };
      tx.record({ type: 'objection.filed', ...of });
      return objection;
    });
  }

  /**
   * Takes an objection back; it stays on record.
   *
   * @throws OBJECTION.MISSING, OBJECTION.WITHDRAWN, ORGANISATION.NOT_YOURS, TOKEN.SCOPE_NEEDED, POLICY.SIGN_IN_FIRST
   */
  async withdraw(by: Actor, id: ObjectionId): Promise<Objection> {
    const view = viewOf(by);
    return this.work.run(by, async (tx) => {
      const objection = await this.objections.lock(tx, id);
      if (!(await this.objections.isVisible(tx, view, id))) throw missing('objection', id);
      assertSpeaksFor(by, objection.organisationId);
      if (objection.withdrawnAt) throw objectionWithdrawn(id);
      const withdrawn = { ...objection, withdrawnAt: await tx.now() };
      await this.objections.withdraw(tx, id, withdrawn.withdrawnAt);
      tx.record({ type: 'objection.withdrawn', objectionId: id, organisationId: objection.organisationId });
      return withdrawn;
    });
  }

  /**
   * The objections that the caller may see, newest first, withdrawn ones too: those of their own organisations, those on
   * what organisations publish whose stewards they are, and all of a federation that they audit.
   *
   * @throws POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  async page(by: Actor, filter: ObjectionFilter, after: string | null, limit: number): Promise<Objection[]> {
    return this.objections.page(viewOf(by), filter, after, limit);
  }

  /** What stands against uses of a dataset now, its federation's objections included. The caller has been authorised. */
  objectionsTo(id: DatasetId): Promise<Objection[]> {
    return this.objections.onDataset(id);
  }

  /**
   * A version without the rows whose contributors object to a use, as of now. The caller has been authorised.
   *
   * @returns the version with the parts that are left, maybe none, and whose are not among them
   */
  async apply(
    dataset: ObjectedDataset,
    version: DatasetVersion,
    use: AskedUse,
  ): Promise<{ readonly version: DatasetVersion; readonly excluded: readonly OrganisationId[] }> {
    const objections = await this.objections.onDataset(dataset.id);
    const { allowed, excluded } = partsAllowed(version.parts, objections, dataset, rowUse(use));
    return { version: { ...version, parts: allowed }, excluded };
  }

  /** Which of the organisations whose rows are in something object to a use of it now. The caller has been authorised. */
  async objectorsAmong(
    dataset: ObjectedDataset,
    contributors: readonly OrganisationId[],
    use: AskedUse,
  ): Promise<readonly OrganisationId[]> {
    const objectors = objectorsTo(await this.objections.onDataset(dataset.id), dataset, rowUse(use));
    return contributors.filter((id) => objectors.has(id));
  }

  private async assertConcerned(by: Actor, draft: Omit<ObjectionDraft, 'purposes'>): Promise<void> {
    const { organisationId, datasetId, federationId } = draft;
    if (await this.objections.hasContributed(this.db, organisationId, { datasetId, federationId })) return;
    assertStewardOf(by, organisationId, federationId);
    if (datasetId === null) return;
    const dataset = await this.datasets.read(by, datasetId);
    if (dataset.federationId !== federationId) throw missing('dataset', datasetId);
  }
}

const rowUse = ({ action, purpose, askedBy }: AskedUse): RowUse => ({
  ...{ action, askedBy },
  purposes: PURPOSES.filter((other) => sharePurpose([other], [purpose])),
});

function viewOf(by: Actor): ObjectionView {
  const identity = identityOf(by);
  assertScope(identity, 'read');
  return {
    ownOrganisations: identity.memberships.map(({ organisationId }) => organisationId),
    publishers: seatsAs('steward', identity),
    federations: seatsAs('auditor', identity).map(({ federationId }) => federationId),
  };
}
