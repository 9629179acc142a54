import { SEARCH_NOTICES, type DatasetSearch, type SavedSearch, type SearchNotice } from '#catalogue';
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { DatasetSearchFilterInput } from './search-filter.type';

const SearchNoticeEnum = upperEnum<SearchNotice>(SEARCH_NOTICES);
registerEnumType(SearchNoticeEnum, {
  name: 'SearchNotice',
  description: 'Whether somebody is told of what a saved search newly finds.',
  valuesMap: {
    NONE: { description: 'Not at all.' },
    DAILY: { description: 'Once a day, early in the morning.' },
    AT_ONCE: { description: 'As soon as it is there.' },
  },
});

@ObjectType('SavedSearch', { description: 'A search that the caller keeps; nobody else sees it.' })
export class SavedSearchType {
  @Field(() => ID, { description: 'Names it.' })
  id: string;

  @Field(() => String, { description: 'What the caller calls it.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'The text that is looked for; null: any.' })
  text: string | null;

  @Field(() => GraphQLJSONObject, { description: 'What it is narrowed to, facet by facet.' })
  facets: NonNullable<DatasetSearch['facets']>;

  @Field(() => SearchNoticeEnum, { description: 'Whether the caller is told of what it newly finds.' })
  notify: SearchNotice;

  @Field(() => DateTimeScalar, { description: 'When it was saved.' })
  savedAt: Date;
}

@ObjectType('SavedSearchPage', { description: 'A page of the caller’s saved searches, newest first.' })
export class SavedSearchPageType extends pageOf(SavedSearchType) {}

@InputType({ description: 'A search to be kept.' })
export class SaveSearchInput {
  @Field(() => String, { description: 'What to call it, 1 to 100 characters.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'The text that is looked for, at most 200 characters.' })
  text?: string | null;

  @Field(() => DatasetSearchFilterInput, { nullable: true, description: 'What it is narrowed to.' })
  filter?: DatasetSearchFilterInput | null;

  @Field(() => SearchNoticeEnum, { description: 'Whether to be told of what it newly finds.' })
  notify: SearchNotice;
}

export const toSavedSearchType = ({ id, name, search, notify, savedAt }: SavedSearch): SavedSearchType => ({
  ...{ id, name, notify, savedAt, text: search.text ?? null, facets: search.facets ?? {} },
});
