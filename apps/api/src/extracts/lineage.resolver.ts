import { ExtractService, LineageService, type SeenRelease, type Traced } from '#extracts';
import { CommonsError, isId, type ContributionId, type DatasetId, type ExtractId, type OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { WithdrawalPreviewType } from '../contributions/withdrawal.type';
import { CurrentActor } from '../shared/current-actor';
import { numberKey, PageArgs, pageRequest, toPage } from '../shared/page';
import { DatasetType } from '../catalogue/dataset.type';
import { ExtractType } from './extract.type';
import {
  LineageInput,
  LineageType,
  RecallType,
  toEffectsType,
  toLineageType,
  toRecallType,
  toTracedReleaseType,
  TracedReleasePageType,
  TracedReleaseType,
  WithdrawalEffectsType,
} from './lineage.type';

const releaseKey = z.strictObject({
  extractId: z.custom<ExtractId>((id) => typeof id === 'string' && isId(id)),
  number: numberKey,
});

const lineageInvalid = () =>
  new CommonsError(
    'invalid',
    'LINEAGE.SCOPE_INVALID',
    'Name one contribution; or a dataset and the organisation whose rows they are.',
  );

@Resolver(() => LineageType)
export class LineageResolver {
  constructor(private readonly service: LineageService) {}

  @Query(() => LineageType, {
    description:
      'Which numbers rows went into: for the stewards of the organisation whose rows they are, and for auditors of the federation.',
  })
  async lineage(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which rows.' }) input: LineageInput,
  ): Promise<LineageType> {
    const traced = tracedOf(input);
    return toLineageType(await this.service.of(actor, traced), traced);
  }

  @ResolveField(() => TracedReleasePageType, { description: 'The releases that they went into, newest first.' })
  async releases(
    @CurrentActor() actor: Actor,
    @Parent() { traced }: LineageType,
    @Args() page: PageArgs,
  ): Promise<TracedReleasePageType> {
    const { after, limit } = pageRequest(page, releaseKey);
    return toTracedPage(await this.service.releases(actor, traced, after, limit + 1), limit);
  }
}

/** What withdrawals do to releases. */
@Resolver(() => WithdrawalPreviewType)
export class WithdrawalEffectsResolver {
  constructor(private readonly service: LineageService) {}

  @ResolveField(() => WithdrawalEffectsType, { description: 'What it would do to what was made of the rows.' })
  async effects(
    @CurrentActor() actor: Actor,
    @Parent() { datasetId, organisationId, contributions, purposes }: WithdrawalPreviewType,
  ): Promise<WithdrawalEffectsType> {
    const effects = await this.service.effects(actor, {
      ...{ datasetId: datasetId as DatasetId, organisationId: organisationId as OrganisationId },
      ...{ contributions: contributions as readonly ContributionId[], purposes },
    });
    return toEffectsType(effects);
  }
}

/** What became of an extract's releases. */
@Resolver(() => ExtractType)
export class ExtractReleasesResolver {
  constructor(
    private readonly extracts: ExtractService,
    private readonly lineage: LineageService,
  ) {}

  @ResolveField(() => RecallType, {
    nullable: true,
    description: 'That rows were taken back from its latest release; null: none were.',
  })
  async recall(@CurrentActor() actor: Actor, @Parent() { id }: ExtractType): Promise<RecallType | null> {
    const recall = await this.extracts.recallOf(await this.extracts.read(actor, id as ExtractId));
    return recall && toRecallType(recall);
  }

  @ResolveField(() => [TracedReleaseType], {
    description: 'All its releases, oldest first: the first, and those made again without what was taken back.',
  })
  async releases(@CurrentActor() actor: Actor, @Parent() { id }: ExtractType): Promise<TracedReleaseType[]> {
    const releases = await this.lineage.ofExtract(actor, id as ExtractId);
    return releases.map(toTracedReleaseType);
  }
}

/** What left of a dataset. */
@Resolver(() => DatasetType)
export class DatasetReleasesResolver {
  constructor(private readonly service: LineageService) {}

  @ResolveField('releases', () => TracedReleasePageType, {
    nullable: true,
    description:
      'All that was released of it, newest first, whoever asked: for stewards of the publisher and auditors of the federation; null: the caller is neither.',
  })
  async releases(
    @CurrentActor() actor: Actor,
    @Parent() { id }: DatasetType,
    @Args() page: PageArgs,
  ): Promise<TracedReleasePageType | null> {
    const { after, limit } = pageRequest(page, releaseKey);
    const seen = await this.service.ofDataset(actor, id as DatasetId, after, limit + 1);
    return seen && toTracedPage(seen, limit);
  }
}

const toTracedPage = (seen: readonly SeenRelease[], limit: number): TracedReleasePageType =>
  toPage(seen, limit, {
    keyOf: ({ extractId, number }) => ({ extractId, number }),
    toItem: toTracedReleaseType,
  });

function tracedOf({ contributionId, datasetId, organisationId }: LineageInput): Traced {
  if (contributionId) return { contributionId: contributionId as ContributionId };
  if (!datasetId || !organisationId) throw lineageInvalid();
  return { datasetId: datasetId as DatasetId, organisationId: organisationId as OrganisationId };
}
