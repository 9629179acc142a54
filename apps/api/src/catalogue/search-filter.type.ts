import {
  FACETS,
  SEARCH_SORTS,
  type AccessRights,
  type DatasetSearch,
  type Facet,
  type NeedCategory,
  type SearchSort,
} from '#catalogue';
import { ArgsType, Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { DateScalar } from '../shared/date-time.scalar';
import { PageArgs } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { AccessRightsEnum, NeedCategoryEnum } from './dataset.type';

export const SearchFacetEnum = upperEnum<Facet>(FACETS);
registerEnumType(SearchFacetEnum, { name: 'SearchFacet', description: 'By what found datasets are counted.' });

const SearchSortEnum = upperEnum<SearchSort>(SEARCH_SORTS);
registerEnumType(SearchSortEnum, {
  name: 'SearchSort',
  description: 'In which order found datasets come.',
  valuesMap: {
    RELEVANCE: { description: 'Those first that speak most of what was looked for, in their titles above all.' },
    NEWEST: { description: 'Those first that were published last.' },
    TITLE: { description: 'By their titles, from A to Z.' },
    CONTRIBUTORS: { description: 'Those first with rows of most organisations.' },
  },
});

@InputType({ description: 'Days of the calendar, both included; left out: open on that side.' })
export class SearchPeriodInput {
  @Field(() => DateScalar, { nullable: true, description: 'The first day.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day.' })
  to?: string | null;
}

@InputType({
  description:
    'What found datasets are narrowed to: several values of one field widen each other, several fields narrow.',
})
export class DatasetSearchFilterInput {
  @Field(() => [NeedCategoryEnum], { nullable: true, description: 'The needs they answer.' })
  needCategories?: NeedCategory[] | null;

  @Field(() => [ID], { nullable: true, description: 'The organisations that published them.' })
  publisherIds?: string[] | null;

  @Field(() => [AccessRightsEnum], { nullable: true, description: 'What the catalogue says of access.' })
  accessRights?: AccessRights[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether their rows are about people.' })
  personalData?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'The federations whose policies govern them.' })
  federationIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Codes of the EU data themes they belong to, such as SOCI.' })
  themes?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Territories, as the facet spells them: codes, with all that lies within them, or names.',
  })
  territories?: string[] | null;

  @Field(() => [Int], { nullable: true, description: 'Years that their data are about.' })
  years?: number[] | null;

  @Field(() => [String], { nullable: true, description: 'Addresses of their licences.' })
  licences?: string[] | null;

  @Field(() => SearchPeriodInput, { nullable: true, description: 'Those whose data are about at least a day of it.' })
  period?: SearchPeriodInput | null;

  @Field(() => ID, { nullable: true, description: 'Those of one series.' })
  seriesId?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Also those that were withdrawn.' })
  withWithdrawn: boolean;
}

@ArgsType()
export class SearchDatasetsArgs extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description:
      'Words, "phrases" and -words in any of the seven languages, at most 200 characters; left out: any text.',
  })
  text?: string | null;

  @Field(() => DatasetSearchFilterInput, { nullable: true, description: 'What they are narrowed to.' })
  filter?: DatasetSearchFilterInput | null;

  @Field(() => SearchSortEnum, {
    nullable: true,
    description: 'Their order; left out: by relevance where there is a text, else the newest first.',
  })
  sort?: SearchSort | null;
}

/** The search as the domain has it. */
export function toSearch(
  text: string | null | undefined,
  filter: DatasetSearchFilterInput | null | undefined,
): DatasetSearch {
  if (!filter) return { ...(text && { text }) };
  const { seriesId, withWithdrawn } = filter;
  return {
    ...(text && { text }),
    facets: facetsOf(filter),
    ...periodOf(filter),
    ...(seriesId && { seriesId }),
    ...(withWithdrawn && { withWithdrawn }),
  };
}

function facetsOf(filter: DatasetSearchFilterInput): NonNullable<DatasetSearch['facets']> {
  const { personalData = null } = filter;
  const facets: [Facet, readonly string[] | null | undefined][] = [
    ['needCategory', filter.needCategories],
    ['publisher', filter.publisherIds],
    ['accessRights', filter.accessRights],
    ['personalData', personalData === null ? null : [String(personalData)]],
    ['federation', filter.federationIds],
    ['theme', filter.themes],
    ['territory', filter.territories],
    ['year', filter.years?.map(String)],
    ['licence', filter.licences],
  ];
  return Object.fromEntries(facets.flatMap(([facet, values]) => (values?.length ? [[facet, values]] : [])));
}

const periodOf = ({ period }: DatasetSearchFilterInput): Pick<DatasetSearch, 'period'> =>
  period ? { period: { from: period.from ?? null, to: period.to ?? null } } : {};
