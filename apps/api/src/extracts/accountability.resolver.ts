import { AccountabilityService, type Accountability } from '#extracts';
import { missing, type DatasetId } from '#kernel';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { DatasetType } from '../catalogue/dataset.type';
import { CurrentRequest } from '../shared/current-actor';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { AccountabilityType } from './accountability.type';

@Resolver(() => DatasetType)
export class AccountabilityResolver {
  private readonly accounts = (ids: readonly DatasetId[]) => this.service.ofShown(ids);

  constructor(private readonly service: AccountabilityService) {}

  @ResolveField('accountability', () => AccountabilityType, {
    description: 'What was asked of it and what came of that, in numbers, for whoever may know of it.',
  })
  async accountability(
    @Parent() { id }: DatasetType,
    @CurrentRequest() request: RequestContext,
  ): Promise<Accountability> {
    const account = await loaderOf(request, this.accounts).load(id as DatasetId);
    if (!account) throw missing('dataset', id);
    return account;
  }
}
