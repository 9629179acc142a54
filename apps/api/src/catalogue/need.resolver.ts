import { NeedBoardService, type NeedFacet, type NeedFilter, type NeedId } from '#catalogue';
import type { DatasetId, FederationId, OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { facetValue } from './facet-value';
import {
  AnswerNeedInput,
  CloseNeedInput,
  NeedAnswerType,
  NeedCountType,
  NeedPageType,
  NeedsArgs,
  NeedType,
  PostNeedInput,
  toNeedAnswerType,
  toNeedType,
} from './need.type';

@Resolver(() => NeedType)
export class NeedResolver {
  private readonly answersOf = async (ids: readonly NeedId[], request: RequestContext) => {
    const answers = await this.service.answers(await request.actor(), ids);
    return ids.map((id) => answers.filter(({ needId }) => needId === id).map(toNeedAnswerType));
  };

  constructor(private readonly service: NeedBoardService) {}

  @Query(() => NeedPageType, {
    description: 'What organisations of the caller’s federations need to know, newest first.',
  })
  async needs(@CurrentActor() actor: Actor, @Args() args: NeedsArgs): Promise<NeedPageType> {
    const page = await idPage(args, (after, limit) => this.service.page(actor, filterOf(args), after, limit), {
      idOf: ({ id }) => id,
      toItem: toNeedType,
    });
    return { ...page, asked: args };
  }

  @Query(() => NeedType, { description: 'One need of the caller’s federations.' })
  async need(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The need.' }) id: NeedId,
  ): Promise<NeedType> {
    return toNeedType(await this.service.read(actor, id));
  }

  @Mutation(() => NeedType, { description: 'Posts a need on the federation’s board, in the name of an organisation.' })
  async postNeed(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The need.' }) { periodStart, periodEnd, ...input }: PostNeedInput,
  ): Promise<NeedType> {
    const [start, end] = [periodStart ?? null, periodEnd ?? null];
    const need = await this.service.post(actor, {
      ...{ needCategory: input.needCategory, title: input.title, description: input.description, until: input.until },
      federationId: input.federationId as FederationId,
      organisationId: input.organisationId as OrganisationId,
      territory: input.territory ?? null,
      people: input.people ?? null,
      period: start === null && end === null ? null : { start, end },
    });
    return toNeedType(need);
  }

  @Mutation(() => NeedType, { description: 'Answers a need with a dataset that the caller knows of.' })
  async answerNeed(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The need, and what answers it.' }) { needId, datasetId, note }: AnswerNeedInput,
  ): Promise<NeedType> {
    return toNeedType(await this.service.answer(actor, needId as NeedId, datasetId as DatasetId, note));
  }

  @Mutation(() => NeedType, { description: 'Closes a need, in the name of its organisation.' })
  async closeNeed(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which one, and why.' }) { needId, reason }: CloseNeedInput,
  ): Promise<NeedType> {
    return toNeedType(await this.service.close(actor, needId as NeedId, reason));
  }

  @ResolveField('answers', () => [NeedAnswerType], {
    description: 'What answers it, the oldest first; datasets that you may not know of are left out.',
  })
  async answers(@Parent() { id }: NeedType, @CurrentRequest() request: RequestContext): Promise<NeedAnswerType[]> {
    return (await loaderOf(request, this.answersOf).load(id as NeedId)) ?? [];
  }
}

@Resolver(() => NeedPageType)
export class NeedPageResolver {
  constructor(private readonly service: NeedBoardService) {}

  @ResolveField('total', () => Int, { description: 'How many needs there are on all pages.' })
  async total(@Parent() { asked }: NeedPageType, @CurrentActor() actor: Actor): Promise<number> {
    const counts = await this.service.counts(actor, filterOf(asked));
    return counts.find(({ facet }) => facet === null)?.count ?? 0;
  }

  @ResolveField('counts', () => [NeedCountType], { description: 'How many needs have each value of each facet.' })
  async counts(@Parent() { asked }: NeedPageType, @CurrentActor() actor: Actor): Promise<NeedCountType[]> {
    const counts = await this.service.counts(actor, filterOf(asked));
    return counts.flatMap(({ facet, value, count }) =>
      isNamed(facet) ? [{ facet, value: facetValue(facet, value), count }] : [],
    );
  }
}

const isNamed = (facet: NeedFacet | null): facet is NeedFacet => facet !== null;

const filterOf = (args: NeedsArgs): NeedFilter => ({
  text: args.text ?? undefined,
  federationId: args.federationId ?? undefined,
  organisationId: args.organisationId ?? undefined,
  needCategory: args.needCategory ?? undefined,
  territory: args.territory ?? undefined,
  open: args.open ?? undefined,
});
