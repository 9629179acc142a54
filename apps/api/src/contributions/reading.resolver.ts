import { openQuestions, ReadingService, type Looked, type MappingProfileId } from '#contributions';
import type { Language } from '#identity';
import { questionWords, type Reading } from '#intake';
import { CommonsError, missing, type ContributionId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Int, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, ReaderLanguage } from '../shared/current-actor';
import { ContributionType, toContributionType } from './contribution.type';
import { MappingProfileType, toMapping, toMappingProfileType } from './mapping.type';
import {
  ChooseReadingInput,
  ReadingCandidateType,
  readingOf,
  ReadingQuestionType,
  toCandidateType,
  toQuestionType,
} from './reading.type';

const FILE = { type: () => Int, defaultValue: 1, description: 'Which file, from 1.' } as const;

const candidateUnknown = (candidates: number) =>
  new CommonsError('invalid', 'READING.CANDIDATE_UNKNOWN', `Choose one of the ${candidates} candidates, from 1.`, {
    candidates,
  });

/** How files may be read, with samples of theirs: for stewards of the organisation that sent them. */
@Resolver(() => ContributionType)
export class ReadingResolver {
  constructor(private readonly readings: ReadingService) {}

  @ResolveField(() => [ReadingCandidateType], {
    description:
      'How a file may be read, best first, for the contributing organisation’s stewards; none once it was checked.',
  })
  async readingCandidates(
    @CurrentActor() actor: Actor,
    @Parent() { id }: ContributionType,
    @Args('file', FILE) file: number,
  ): Promise<ReadingCandidateType[]> {
    const { inspection } = await this.look(actor, id, file);
    return (inspection?.candidates ?? []).map(toCandidateType);
  }

  @ResolveField(() => [ReadingQuestionType], {
    description: 'What only the contributor knows of a file, for the contributing organisation’s stewards.',
  })
  async readingQuestions(
    @CurrentActor() actor: Actor,
    @Parent() { id }: ContributionType,
    @Args('file', FILE) file: number,
    @ReaderLanguage() language: Language,
  ): Promise<ReadingQuestionType[]> {
    const { inspection } = await this.look(actor, id, file);
    const questions = inspection ? openQuestions(inspection, {}) : [];
    return questions.map((question) => toQuestionType(question, questionWords(question, language)));
  }

  @ResolveField(() => MappingProfileType, {
    nullable: true,
    description: 'The organisation’s profile that was made for files with these columns; null: there is none.',
  })
  async suggestedProfile(
    @CurrentActor() actor: Actor,
    @Parent() { id }: ContributionType,
    @Args('file', FILE) file: number,
  ): Promise<MappingProfileType | null> {
    const looked = await this.look(actor, id, file);
    const profile = await this.readings.suggestedProfile(actor, id as ContributionId, looked);
    return profile && toMappingProfileType(profile);
  }

  @Mutation(() => ContributionType, {
    description: 'Says how a file is read. Once that is known of all of them, the contribution is checked.',
  })
  async chooseReading(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The file, and how.' }) input: ChooseReadingInput,
  ): Promise<ContributionType> {
    const { file } = input;
    const contributionId = input.contributionId as ContributionId;
    const reading = readingOf(input.reading, await this.begun(actor, input));
    const mappingProfileId = (input.mappingProfileId ?? null) as MappingProfileId | null;
    const mapping = input.mapping ? toMapping(input.mapping) : null;
    const saveProfileAs = input.saveProfileAs ?? null;
    const choice = { contributionId, file, reading, mapping, mappingProfileId, saveProfileAs };
    return toContributionType(await this.readings.choose(actor, choice));
  }

  private async begun(actor: Actor, { contributionId, file, reading }: ChooseReadingInput): Promise<Reading> {
    const candidates = (await this.look(actor, contributionId, file)).inspection?.candidates ?? [];
    const candidate = candidates[(reading.candidate ?? 1) - 1];
    if (!candidate) throw candidateUnknown(candidates.length);
    return candidate.reading;
  }

  private async look(actor: Actor, id: string, file: number): Promise<Looked> {
    const looked = (await this.readings.look(actor, id as ContributionId))[file - 1];
    if (!looked) throw missing('file', String(file));
    return looked;
  }
}
