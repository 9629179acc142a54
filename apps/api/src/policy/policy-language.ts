import { POLICY_LANGUAGES, type PolicyLanguage } from '#policy';
import { registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';

export const PolicyLanguageEnum = upperEnum<PolicyLanguage>(POLICY_LANGUAGES);
registerEnumType(PolicyLanguageEnum, {
  name: 'PolicyLanguage',
  description: 'A language in which policies are said in sentences.',
  valuesMap: {
    IT: { description: 'Italian.' },
    EN: { description: 'English.' },
    ES: { description: 'Spanish.' },
    CA: { description: 'Catalan.' },
    LV: { description: 'Latvian.' },
    LT: { description: 'Lithuanian.' },
    SV: { description: 'Swedish.' },
  },
});
