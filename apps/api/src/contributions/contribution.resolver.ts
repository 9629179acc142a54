import { ContributionService, FindingService, QuotaService, type MappingProfileId } from '#contributions';
import type { Language } from '#identity';
import type { ContributionId, DatasetId, OrganisationId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import type { Dialect } from '#warehouse';
import { Args, ArgsType, Field, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, ReaderLanguage } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { LIMITS } from '../shared/limits';
import { PageArgs, pageSizeInvalid } from '../shared/page';
import {
  ContributionFileType,
  ContributionPageType,
  ContributionType,
  SubmitContributionInput,
  toContributionFileType,
  toContributionType,
  UploadQuotaType,
} from './contribution.type';
import type { DialectInput } from './dialect.type';
import { FindingGroupType, FindingType, toFindingGroupType, toFindingType } from './finding.type';

@ArgsType()
class FindingArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many: 1 to 100.' })
  first: number;

  @Field(() => Int, { defaultValue: 0, description: 'How many to leave out.' })
  skip: number;
}

@Resolver(() => ContributionType)
export class ContributionResolver {
  constructor(
    private readonly service: ContributionService,
    private readonly found: FindingService,
    private readonly quota: QuotaService,
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

  @Query(() => UploadQuotaType, {
    description: 'How much an organisation of which the caller is a steward keeps here.',
  })
  uploadQuota(
    @CurrentActor() actor: Actor,
    @Args('organisationId', { type: () => ID, description: 'The organisation.' }) organisationId: OrganisationId,
  ): Promise<UploadQuotaType> {
    return this.quota.of(actor, organisationId);
  }

  @Mutation(() => ContributionType, {
    description: 'Announces files; send the bytes of each to its `uploadUrl` then, or to `resumableUploadUrl` by tus.',
  })
  async submitContribution(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The files.' }) input: SubmitContributionInput,
  ): Promise<ContributionType> {
    const draft = {
      datasetId: input.datasetId as DatasetId,
      organisationId: input.organisationId as OrganisationId,
      files: filesOf(input),
      hints: hintsOf(input.dialect ?? {}),
      reviewAsked: input.reviewReading,
      mappingProfileId: (input.mappingProfileId ?? null) as MappingProfileId | null,
    };
    return toContributionType(await this.service.submit(actor, draft));
  }

  @ResolveField(() => [ContributionFileType], { description: 'Its files, in the order of their announcement.' })
  files(@Parent() { id, sent }: ContributionType): ContributionFileType[] {
    const url = this.uploadUrl({ id });
    return sent.map((file) => toContributionFileType(file, file.number === 1 ? url : `${url}/${file.number}`));
  }

  @ResolveField(() => String, { description: 'PUT the first file’s bytes here, with the same Bearer token, once.' })
  uploadUrl(@Parent() { id }: Pick<ContributionType, 'id'>): string {
    return `${this.config.http.publicUrl}/uploads/${id}`;
  }

  @ResolveField(() => String, {
    description:
      'Where a tus client sends a file in pieces, with the same Bearer token; metadata: contributionId, file (its number), sha256 (optional).',
  })
  resumableUploadUrl(): string {
    return `${this.config.http.publicUrl}/uploads/tus`;
  }

  @ResolveField(() => String, { description: 'Tells how far the work is, as server-sent events.' })
  progressUrl(@Parent() { id }: ContributionType): string {
    return `${this.config.http.publicUrl}/contributions/${id}/progress`;
  }

  @ResolveField(() => String, {
    description: 'All findings as CSV, for stewards of the organisation that sent the files, for 90 days.',
  })
  findingsUrl(@Parent() { id }: ContributionType): string {
    return `${this.config.http.publicUrl}/contributions/${id}/findings.csv`;
  }

  @ResolveField(() => [FindingType], { description: 'What is wrong, in the order of the rows.' })
  async findings(
    @CurrentActor() actor: Actor,
    @Parent() { id }: ContributionType,
    @Args() { first, skip }: FindingArgs,
    @ReaderLanguage() language: Language,
  ): Promise<FindingType[]> {
    if (first < 1 || first > LIMITS.pageSize || skip < 0) throw pageSizeInvalid();
    const findings = await this.found.page(actor, id as ContributionId, skip, first);
    return findings.map((finding) => toFindingType(finding, language));
  }

  @ResolveField(() => [FindingGroupType], { description: 'What is wrong, counted by kind and column.' })
  async findingGroups(
    @CurrentActor() actor: Actor,
    @Parent() { id }: ContributionType,
    @ReaderLanguage() language: Language,
  ): Promise<FindingGroupType[]> {
    const groups = await this.found.groups(actor, id as ContributionId);
    return groups.map((group) => toFindingGroupType(group, language));
  }
}

/** One name stands for one file; both ways of saying it at once are none. */
function filesOf({ fileName, files }: SubmitContributionInput) {
  if (fileName !== null && fileName !== undefined) return files ? [] : [{ name: fileName }];
  return (files ?? []).map(({ name, bytes, sha256 }) => ({ name, bytes: bytes ?? null, sha256: sha256 ?? null }));
}

/** A field that is null in the request was not said. */
function hintsOf({ delimiter, decimalMark, encoding }: DialectInput): Partial<Dialect> {
  return { ...(delimiter && { delimiter }), ...(decimalMark && { decimalMark }), ...(encoding && { encoding }) };
}
