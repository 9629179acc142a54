import { AssemblyService, ProposalService, type NoticeProof } from '#governance';
import type { AgendaItemId, AssemblyId, BodyId, ProposalId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import {
  AddAgendaItemInput,
  AgendaItemType,
  AssemblyPageType,
  AssemblyType,
  DraftAssemblyInput,
  NoticeProofType,
  toAgendaItemType,
  toAssemblyType,
} from './assembly.type';
import { toProposalType } from './proposal.type';

/** Assemblies until they sit. */
@Resolver(() => AssemblyType)
export class AssemblyResolver {
  constructor(
    private readonly service: AssemblyService,
    private readonly proposals: ProposalService,
  ) {}

  @Query(() => AssemblyPageType, { description: 'The assemblies the caller may see, newest first.' })
  assemblies(@CurrentActor() actor: Actor, @Args() page: PageArgs): Promise<AssemblyPageType> {
    return idPage(page, (after, limit) => this.service.page(actor, after, limit), {
      idOf: ({ id }) => id,
      toItem: toAssemblyType,
    });
  }

  @Query(() => AssemblyType, { description: 'One assembly that the caller may read.' })
  async assembly(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The assembly.' }) id: AssemblyId,
  ): Promise<AssemblyType> {
    return toAssemblyType(await this.service.read(actor, id));
  }

  @Mutation(() => AssemblyType, {
    description: 'Prepares an assembly; policies whose review is due are put on its agenda by themselves.',
  })
  async draftAssembly(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'When, where and of which body.' })
    { bodyId, title, text, place, firstCall, secondCall }: DraftAssemblyInput,
  ): Promise<AssemblyType> {
    const input = { title, text, place, firstCall, secondCall: secondCall ?? null };
    return toAssemblyType(await this.service.draft(actor, bodyId as BodyId, input));
  }

  @Mutation(() => AssemblyType, { description: 'Puts a proposal at the end of an agenda.' })
  async addAgendaItem(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What, and on which agenda.' }) { assemblyId, proposalId }: AddAgendaItemInput,
  ): Promise<AssemblyType> {
    return toAssemblyType(await this.service.addItem(actor, assemblyId as AssemblyId, proposalId as ProposalId));
  }

  @Mutation(() => AssemblyType, { description: 'Takes an item from an agenda that has not been announced yet.' })
  async removeAgendaItem(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The item.' }) id: AgendaItemId,
  ): Promise<AssemblyType> {
    return toAssemblyType(await this.service.removeItem(actor, id));
  }

  @Mutation(() => AssemblyType, {
    description: 'Sends the notice to everybody entitled to vote; date, place and agenda change no more.',
  })
  async conveneAssembly(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The assembly.' }) id: AssemblyId,
  ): Promise<AssemblyType> {
    return toAssemblyType(await this.service.convene(actor, id));
  }

  @ResolveField(() => [AgendaItemType], { description: 'What it is to decide, in order.' })
  async agenda(@CurrentActor() actor: Actor, @Parent() { id }: AssemblyType): Promise<AgendaItemType[]> {
    const items = await this.service.agenda(id as AssemblyId);
    const proposals = await this.proposals.readable(
      actor,
      items.map(({ proposalId }) => proposalId),
    );
    return items.map((item) => {
      const proposal = proposals.get(item.proposalId);
      return toAgendaItemType(item, proposal ? toProposalType(proposal) : null);
    });
  }

  @ResolveField(() => [NoticeProofType], {
    nullable: true,
    description: 'Who was told, and when, for the chair and the secretary; others are refused it.',
  })
  notices(@CurrentActor() actor: Actor, @Parent() { id }: AssemblyType): Promise<NoticeProof[]> {
    return this.service.notices(actor, id as AssemblyId);
  }
}
