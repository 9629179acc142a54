import { DutyService, type ObligationId } from '#extracts';
import { isId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { z } from 'zod';
import { CurrentActor } from '../shared/current-actor';
import { pageRequest, toPage } from '../shared/page';
import {
  DutiesArgs,
  GiveEvidenceInput,
  ObligationPageType,
  ObligationType,
  RejectEvidenceInput,
  toObligationType,
} from './duty.type';

const dutyKey = z.strictObject({ dueAt: z.iso.datetime().nullable(), id: z.string().refine(isId) });

@Resolver(() => ObligationType)
export class DutyResolver {
  constructor(private readonly service: DutyService) {}

  @Query(() => ObligationPageType, {
    description: 'What grants oblige to: the caller, or others whose evidence they look at or audit.',
  })
  async duties(
    @CurrentActor() actor: Actor,
    @Args() { as, toFulfil, ...page }: DutiesArgs,
  ): Promise<ObligationPageType> {
    const { after, limit } = pageRequest(page, dutyKey);
    return toPage(await this.service.page(actor, { as, toFulfil }, after, limit + 1), limit, {
      keyOf: ({ dueAt, id }) => ({ dueAt: dueAt?.toISOString() ?? null, id }),
      toItem: toObligationType,
    });
  }

  @Mutation(() => ObligationType, { description: 'Shows how an obligation was fulfilled, for all who hold the grant.' })
  async giveEvidence(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The evidence.' }) { obligationId, text, url }: GiveEvidenceInput,
  ): Promise<ObligationType> {
    const given = { text, url: url ?? null };
    return toObligationType(await this.service.fulfil(actor, obligationId as ObligationId, given));
  }

  @Mutation(() => ObligationType, {
    description: 'Accepts the evidence for an obligation, as steward of the publisher.',
  })
  async acceptEvidence(
    @CurrentActor() actor: Actor,
    @Args('obligationId', { type: () => ID, description: 'The obligation.' }) obligationId: ObligationId,
  ): Promise<ObligationType> {
    return toObligationType(await this.service.accept(actor, obligationId));
  }

  @Mutation(() => ObligationType, {
    description: 'Rejects the evidence for an obligation, as steward of the publisher: it is due again.',
  })
  async rejectEvidence(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and why.' }) { obligationId, reason }: RejectEvidenceInput,
  ): Promise<ObligationType> {
    return toObligationType(await this.service.reject(actor, obligationId as ObligationId, reason));
  }
}
