import { ContributionService } from '#contributions';
import type { ContributionId, DatasetId, OrganisationId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import { hintOf, type Dialect } from '#warehouse';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { LIMITS } from '../shared/limits';
import { PageArgs, pageSizeInvalid } from '../shared/page';
import {
  ContributionPageType,
  ContributionType,
  FindingType,
  SubmitContributionInput,
  toContributionType,
  type DialectInput,
} from './contribution.type';

@Resolver(() => ContributionType)
export class ContributionResolver {
  constructor(
    private readonly service: ContributionService,
    private readonly config: Config,
  ) {}

  @Query(() => ContributionPageType, { description: 'The contributions the caller may see, newest first.' })
  contributions(
    @CurrentActor() actor: Actor,
    @Args() page: PageArgs,
    @Args('datasetId', { type: () => ID, nullable: true, description: 'Only those for this dataset.' })
    datasetId?: DatasetId | null,
  ): Promise<ContributionPageType> {
    return idPage(page, (after, limit) => this.service.page(actor, datasetId ?? null, after, limit), {
      idOf: ({ id }) => id,
      toItem: toContributionType,
    });
  }

  @Query(() => ContributionType, { description: 'One contribution that the caller may see.' })
  async contribution(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The contribution.' }) id: ContributionId,
  ): Promise<ContributionType> {
    return toContributionType(await this.service.read(actor, id));
  }

  @Mutation(() => ContributionType, { description: 'Announces a file; send its bytes to `uploadUrl` then.' })
  async submitContribution(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The file.' }) input: SubmitContributionInput,
  ): Promise<ContributionType> {
    const draft = {
      datasetId: input.datasetId as DatasetId,
      organisationId: input.organisationId as OrganisationId,
      fileName: input.fileName,
      hints: hintsOf(input.dialect ?? {}),
    };
    return toContributionType(await this.service.submit(actor, draft));
  }

  @ResolveField(() => String, { description: 'PUT the file’s bytes here, with the same Bearer token, once.' })
  uploadUrl(@Parent() { id }: ContributionType): string {
    return `${this.config.http.publicUrl}/uploads/${id}`;
  }

  @ResolveField(() => [FindingType], { description: 'What is wrong, in the order of the rows.' })
  async findings(
    @CurrentActor() actor: Actor,
    @Parent() { id }: ContributionType,
    @Args('first', { type: () => Int, defaultValue: 20, description: 'How many: 1 to 100.' }) first: number,
    @Args('skip', { type: () => Int, defaultValue: 0, description: 'How many to leave out.' }) skip: number,
  ): Promise<FindingType[]> {
    if (first < 1 || first > LIMITS.pageSize || skip < 0) throw pageSizeInvalid();
    const language = actor.identity?.language ?? 'en';
    const findings = await this.service.findings(id as ContributionId, skip, first);
    return findings.map((finding) => ({ ...finding, hint: hintOf(finding, language) }));
  }
}

/** A field that is null in the request was not said. */
function hintsOf({ delimiter, decimalMark, encoding }: DialectInput): Partial<Dialect> {
  return { ...(delimiter && { delimiter }), ...(decimalMark && { decimalMark }), ...(encoding && { encoding }) };
}
