import { Parent, Args, ResolveField, Resolver } from '@nestjs/graphql';
import { idPage } from '../shared/id-page';
import { PageArgs, type Page } from '../shared/page';
import { ElectorateType, ElectorPageType, ExclusionPageType } from './body-electorate.type';

@Resolver(() => ElectorateType)
export class BodyElectorateResolver {
  @ResolveField(() => ElectorPageType, { description: 'Who may vote, with how many votes.' })
  electors(@Parent() { roll }: ElectorateType, @Args() page: PageArgs): Promise<ElectorPageType> {
    return pageOfMembers(roll.electors, page);
  }

  @ResolveField(() => ExclusionPageType, { description: 'Who may not, why, and where the statute says so.' })
  excluded(@Parent() { roll }: ElectorateType, @Args() page: PageArgs): Promise<ExclusionPageType> {
    return pageOfMembers(roll.excluded, page);
  }
}

/** @param members in ascending order of their ids */
const pageOfMembers = <T extends { readonly memberId: string }>(
  members: readonly T[],
  page: PageArgs,
): Promise<Page<T>> =>
  idPage(
    page,
    (after, limit) => {
      const from = after === null ? 0 : members.findIndex(({ memberId }) => memberId > after);
      return Promise.resolve(from < 0 ? [] : members.slice(from, from + limit));
    },
    { idOf: ({ memberId }) => memberId, toItem: (member) => member },
  );
