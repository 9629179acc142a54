import { upperWord } from '../shared/upper-enum';

/** A counted value as filters take it: a need category goes by its GraphQL name. */
export const facetValue = (facet: string, value: string): string =>
  facet === 'needCategory' ? upperWord(value) : value;
