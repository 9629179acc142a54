import { PrivacyLedgerService } from '#extracts';
import type { DatasetId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import {
  PrivacyChargePageType,
  PrivacyLedgerType,
  toPrivacyChargeType,
  toPrivacyLedgerType,
} from './privacy-ledger.type';

@Resolver(() => PrivacyLedgerType)
export class PrivacyLedgerResolver {
  constructor(private readonly service: PrivacyLedgerService) {}

  @Query(() => PrivacyLedgerType, {
    description: 'What numbers with noise have cost the people of a dataset, for whoever may know of the dataset.',
  })
  async privacyLedger(
    @CurrentActor() actor: Actor,
    @Args('datasetId', { type: () => ID, description: 'Of which dataset.' }) datasetId: DatasetId,
  ): Promise<PrivacyLedgerType> {
    return toPrivacyLedgerType(await this.service.of(actor, datasetId));
  }

  @ResolveField('charges', () => PrivacyChargePageType, { description: 'What was charged, newest first.' })
  charges(@Parent() { datasetId }: PrivacyLedgerType, @Args() page: PageArgs): Promise<PrivacyChargePageType> {
    return idPage(page, (after, limit) => this.service.charges(datasetId as DatasetId, after, limit), {
      idOf: ({ id }) => id,
      toItem: toPrivacyChargeType,
    });
  }
}
