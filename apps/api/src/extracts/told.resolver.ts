import type { Language } from '#identity';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { inLanguage } from '../errors-in-italian/sentences';
import { ReaderLanguage } from '../shared/current-actor';
import { AccessRefusalType } from './explanation.type';
import { RefusalType, ReleaseType } from './extract.type';
import { versionNote } from './version-note';

const MESSAGE = { description: 'In words, in the language of whoever reads them.' };

@Resolver(() => RefusalType)
export class RefusalResolver {
  @ResolveField(() => String, MESSAGE)
  message(@Parent() refusal: RefusalType, @ReaderLanguage() language: Language): string {
    return inLanguage(language, refusal);
  }
}

@Resolver(() => AccessRefusalType)
export class AccessRefusalResolver {
  @ResolveField(() => String, MESSAGE)
  message(@Parent() refusal: AccessRefusalType, @ReaderLanguage() language: Language): string {
    return inLanguage(language, refusal);
  }
}

@Resolver(() => ReleaseType)
export class VersionNoteResolver {
  @ResolveField(() => String, {
    nullable: true,
    description:
      'Why it is not of the newest version, in the language of whoever reads it; null: it is, as far as is known.',
  })
  versionNote(@Parent() release: ReleaseType, @ReaderLanguage() language: Language): string | null {
    return versionNote(release, language);
  }
}
