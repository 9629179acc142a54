import { statuteSentences, StatuteService } from '#governance';
import type { Actor } from '#policy';
import { Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { SentencesType } from './proposal.type';
import { StatutePresetType, StatuteType, toStatutePresetType } from './statute.type';

const inWords = ({ document }: Pick<StatuteType, 'document'>): SentencesType => ({
  it: statuteSentences(document, 'it'),
  en: statuteSentences(document, 'en'),
});

@Resolver(() => StatuteType)
export class StatuteResolver {
  @ResolveField(() => SentencesType, { description: 'The rules in words, generated from what is evaluated.' })
  sentences(@Parent() statute: StatuteType): SentencesType {
    return inWords(statute);
  }
}

@Resolver(() => StatutePresetType)
export class StatutePresetResolver {
  constructor(private readonly service: StatuteService) {}

  @Query(() => [StatutePresetType], { description: 'Statutes to start from, for whoever signed in.' })
  statutePresets(@CurrentActor() actor: Actor): StatutePresetType[] {
    return this.service.presets(actor).map(toStatutePresetType);
  }

  @ResolveField(() => SentencesType, { description: 'The rules in words, generated from what would be evaluated.' })
  sentences(@Parent() preset: StatutePresetType): SentencesType {
    return inWords(preset);
  }
}
