import { PossibleActions, type PossibleAction } from '#governance';
import type { AgendaItemId, AssemblyId, BallotId, BodyId, ProposalId } from '#kernel';
import type { Actor } from '#policy';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { PossibleActionType, toPossibleActionTypes } from './actions.type';
import { AgendaItemType, AssemblyType } from './assembly.type';
import { BallotType } from './ballot.type';
import { BodyType } from './body.type';
import { ProposalType } from './proposal.type';

type Asked<Id> = { readonly actor: Actor; readonly id: Id };
type ActionsOf<Id> = (by: Actor, ids: readonly Id[]) => Promise<ReadonlyMap<Id, readonly PossibleAction[]>>;

/** Answers for all records of a request at once; a request has one actor. */
const batched =
  <Id extends string>(actionsOf: ActionsOf<Id>) =>
  async (asked: readonly Asked<string>[]) => {
    const [first] = asked;
    const actions = first
      ? await actionsOf(
          first.actor,
          asked.map(({ id }) => id as Id),
        )
      : new Map<Id, never>();
    return asked.map(({ id }) => actions.get(id as Id));
  };
type Fetch = ReturnType<typeof batched>;

const answer = async (request: RequestContext, fetch: Fetch, asked: Asked<string>): Promise<PossibleActionType[]> =>
  toPossibleActionTypes((await loaderOf(request, fetch).load(asked)) ?? []);

const FIELD = { description: 'What the caller may do next with it; and why not, what is not possible.' };

@Resolver(() => BodyType)
export class BodyActionsResolver {
  private readonly fetch = batched<BodyId>((by, ids) => this.service.ofBodies(by, ids));

  constructor(private readonly service: PossibleActions) {}

  @ResolveField(() => [PossibleActionType], FIELD)
  actions(
    @CurrentActor() actor: Actor,
    @CurrentRequest() request: RequestContext,
    @Parent() { id }: BodyType,
  ): Promise<PossibleActionType[]> {
    return answer(request, this.fetch, { actor, id });
  }
}

@Resolver(() => ProposalType)
export class ProposalActionsResolver {
  private readonly fetch = batched<ProposalId>((by, ids) => this.service.ofProposals(by, ids));

  constructor(private readonly service: PossibleActions) {}

  @ResolveField(() => [PossibleActionType], FIELD)
  actions(
    @CurrentActor() actor: Actor,
    @CurrentRequest() request: RequestContext,
    @Parent() { id }: ProposalType,
  ): Promise<PossibleActionType[]> {
    return answer(request, this.fetch, { actor, id });
  }
}

@Resolver(() => BallotType)
export class BallotActionsResolver {
  private readonly fetch = batched<BallotId>((by, ids) => this.service.ofBallots(by, ids));

  constructor(private readonly service: PossibleActions) {}

  @ResolveField(() => [PossibleActionType], FIELD)
  actions(
    @CurrentActor() actor: Actor,
    @CurrentRequest() request: RequestContext,
    @Parent() { id }: BallotType,
  ): Promise<PossibleActionType[]> {
    return answer(request, this.fetch, { actor, id });
  }
}

@Resolver(() => AssemblyType)
export class AssemblyActionsResolver {
  private readonly fetch = batched<AssemblyId>((by, ids) => this.service.ofAssemblies(by, ids));

  constructor(private readonly service: PossibleActions) {}

  @ResolveField(() => [PossibleActionType], FIELD)
  actions(
    @CurrentActor() actor: Actor,
    @CurrentRequest() request: RequestContext,
    @Parent() { id }: AssemblyType,
  ): Promise<PossibleActionType[]> {
    return answer(request, this.fetch, { actor, id });
  }
}

@Resolver(() => AgendaItemType)
export class AgendaItemActionsResolver {
  private readonly fetch = batched<AgendaItemId>((by, ids) => this.service.ofItems(by, ids));

  constructor(private readonly service: PossibleActions) {}

  @ResolveField(() => [PossibleActionType], FIELD)
  actions(
    @CurrentActor() actor: Actor,
    @CurrentRequest() request: RequestContext,
    @Parent() { id }: AgendaItemType,
  ): Promise<PossibleActionType[]> {
    return answer(request, this.fetch, { actor, id });
  }
}
