import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import { assertScope } from '#identity';
import type { DatasetId } from '#kernel';
import { UnitOfWork } from '#platform';
import type { Actor, Purpose } from '#policy';
import { extractRefused, wrongNumberOfDimensions } from '../domain/errors';
import type { UseRequest } from '../domain/permit';
import { assertColumns, assertSize, codesOf } from '../domain/shape';
import { Assessor, type Assessment } from './assessor';
import { DecisionBook, type Decided } from './decision-book';
import { Entitlement } from './entitlement';
import { againBeside } from './again-beside';
import { PreviewTables } from './preview-tables';
import type { TableAsk } from './rows-to-draw';
import { signedIn, type Signed } from './signed';
import type { ProtectedTable } from './table/table-maker';

/** What somebody wants to have a look at, and what for. */
export type PreviewAsked = {
  readonly purpose: Purpose;
  /** One or two; none: the first by which the policies let them count. */
  readonly dimensions: readonly string[];
};

/** A small protected table, and of which version it is. */
export type ProtectedPreview = ProtectedTable & {
  readonly datasetVersion: number;
  readonly dimensions: readonly string[];
};

const ACTION = 'preview';
const MOST_DIMENSIONS = 2;
const MOST_CELLS = 2_000;

/**
 * A first look at what is in a dataset: how many people there are by one or two columns, under the terms that the
 * policies set for previews, and as protected as any extract.
 */
@Injectable()
export class ProtectedPreviewService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetService,
    private readonly assessor: Assessor,
    private readonly entitlement: Entitlement,
    private readonly tables: PreviewTables,
    private readonly decisionBook: DecisionBook,
  ) {}

  /**
   * Each is decided by the policies of this moment and kept like any decision, a refusal too.
   *
   * @throws DATASET.MISSING, DATASET.EMPTY, TOKEN.SCOPE_NEEDED, POLICY.SIGN_IN_FIRST, EXTRACT.NO_POLICY,
   *   EXTRACT.OUTSIDE_POLICY, EXTRACT.NEEDS_APPLICATION, EXTRACT.UNKNOWN_COLUMN, EXTRACT.REPEATED_COLUMN,
   *   EXTRACT.DIMENSION_COUNT, EXTRACT.CROSSED_HIERARCHIES, EXTRACT.TOO_MANY_CELLS, EXTRACT.HELD_BACK
   */
  async of(by: Actor, id: DatasetId, asked: PreviewAsked): Promise<ProtectedPreview> {
    const dataset = await this.datasets.read(by, id);
    const signed = signedIn(by);
    assertScope(signed.identity, 'extract');
    const request = this.requestOf(signed, dataset, asked);
    const entitled = await this.entitlement.of(signed, dataset, request);
    const decided = { ...entitled, occasion: 'request', action: ACTION, dataset } as const;
    const { assessment } = entitled;
    if (assessment.outcome === 'refused') return this.refuse(decided, request, assessment);
    return againBeside(() => this.show(decided, { by: entitled, request, terms: assessment.permit.terms }));
  }

  private async show(decided: Decided, ask: TableAsk): Promise<ProtectedPreview> {
    const { dataset } = decided;
    const { purpose, dimensions } = ask.request;
    const at = await this.work.now();
    const { made, version } = await this.tables.of(dataset, ask);
    await this.work.run(decided.actor, async (tx) => {
      await this.tables.remember(tx, dataset.id, made, { purpose, at });
      await this.decisionBook.keep(tx, decided);
      const [datasetId, datasetVersion] = [dataset.id, version.number];
      tx.record({ type: 'preview.shown', datasetId, datasetVersion, purpose, dimensions });
    });
    return { ...made, datasetVersion: version.number, dimensions };
  }

  /** What is not known to who asks is unknown, before any policy is asked. */
  private requestOf(by: Signed, dataset: Dataset, { purpose, dimensions: asked }: PreviewAsked): UseRequest {
    const known = this.assessor.visibleSchema(by, ACTION, dataset);
    const [offer] = this.assessor.offers(by, ACTION, dataset, purpose);
    const first =
      offer?.dimensions ?? known.fields.flatMap((field) => (field.disclosureRole === 'dimension' ? [field.name] : []));
    const dimensions = asked.length > 0 ? [...asked] : first.slice(0, 1);
    if (dimensions.length > MOST_DIMENSIONS) throw wrongNumberOfDimensions(dimensions.length, MOST_DIMENSIONS);
    if (dimensions.length > 0) assertColumns(dataset.schema, dimensions, [], known);
    const codes = dimensions.map((name) => codesOf(dataset.schema, name).length + 1);
    assertSize(codes, MOST_CELLS);
    return { action: ACTION, purpose, dimensions, measures: [] };
  }

  private async refuse(
    decided: Decided,
    request: UseRequest,
    assessment: Assessment & { outcome: 'refused' },
  ): Promise<never> {
    const { refusal } = assessment;
    const { purpose, dimensions } = request;
    await this.work.run(decided.actor, async (tx) => {
      await this.decisionBook.keep(tx, decided);
      tx.record({ type: 'preview.refused', datasetId: decided.dataset.id, purpose, dimensions, code: refusal.code });
    });
    throw extractRefused(refusal);
  }
}
