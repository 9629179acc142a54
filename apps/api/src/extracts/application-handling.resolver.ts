import { ApplicationReader, EndingService, HandlingService, PeerReviewService, UseVoteService } from '#extracts';
import type { ApplicationId, BodyId, PersonId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import {
  ApproveApplicationInput,
  CloseApplicationInput,
  InviteReviewerInput,
  LiftBlockInput,
  PutApplicationToVoteInput,
  RejectApplicationInput,
  RemoveReviewerInput,
  ReturnApplicationInput,
  RevokeApplicationInput,
} from './application-deed.type';
import { toChanges } from './application-input.type';
import { ApplicationType, shownApplication } from './application.type';

/** What those who decide on applications do; closing one is the applicant's too. */
@Resolver(() => ApplicationType)
export class ApplicationHandlingResolver {
  constructor(
    private readonly reader: ApplicationReader,
    private readonly service: HandlingService,
    private readonly endings: EndingService,
    private readonly reviews: PeerReviewService,
    private readonly votes: UseVoteService,
  ) {}

  @Mutation(() => ApplicationType, { description: 'Gives an application back to be changed.' })
  async returnApplication(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and what should change.' }) { applicationId, note }: ReturnApplicationInput,
  ): Promise<ApplicationType> {
    const { id } = await this.service.return(actor, applicationId as ApplicationId, note);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, { description: 'Asks somebody independent, of the federation, to review.' })
  async inviteReviewer(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whom.' }) { applicationId, personId }: InviteReviewerInput,
  ): Promise<ApplicationType> {
    const { id } = await this.reviews.invite(actor, applicationId as ApplicationId, personId as PersonId);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, { description: 'Goes on without a reviewer who has not answered.' })
  async removeReviewer(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whom.' }) { applicationId, personId }: RemoveReviewerInput,
  ): Promise<ApplicationType> {
    const { id } = await this.reviews.remove(actor, applicationId as ApplicationId, personId as PersonId);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, {
    description: 'Puts its use to the vote of a body, where policies ask for that; requests of equal use share one.',
  })
  async putApplicationToVote(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'To whose, and until when.' }) input: PutApplicationToVoteInput,
  ): Promise<ApplicationType> {
    const asked = { bodyId: (input.bodyId ?? null) as BodyId | null, closesAt: input.closesAt ?? null };
    const { id } = await this.votes.putToVote(actor, input.applicationId as ApplicationId, asked);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, {
    description:
      'Approves it in the name of the publishers that the caller is a steward of; the last one’s yes gives the rights.',
  })
  async approveApplication(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and what is approved less.' })
    { applicationId, note, changes }: ApproveApplicationInput,
  ): Promise<ApplicationType> {
    const said = { note, changes: toChanges(changes) };
    const { id } = await this.service.approve(actor, applicationId as ApplicationId, said);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, { description: 'Says no; one publisher’s no is enough.' })
  async rejectApplication(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and why.' }) { applicationId, ...said }: RejectApplicationInput,
  ): Promise<ApplicationType> {
    const { id } = await this.service.reject(actor, applicationId as ApplicationId, said);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, { description: 'Ends its rights; who held them may ask again.' })
  async closeApplication(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and why.' }) { applicationId, note }: CloseApplicationInput,
  ): Promise<ApplicationType> {
    const { id } = await this.endings.close(actor, applicationId as ApplicationId, note);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, {
    description: 'Ends its rights, and lets who held them have no others to its datasets until the block is lifted.',
  })
  async revokeApplication(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and why.' }) { applicationId, ...input }: RevokeApplicationInput,
  ): Promise<ApplicationType> {
    const { id } = await this.endings.revoke(actor, applicationId as ApplicationId, toRevocation(input));
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, { description: 'Lets somebody ask again for what was revoked.' })
  async liftBlock(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Of which application, for whom, and why.' })
    { applicationId, ...input }: LiftBlockInput,
  ): Promise<ApplicationType> {
    const { id } = await this.endings.liftBlock(actor, applicationId as ApplicationId, toRevocation(input));
    return shownApplication(this.reader, actor, id);
  }
}

const toRevocation = ({ note, personIds }: Pick<LiftBlockInput, 'note' | 'personIds'>) =>
  personIds ? { note, persons: personIds as PersonId[] } : { note };
