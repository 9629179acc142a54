import { ObjectionService, type Objection, type ObjectionId } from '#catalogue';
import type { DatasetId, FederationId, OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import {
  FileObjectionInput,
  ObjectionPageType,
  ObjectionsArgs,
  ObjectionType,
  WithdrawPurposesInput,
} from './objection.type';

@Resolver(() => ObjectionType)
export class ObjectionResolver {
  constructor(private readonly service: ObjectionService) {}

  @Query(() => ObjectionPageType, {
    description:
      'The objections the caller may see, newest first: of their own organisations, on what these publish, or of a federation that they audit.',
  })
  objections(@CurrentActor() actor: Actor, @Args() args: ObjectionsArgs): Promise<ObjectionPageType> {
    const filter = {
      datasetId: (args.datasetId ?? undefined) as DatasetId | undefined,
      organisationId: (args.organisationId ?? undefined) as OrganisationId | undefined,
      inForce: args.inForce ?? undefined,
    };
    return idPage(args, (after, limit) => this.service.page(actor, filter, after, limit), {
      idOf: ({ id }) => id,
      toItem: (objection) => objection,
    });
  }

  @Mutation(() => ObjectionType, {
    description: 'Objects to a use of a contributor’s own rows, in its name; it counts at once.',
  })
  fileObjection(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What is objected to.' }) { kind, reason, ...input }: FileObjectionInput,
  ): Promise<Objection> {
    return this.service.file(actor, {
      ...{ kind, reason, purposes: input.purposes ?? null },
      organisationId: input.organisationId as OrganisationId,
      federationId: input.federationId as FederationId,
      datasetId: (input.datasetId ?? null) as DatasetId | null,
    });
  }

  @Mutation(() => ObjectionType, {
    description:
      'Takes purposes back for a contributor’s own rows, in its name: what was released for them is recalled, and made again without these rows.',
  })
  withdrawPurposes(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which purposes, of whose rows.' })
    { reason, purposes, ...input }: WithdrawPurposesInput,
  ): Promise<Objection> {
    return this.service.file(actor, {
      ...{ kind: 'withdrawal', reason, purposes },
      organisationId: input.organisationId as OrganisationId,
      federationId: input.federationId as FederationId,
      datasetId: (input.datasetId ?? null) as DatasetId | null,
    });
  }

  @Mutation(() => ObjectionType, {
    description: 'Takes an objection back, in the contributor’s name; it stays on record.',
  })
  withdrawObjection(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The objection.' }) id: ObjectionId,
  ): Promise<Objection> {
    return this.service.withdraw(actor, id);
  }
}
