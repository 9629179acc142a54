import { CITATION_LANGUAGES, type CitationLanguage } from '#catalogue';
import { Field, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';

export const CitationLanguageEnum = upperEnum<CitationLanguage>(CITATION_LANGUAGES);
registerEnumType(CitationLanguageEnum, {
  name: 'CitationLanguage',
  description: 'The language of a citation’s words.',
});

@ObjectType('Citation', { description: 'How something is cited.' })
export class CitationType {
  @Field(() => String, { description: 'Its address, which stays the same for ever.' })
  identifier: string;

  @Field(() => String, { description: 'In words: publisher (year): title. Version. Granaio. Address.' })
  text: string;

  @Field(() => String, { description: 'As an entry for BibTeX.' })
  bibtex: string;

  @Field(() => String, { description: 'As CSL-JSON, for programs that format citations.' })
  cslJson: string;
}
