import { DatasetService } from '#catalogue';
import type { FederationId } from '#kernel';
import { Injectable } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentRequest } from '../shared/current-actor';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { AgreedItemType, ApplicationItemType, type DatasetUseType } from './application-form.type';
import { GrantType } from './grant.type';

const TITLE = {
  nullable: true,
  description: 'What the dataset is called; null: the caller may not see it, or it is gone.',
};

/** Finds the titles of the datasets that applications and grants are about, as far as the caller may see them. */
@Injectable()
abstract class DatasetUseResolver {
  private readonly titles = async (keys: readonly string[], request: RequestContext) => {
    const actor = await request.actor();
    const pairs = keys.map((key) => key.split('/') as [FederationId, string]);
    const known = new Map<string, string>();
    for (const federation of new Set(pairs.map(([id]) => id))) {
      const ids = pairs.filter(([id]) => id === federation).map(([, dataset]) => dataset);
      for (const [id, title] of await this.datasets.titles(actor, federation, ids)) known.set(id, title);
    }
    return pairs.map(([, dataset]) => known.get(dataset));
  };

  constructor(private readonly datasets: DatasetService) {}

  protected async titleOf({ federationId, datasetId }: DatasetUseType, request: RequestContext) {
    return (await loaderOf(request, this.titles).load(`${federationId}/${datasetId}`)) ?? null;
  }
}

@Resolver(() => ApplicationItemType)
export class ApplicationItemResolver extends DatasetUseResolver {
  @ResolveField(() => String, TITLE)
  title(@Parent() item: ApplicationItemType, @CurrentRequest() request: RequestContext): Promise<string | null> {
    return this.titleOf(item, request);
  }
}

@Resolver(() => AgreedItemType)
export class AgreedItemResolver extends DatasetUseResolver {
  @ResolveField(() => String, TITLE)
  title(@Parent() item: AgreedItemType, @CurrentRequest() request: RequestContext): Promise<string | null> {
    return this.titleOf(item, request);
  }
}

@Resolver(() => GrantType)
export class GrantTitleResolver extends DatasetUseResolver {
  @ResolveField(() => String, TITLE)
  title(@Parent() grant: GrantType, @CurrentRequest() request: RequestContext): Promise<string | null> {
    return this.titleOf(grant, request);
  }
}
