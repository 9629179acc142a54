import { DatasetService, SeriesService } from '#catalogue';
import { BodyService, REVIEW_POLICY, ReviewService } from '#governance';
import { Directory } from '#identity';
import { idsIn, type FederationId, type PolicyId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { namesFrom, type Names } from '#policy';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: a policy under review is not put to its body again. */
@Processor(REVIEW_POLICY.queue)
export class ReviewPolicyProcessor extends JobProcessor<{ policyId: PolicyId }> {
  protected readonly job = REVIEW_POLICY;

  constructor(
    private readonly reviews: ReviewService,
    private readonly datasets: DatasetService,
    private readonly series: SeriesService,
    private readonly bodies: BodyService,
    private readonly directory: Directory,
  ) {
    super();
  }

  protected handle({ policyId }: { policyId: PolicyId }, by: Principal): Promise<unknown> {
    return this.reviews.review(by, policyId, (text, federationId) => this.names(text, federationId));
  }

  /** A federation's own datasets by their titles, which all its members are asked about. */
  private async names(text: unknown, federationId: FederationId): Promise<Names> {
    const ids = idsIn(text);
    const [dataset, series, body, organisation] = await Promise.all([
      this.datasets.titlesIn(federationId, ids),
      this.series.titlesIn(federationId, ids),
      this.bodies.namesIn(federationId, ids),
      this.directory.names(ids),
    ]);
    return namesFrom({ dataset, series, body, organisation });
  }
}
