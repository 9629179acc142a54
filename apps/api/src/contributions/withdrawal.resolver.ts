import { DestructionService, WithdrawalService, type RowsOf } from '#contributions';
import { CommonsError, type ContributionId, type DatasetId, type OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { ContributionType, toContributionType } from './contribution.type';
import {
  DestructionReceiptType,
  toPreviewType,
  toReceiptType,
  WithdrawalPreviewInput,
  WithdrawalPreviewType,
  WithdrawRowsInput,
} from './withdrawal.type';

const previewInvalid = () =>
  new CommonsError(
    'invalid',
    'WITHDRAWAL.SCOPE_INVALID',
    'Name one contribution; or a dataset and the organisation whose rows they are.',
  );

/** Contributors take back what is theirs. */
@Resolver(() => WithdrawalPreviewType)
export class WithdrawalResolver {
  constructor(
    private readonly service: WithdrawalService,
    private readonly destruction: DestructionService,
  ) {}

  @Query(() => WithdrawalPreviewType, {
    description:
      'What a withdrawal would take, and do to what was made of the rows, for the stewards of their organisation.',
  })
  async withdrawalPreview(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What would be withdrawn.' }) input: WithdrawalPreviewInput,
  ): Promise<WithdrawalPreviewType> {
    const { contributionId, datasetId, organisationId, purposes } = input;
    if (contributionId) {
      return toPreviewType(await this.service.scopeOf(actor, contributionId as ContributionId), purposes ?? null);
    }
    if (!datasetId || !organisationId) throw previewInvalid();
    const of = { datasetId, organisationId } as RowsOf;
    return toPreviewType(await this.service.scopeOfRows(actor, of), purposes ?? null);
  }

  @Query(() => DestructionReceiptType, {
    description: 'What was destroyed of a withdrawn contribution, and whether anything is left of it now.',
  })
  async destructionReceipt(
    @CurrentActor() actor: Actor,
    @Args('contributionId', { type: () => ID, description: 'The contribution.' }) id: ContributionId,
  ): Promise<DestructionReceiptType> {
    return toReceiptType(await this.destruction.receipt(actor, id));
  }

  @Mutation(() => ContributionType, {
    description:
      'Takes a contribution back, in the name of its organisation: it is out at once, and destroyed in 24 hours.',
  })
  async withdrawContribution(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The contribution.' }) id: ContributionId,
    @Args('reason', { type: () => String, nullable: true, description: 'Why; nobody has to say.' })
    reason?: string | null,
  ): Promise<ContributionType> {
    return toContributionType(await this.service.withdraw(actor, id, reason ?? null));
  }

  @Mutation(() => [ContributionType], {
    description: 'Takes back everything that an organisation ever sent to a dataset, what is on its way too.',
  })
  async withdrawRows(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whose rows, of which dataset.' }) input: WithdrawRowsInput,
  ): Promise<ContributionType[]> {
    const of = { datasetId: input.datasetId as DatasetId, organisationId: input.organisationId as OrganisationId };
    return (await this.service.withdrawRows(actor, of, input.reason ?? null)).map(toContributionType);
  }

  @Mutation(() => DestructionReceiptType, {
    description: 'Looks once more whether anything is left of a withdrawn contribution, and has the answer on record.',
  })
  async verifyDestruction(
    @CurrentActor() actor: Actor,
    @Args('contributionId', { type: () => ID, description: 'The contribution.' }) id: ContributionId,
  ): Promise<DestructionReceiptType> {
    return toReceiptType(await this.destruction.verify(actor, id));
  }
}
