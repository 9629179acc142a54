import { clausesOfMotion, DiscussionService, type Change, type Comment, type SubmittedAmendment } from '#governance';
import type { AmendmentId, ProposalId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PolicyNames } from '../policy/policy-names';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import {
  AmendmentPageType,
  AmendmentType,
  ClauseType,
  CommentInput,
  CommentPageType,
  CommentType,
  SubmitAmendmentInput,
  toClauseType,
} from './discussion.type';
import { ProposalType, toProposalType } from './proposal.type';

/** What members say about a motion before they vote, and what they want it to say instead. */
@Resolver(() => ProposalType)
export class DiscussionResolver {
  constructor(
    private readonly service: DiscussionService,
    private readonly names: PolicyNames,
  ) {}

  @Mutation(() => CommentType, { description: 'Says something about a motion or one of its clauses.' })
  comment(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What is said.' }) { proposalId, kind, clause, text, answers }: CommentInput,
  ): Promise<Comment> {
    const said = { kind, clause: clause ?? null, text, answers: answers ?? null };
    return this.service.comment(actor, proposalId as ProposalId, said);
  }

  @Mutation(() => AmendmentType, { description: 'Proposes that a clause of a motion says something else.' })
  submitAmendment(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What it should say.' })
    { proposalId, clause, reason, ...change }: SubmitAmendmentInput,
  ): Promise<SubmittedAmendment> {
    const wish = { clause, change: changeOf(change), reason };
    return this.service.amend(actor, proposalId as ProposalId, wish, this.namesFor(actor));
  }

  @Mutation(() => ProposalType, {
    description: 'Takes amendments into a motion, all at once: the text with them replaces it, on agendas too.',
  })
  async acceptAmendments(
    @CurrentActor() actor: Actor,
    @Args('ids', { type: () => [ID], description: 'The amendments, all of one motion.' }) ids: AmendmentId[],
  ): Promise<ProposalType> {
    return toProposalType(await this.service.accept(actor, ids, this.namesFor(actor)));
  }

  @Mutation(() => AmendmentType, { description: 'Leaves a motion as it is, against an amendment.' })
  rejectAmendment(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The amendment.' }) id: AmendmentId,
  ): Promise<SubmittedAmendment> {
    return this.service.reject(actor, id);
  }

  @ResolveField(() => CommentPageType, { description: 'What was said about it, oldest first.' })
  comments(
    @CurrentActor() actor: Actor,
    @Parent() { id }: ProposalType,
    @Args() page: PageArgs,
  ): Promise<CommentPageType> {
    return idPage(page, (after, limit) => this.service.comments(actor, id as ProposalId, { after, limit }), {
      idOf,
      toItem: (it) => it,
    });
  }

  @ResolveField(() => AmendmentPageType, { description: 'What others wanted it to say, oldest first.' })
  amendments(
    @CurrentActor() actor: Actor,
    @Parent() { id }: ProposalType,
    @Args() page: PageArgs,
  ): Promise<AmendmentPageType> {
    return idPage(page, (after, limit) => this.service.amendments(actor, id as ProposalId, { after, limit }), {
      idOf,
      toItem: (it) => it,
    });
  }

  @ResolveField(() => [ClauseType], {
    description: 'Its clauses as members number them; none where it is no policy and no statute.',
  })
  clauses(@Parent() { motion }: ProposalType): ClauseType[] {
    return clausesOfMotion(motion).map(toClauseType);
  }

  private namesFor(actor: Actor) {
    return (text: unknown, federationId: Parameters<PolicyNames['of']>[2]) => this.names.of(actor, text, federationId);
  }
}

const changeOf = ({ kind, text = null }: Pick<SubmitAmendmentInput, 'kind' | 'text'>): Change =>
  kind === 'remove' ? { kind } : { kind, text };

const idOf = ({ id }: { readonly id: string }) => id;
