import { QualityService, wordsOf } from '#catalogue';
import { OutcomeService } from '#contributions';
import { ProfileService, VersionDifferenceService, type DatasetProfile } from '#extracts';
import type { Language } from '#identity';
import { CommonsError, type DatasetId } from '#kernel';
import type { Actor, Purpose } from '#policy';
import { Args, ArgsType, Field, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { inLanguage } from '../errors-in-italian/sentences';
import { CurrentActor, ReaderLanguage } from '../shared/current-actor';
import { languageNamed } from '../shared/languages';
import { PurposeEnum } from './extract.type';
import { DatasetProfileType, DatasetQualityType, VersionDifferenceType } from './profile.type';

@ArgsType()
class ProfileArgs {
  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;
}

@ArgsType()
class VersionDifferenceArgs extends ProfileArgs {
  @Field(() => Int, { description: 'The number of the one version.' })
  from: number;

  @Field(() => Int, { description: 'The number of the other.' })
  to: number;
}

@ArgsType()
class QualityArgs {
  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => PurposeEnum, {
    nullable: true,
    description: 'What for, so that missing values count as a profile shows them; left out: they do not count.',
  })
  purpose?: Purpose | null;

  @Field(() => String, { defaultValue: 'it', description: 'The language of its words: it or en.' })
  language: string;
}

@Resolver(() => DatasetProfileType)
export class ProfileResolver {
  constructor(
    private readonly service: ProfileService,
    private readonly differences: VersionDifferenceService,
    private readonly quality: QualityService,
    private readonly outcomes: OutcomeService,
  ) {}

  @Query(() => DatasetProfileType, {
    description: 'What is in the latest version of a dataset, as protected as the policies for previews ask.',
  })
  async datasetProfile(
    @CurrentActor() actor: Actor,
    @Args() { datasetId, purpose }: ProfileArgs,
    @ReaderLanguage() language: Language,
  ): Promise<DatasetProfileType> {
    const { people, columns, refusal, ...profile } = await this.service.of(actor, datasetId as DatasetId, purpose);
    return {
      ...profile,
      people: textOf(people),
      refusal: refusal && inLanguage(language, refusal),
      columns: columns.map(({ missing, distribution, ...column }) => ({
        ...{ ...column, missing: textOf(missing) },
        distribution: distribution.map((one) => ({ code: one.code, people: textOf(one.people) })),
      })),
    };
  }

  @Query(() => VersionDifferenceType, {
    description: 'What changed between two versions of a dataset; totals only where their difference tells of nobody.',
  })
  async versionDifference(
    @CurrentActor() actor: Actor,
    @Args() { datasetId, from, to, purpose }: VersionDifferenceArgs,
  ): Promise<VersionDifferenceType> {
    const found = await this.differences.of(actor, datasetId as DatasetId, [from, to], purpose);
    const { totals, contributors, columns } = found;
    const shown = { from: textOf(totals.from), to: textOf(totals.to), withheld: totals.withheld };
    return { columns, ...contributors, totals: shown };
  }

  @Query(() => DatasetQualityType, { description: 'How useful a dataset is to somebody who has never seen it.' })
  async datasetQuality(
    @CurrentActor() actor: Actor,
    @Args() { datasetId, purpose, language }: QualityArgs,
  ): Promise<DatasetQualityType> {
    const id = datasetId as DatasetId;
    const { accepted, checked } = await this.outcomes.of(actor, id);
    const profile = purpose ? await this.profileIfAny(actor, id, purpose) : null;
    const { points, of, criteria } = await this.quality.of(actor, id, {
      missing: profile?.missing ?? null,
      accepted: checked > 0 ? { part: BigInt(accepted), of: BigInt(checked) } : null,
    });
    const words = wordsIn(language);
    return {
      ...{ score: points, of },
      criteria: criteria.map((one) => ({
        ...{ criterion: one.name, points: one.points, of: one.of },
        ...wordsOf(one, words),
      })),
    };
  }

  /** Who may not look is not told of missing values, and told of everything else. */
  private async profileIfAny(actor: Actor, id: DatasetId, purpose: Purpose): Promise<DatasetProfile | null> {
    try {
      return await this.service.of(actor, id, purpose);
    } catch (error) {
      if (error instanceof CommonsError && (error.kind === 'unauthenticated' || error.kind === 'refused')) return null;
      throw error;
    }
  }
}

const textOf = (value: bigint | null): string | null => (value === null ? null : String(value));

const wordsIn = (language: string): Language => languageNamed(language) ?? 'it';
