import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { assertScope } from '#identity';
import type { DatasetId, ExtractId } from '#kernel';
import { authorise, type Actor } from '#policy';
import { ExtractStore } from '../db/extract.store';
import type { AccessDecision } from '../domain/access-decision';
import { measuredColumns } from '../domain/asked-statistic';
import { noVersion } from '../domain/errors';
import type { Extract } from '../domain/extract';
import type { ExtractRequest } from '../domain/permit';
import type { Recall } from '../domain/recall';
import { assertStatistics } from './table/quantiles';
import { assertColumns } from '../domain/shape';
import { DecisionBook } from './decision-book';
import { Entitlement } from './entitlement';
import { ExtractDesk } from './extract-desk';
import { signedIn } from './signed';
import { StaleReleases } from './stale-releases';

const ACTION = 'requestExtract';

@Injectable()
export class ExtractService {
  constructor(
    private readonly extracts: ExtractStore,
    private readonly datasets: DatasetService,
    private readonly entitlement: Entitlement,
    private readonly desk: ExtractDesk,
    private readonly decisionBook: DecisionBook,
    private readonly stale: StaleReleases,
  ) {}

  /**
   * Requests aggregates of a dataset; the policies in force decide at once. A refusal is remembered like a grant.
   *
   * @throws EXTRACT.NO_POLICY, EXTRACT.OUTSIDE_POLICY (with the nearest alternative), EXTRACT.NEEDS_APPLICATION,
   *   EXTRACT.BLOCKED, EXTRACT.DUTY_OVERDUE, EXTRACT.NOISE_NEEDED, DATASET.MISSING, DATASET.EMPTY,
   *   EXTRACT.UNKNOWN_COLUMN, EXTRACT.REPEATED_COLUMN, EXTRACT.DIMENSION_COUNT, EXTRACT.CROSSED_HIERARCHIES,
   *   EXTRACT.TOO_MANY_CELLS, QUANTILE.NO_GRID, QUANTILE.GRID_TOO_FINE, QUANTILE.NOT_PERTURBED, MEAN.MAY_BE_MISSING
   */
  async request(by: Actor, datasetId: DatasetId, asked: ExtractRequest): Promise<Extract> {
    const { purpose, dimensions, measures } = asked;
    const request = { purpose, dimensions, measures };
    const dataset = await this.datasets.read(by, datasetId);
    const signed = signedIn(by);
    assertScope(signed.identity, 'extract');
    const columns = measuredColumns(measures);
    assertColumns(dataset.schema, dimensions, columns, this.entitlement.visibleSchema(by, ACTION, dataset));
    const wish = { ...request, action: ACTION } as const;
    const entitled = await this.entitlement.of(signed, dataset, { ...wish, measures: columns });
    const { assessment } = entitled;
    if (assessment.outcome === 'refused') return this.desk.refuse({ dataset, request: wish, entitled }, assessment);
    if (dataset.version === 0) throw noVersion(datasetId);
    assertStatistics(dataset.schema, request, assessment.permit.terms);
    return this.desk.grant({ dataset, request: wish, entitled }, assessment);
  }

  /** @throws EXTRACT.MISSING */
  async read(by: Actor, id: ExtractId): Promise<Extract> {
    const extract = await this.extracts.find(id);
    authorise(by, 'read', 'Extract', extract);
    return extract;
  }

  /** Every decision about an extract, oldest first. @throws EXTRACT.MISSING */
  async decisions(by: Actor, id: ExtractId): Promise<AccessDecision[]> {
    const extract = await this.read(by, id);
    return this.decisionBook.ofExtract(extract.id);
  }

  /** What became of the release of an extract that the caller has read; null: nothing was taken back from it. */
  recallOf(extract: Extract): Promise<Recall | null> {
    return this.stale.recallOf(extract);
  }

  /** The extracts that the caller may see, newest first; of one dataset if given. */
  page(by: Actor, dataset: DatasetId | null, after: string | null, limit: number): Promise<Extract[]> {
    return this.extracts.page(by.ability, dataset, after, limit);
  }
}
