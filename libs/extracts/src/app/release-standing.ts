import { Injectable } from '@nestjs/common';
import type { Dataset } from '#catalogue';
import type { CommonsError } from '#kernel';
import type { Transaction } from '#platform';
import { consentWithdrawn, staleRelease, termsChanged } from '../domain/errors';
import { requestOf, type Extract, type Release } from '../domain/extract';
import { statedTerms } from '../domain/terms';
import { termsHold } from '../domain/terms-hold';
import type { Assessment } from './assessor';
import { Entitlement } from './entitlement';
import type { Signed } from './signed';
import { StaleReleases } from './stale-releases';

/** Whether a release may be had at this moment. */
@Injectable()
export class ReleaseStanding {
  constructor(
    private readonly entitlement: Entitlement,
    private readonly stale: StaleReleases,
  ) {}

  /**
   * What the policies say of it, and what stands against it all the same: rows that were taken back, rows of who objects
   * now, or policies whose terms have become stricter since. What holds by default binds what is made, not what was.
   */
  async of(
    actor: Signed,
    dataset: Dataset,
    extract: Extract & { readonly release: Release },
  ): Promise<{ readonly assessment: Assessment; readonly denial: CommonsError | null }> {
    const request = requestOf(extract);
    const entitled = await this.entitlement.of(actor, dataset, request);
    const { assessment } = entitled;
    if (assessment.outcome === 'refused') return { assessment, denial: null };
    const recall = await this.stale.recallOf(extract);
    if (recall) return { assessment, denial: staleRelease(recall.since, recall.state === 'held') };
    const { contributors, permit } = extract.release;
    const objectors = await this.entitlement.objectorsAmong(entitled, dataset, contributors, request);
    if (objectors.length > 0) return { assessment, denial: consentWithdrawn('refused') };
    const [made, asked] = [permit.terms, statedTerms(assessment.permit)];
    return { assessment, denial: termsHold(made, asked) ? null : termsChanged('refused', made, asked) };
  }

  /** @throws RELEASE.STALE */
  assertFresh(tx: Transaction, extract: Extract): Promise<void> {
    return this.stale.assertFresh(tx, extract);
  }
}
